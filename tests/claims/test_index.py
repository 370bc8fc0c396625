"""The index of a claim and the trail of a line: the auditor's way down, on pages and as CSV."""

import csv
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.claims import index
from talkoot.claims.index import safe, written
from talkoot.claims.models import ClaimLine
from talkoot.core import clock
from talkoot.costs.actions.book_payment import book_payment
from talkoot.costs.models import CostEntry
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.claims import claimed
from tests.claims.pages import at, browser, said
from tests.costs import projects, recorded

pytestmark = pytest.mark.django_db
BOUGHT_ON = date(2019, 4, 2)
NOT_DATA = ('"django_session"', '"people_account"', '"records_register"', '"people_role"')
"""Tables that the door reads for every page."""


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands after the second period."""
    monkeypatch.setattr(clock, "now", lambda: claimed.AFTER_SECOND)


@pytest.fixture
def auditor(cast: Cast) -> Client:
    """The auditor's browser."""
    return browser(cast, "auditor")


def statements(client: Client, address: str) -> int:
    """How many statements read data for a page; who asks, and where, is read for every page."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    tables = [one["sql"].partition(" FROM ")[2].split(" ")[0] for one in asked.captured_queries]
    return len([table for table in tables if table and table not in NOT_DATA])


def test_the_index_takes_the_same_few_statements_for_few_rows_and_many(cast: Cast, auditor: Client) -> None:
    claimed.bought(cast, BOUGHT_ON, 10_00, "1")
    claimed.freeze(cast, 1)
    for number in range(30):
        claimed.bought(cast, date(2019, 8, 2), 10_00, f"n{number}")
    claimed.salary(cast, date(2019, 9, 1), 1_000_00)
    claimed.freeze(cast, 2)

    few, many = (statements(auditor, at("claim_index", number=number)) for number in (1, 2))

    assert few == many <= 8


def test_the_list_and_the_books_take_the_same_statements_for_few_and_many(cast: Cast, auditor: Client) -> None:
    claimed.bought(cast, BOUGHT_ON, 10_00, "1")
    few = [statements(auditor, at(name)) for name in ("claims", "books")]
    project = projects.event(cast)
    for number in range(8):
        claimed.bought(cast, BOUGHT_ON, 10_00, f"n{number}", project=project)

    assert [statements(auditor, at(name)) for name in ("claims", "books")] == few


def test_every_line_of_a_claim_is_in_its_index_once(cast: Cast, auditor: Client) -> None:
    for number in range(23):
        claimed.bought(cast, BOUGHT_ON, 10_00 + number, f"n{number}")
    claimed.freeze(cast, 1)
    address, found = at("claim_index", number=1), []

    while address:
        page = auditor.get(address)
        found += [row.key for row in page.context["rows"]]
        after = page.context["page"].after
        address = at("claim_index", number=1) + after if after else ""

    assert sorted(found) == sorted(ClaimLine.objects.values_list("pk", flat=True))


def test_the_index_is_filtered_by_project_and_category(cast: Cast, auditor: Client) -> None:
    project = projects.event(cast)
    claimed.bought(cast, BOUGHT_ON, 10_00, "1", project=project)
    claimed.salary(cast, date(2019, 3, 1), 1_000_00)
    claimed.freeze(cast, 1)
    address = at("claim_index", number=1)

    def rows(query: str) -> list[str]:
        return [row.category for row in auditor.get(address + query).context["rows"]]

    assert rows("") == ["Staff with side costs", "Flat rate", "Materials for activities"]
    assert rows(f"?project={project.matter.code}") == ["Materials for activities"]
    assert rows("?project=MM-0001&category=staff") == ["Staff with side costs"]
    for odd in ("?project=MM-x", "?project=%00", "?category=%00", "?project=MM-" + "9" * 40, "?after=xx"):
        assert auditor.get(address + odd).status_code == 200
    assert "No lines like that" in said(auditor.get(address + "?project=MM-x"))


def test_the_index_of_a_claim_that_is_not_frozen_leads_to_its_preview(cast: Cast, auditor: Client) -> None:
    claimed.bought(cast, BOUGHT_ON, 10_00, "1")

    assert auditor.get(at("claim_index", number=1)).headers["Location"] == at("claim", number=1)


def test_the_trail_goes_from_the_claim_down_to_the_idea(cast: Cast, auditor: Client) -> None:
    draft = recorded.statement(cast)
    recorded.line(cast, draft)
    recorded.signed(cast, draft)
    entry = CostEntry.objects.get()
    claimed.check(cast, entry)
    claimed.decide(cast, claimed.freeze(cast, 1), **{f"e{entry.pk}": 1_00})

    page = auditor.get(at("claim_line", number=1, key=ClaimLine.objects.get().pk))
    steps = [step.name for step, _ in page.context["steps"]]

    assert steps == [
        "Claimed", "The funder's decision", "Cost entry", "Cost statement", "Payment", "Voucher", "Check", "Project",
        "Agreement",
        "The funder approved the recipient", "Decision", "Proposal", "Application", "Idea",
    ]  # fmt: skip
    assert "The funder cut 1,00 €, ELY/7/2019" in said(page)
    assert "Tuntikirjanpito puuttui." in said(page)
    assert "Tuula Talous, accountant" in said(page)
    for step, _ in page.context["steps"]:
        assert Entry.objects.filter(seq=step.seq, digest=step.digest).exists(), step.name


def test_the_trail_of_a_payment_booked_later_rests_on_its_own_entry(cast: Cast, auditor: Client) -> None:
    (entry,) = recorded.cost(cast, recorded.receipt(cast))
    claimed.check(cast, entry)
    book_payment(
        voucher=entry.voucher, actor=cast.act("accountant"), paid_on=date(2019, 4, 20), ledger_voucher="L-7",
        now=claimed.AFTER_FIRST, today=claimed.AFTER_FIRST.date(),
    )  # fmt: skip
    claimed.freeze(cast, 1)

    page = auditor.get(at("claim_line", number=1, key=ClaimLine.objects.get().pk))
    payment = next(step for step, _ in page.context["steps"] if step.name == "Payment")

    assert Entry.objects.get(seq=payment.seq, register=cast.register).verb == "book_payment"
    assert "in the books as L-7" in payment.said


def test_every_link_of_a_line_opens_for_the_auditor(cast: Cast, auditor: Client) -> None:
    recorded.checked(cast, recorded.entry(cast, paid_on=date(2019, 4, 20), ledger_voucher="L-8"))
    draft = recorded.statement(cast)
    recorded.line(cast, draft)
    recorded.signed(cast, draft)
    claimed.check(cast, CostEntry.objects.get(statement=draft))
    claimed.decide(cast, claimed.freeze(cast, 1))
    pages = [at("claim_index", number=1), *[at("claim_line", number=1, key=one.pk) for one in ClaimLine.objects.all()]]

    for address in pages:
        main = auditor.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
        for link in re.findall(r'href="(/[^"#]*)', main):
            assert auditor.get(unescape(link)).status_code == 200, link


def test_a_flat_rate_leads_to_the_salaries_it_was_counted_on(cast: Cast, auditor: Client) -> None:
    claimed.salary(cast, date(2019, 3, 1), 1_000_00)
    claimed.freeze(cast, 1)
    flat = ClaimLine.objects.get(entry__kind=CostEntry.Kind.FLAT_RATE)

    page = auditor.get(at("claim_line", number=1, key=flat.pk))

    assert "What the flat rate was newly counted on" in said(page)
    assert [one.amount_cents for one in page.context["base"]] == [1_000_00]


def test_the_export_holds_every_line_and_no_formula(cast: Cast, auditor: Client) -> None:
    claimed.bought(cast, BOUGHT_ON, 10_00, "=1+1")
    claimed.bought(cast, BOUGHT_ON, 12_34, "2")
    claimed.freeze(cast, 1)

    answer = auditor.get(at("claim_index_csv", number=1))

    assert answer.streaming
    assert answer.headers["Cache-Control"] == "private, no-store"
    text = b"".join(answer).decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Line;Project;")
    assert ";'=1+1;" in text
    assert ";12,34;0,00;" in text
    assert text.count("\r\n") == 3


def test_the_export_says_of_every_line_what_the_page_says(cast: Cast, auditor: Client) -> None:
    salary = claimed.salary(cast, date(2019, 3, 1), 1_000_00).cost_entry
    invoice = recorded.invoice(cast)
    recorded.checked(cast, recorded.cost(cast, invoice, paid_on=date(2019, 4, 20), ledger_voucher="L-8")[0])
    claimed.bought(cast, BOUGHT_ON, 10_00, "1", project=projects.event(cast))
    claimed.decide(cast, claimed.freeze(cast, 1), **{f"e{salary.pk}": 1_00})

    rows = auditor.get(at("claim_index", number=1)).context["rows"]
    text = b"".join(auditor.get(at("claim_index_csv", number=1))).decode()
    _heads, *lines = csv.reader(text.splitlines(), delimiter=";")

    assert {row.cut_cents for row in rows} >= {0, 1_00}
    assert any(row.arrival for row in rows)
    assert any(row.voucher == 0 for row in rows)
    assert [_days_apart(line) for line in lines] == [
        [
            *(row.key, row.code, row.title, row.category, written(row.cents), written(row.cut_cents), row.entry),
            *(row.voucher, row.what, row.number, row.arrival, row.ledger_voucher, row.checker, row.outcome),
        ]
        for row in rows
    ]


def _days_apart(line: list[str]) -> list[object]:
    """A line of the export without its days, its keys as numbers: 0 where there is nothing."""
    kept = [text for index, text in enumerate(line) if index not in (10, 12)]
    return [int(text or 0) if index in (0, 6, 7, 10) else text for index, text in enumerate(kept)]


def test_the_export_is_sent_in_blocks_that_hold_a_few_hundred_lines(
    cast: Cast, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        claimed.bought(cast, BOUGHT_ON, 10_00, f"n{number}")
    claimed.freeze(cast, 1)
    monkeypatch.setattr(index, "AT_ONCE", 3)

    blocks = list(auditor.get(at("claim_index_csv", number=1)))

    assert [block.count(b"\r\n") for block in blocks] == [2, 3, 1]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe("Keksitty Kauppa") == "Keksitty Kauppa"
