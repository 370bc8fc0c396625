"""Pages of claims: what will happen is seen first, nothing typed is lost, and the auditor finds the way down."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from talkoot.claims import sheet
from talkoot.claims.models import Claim, FunderDecision, FundsReceived
from talkoot.claims.views import claims as claims_view
from talkoot.core import clock
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from tests.cast import Cast
from tests.claims import claimed
from tests.claims.pages import at, browser, hidden, said
from tests.costs import projects, recorded
from tests.way import another_programme

pytestmark = pytest.mark.django_db
BOUGHT_ON = date(2019, 4, 2)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands after the second period."""
    monkeypatch.setattr(clock, "now", lambda: claimed.AFTER_SECOND)


@pytest.fixture
def administrator(cast: Cast) -> Client:
    """The administrator's browser."""
    return browser(cast, "administrator")


def costs(cast: Cast) -> None:
    """A salary with its flat rate, and materials."""
    claimed.salary(cast, date(2019, 3, 1), 1_000_00)
    claimed.bought(cast, BOUGHT_ON, 100_00, "1")


def test_the_list_says_where_every_period_is(cast: Cast, administrator: Client) -> None:
    costs(cast)
    claimed.decide(cast, claimed.freeze(cast, 1))

    page = said(administrator.get(at("claims")))

    assert "Claim 1 1.7.2018 – 30.6.2019 31.10.2019 decided, money on its way 1 270,00 € 1 270,00 € 0,00 €" in page
    assert "ended, claim not frozen" in page
    assert "costs are still being paid" in page
    assert "not begun yet" in page


def test_a_preview_shows_how_the_claim_is_reckoned_and_writes_nothing(cast: Cast, administrator: Client) -> None:
    costs(cast)

    page = said(administrator.get(at("claim", number=1)))

    assert "Preview of claim 1" in page
    assert "17 % of the 1 000,00 € of salaries that count so far is 170,00 €" in page
    assert "The whole claim 1 270,00 € 1 016,00 € 254,00 € 0,00 €" in page
    assert not Claim.objects.exists()


def test_a_claim_of_many_projects_is_told_page_by_page_and_summed_whole(
    cast: Cast, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "AT_ONCE", 1)
    costs(cast)
    event = projects.event(cast)
    claimed.bought(cast, BOUGHT_ON, 70_00, "2", project=event)
    claimed.freeze(cast, 1)

    first = administrator.get(at("claim", number=1))
    address = re.search(r'href="([^"]*)" rel="next"', first.content.decode())
    assert address
    second = administrator.get(at("claim", number=1) + unescape(address[1]))

    for page, code in ((said(first), "MM-0001"), (said(second), event.matter.code)):
        assert f"These are the projects from {code} to {code}." in page
        assert "The whole claim 1 340,00 €" in page
    assert event.matter.title not in said(first)
    assert "1 170,00 €" not in said(second)
    assert 'rel="prev"' in second.content.decode()


def test_a_preview_says_what_is_not_in_it_and_why(cast: Cast, administrator: Client) -> None:
    claimed.bought(cast, date(2019, 6, 20), 5_000, "2", paid_on=date(2019, 7, 3))
    recorded.entry(cast)

    page = said(administrator.get(at("claim", number=1)))

    assert "paid after the period: it goes into a later claim MM-0001 Meijän Mikkeli 1 50,00 €" in page
    assert "not checked yet: a second person checks it first" in page


def test_a_long_list_of_what_is_not_in_a_claim_says_how_much_more_there_is(
    cast: Cast, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_view, "AT_ONCE", 1)
    claimed.bought(cast, date(2019, 6, 20), 5_000, "2", paid_on=date(2019, 7, 3))
    recorded.entry(cast)

    page = said(administrator.get(at("claim", number=1)))

    assert "There is 1 more row. To the money of every project" in page


def test_freezing_shows_what_happens_and_then_does_it(cast: Cast, administrator: Client) -> None:
    costs(cast)
    page = administrator.get(at("freeze", number=1))
    assert "It can never be changed or taken back." in said(page)

    answer = administrator.post(at("freeze", number=1), {"seen": hidden(page, "seen")}, follow=True)

    assert "Claim 1 is frozen." in said(answer)
    assert Claim.objects.get().total_cents == 1_270_00


def test_a_claim_that_changed_since_it_was_shown_is_shown_again(cast: Cast, administrator: Client) -> None:
    costs(cast)
    seen = hidden(administrator.get(at("freeze", number=1)), "seen")
    claimed.bought(cast, BOUGHT_ON, 5_00, "3")

    answer = administrator.post(at("freeze", number=1), {"seen": seen})

    assert answer.status_code == 422
    assert "The claim has changed since you looked." in said(answer)
    assert not Claim.objects.exists()
    administrator.post(at("freeze", number=1), {"seen": hidden(answer, "seen")})
    assert Claim.objects.get().total_cents == 1_275_00


def test_freezing_twice_is_told_in_words(cast: Cast, administrator: Client) -> None:
    costs(cast)
    seen = {"seen": hidden(administrator.get(at("freeze", number=1)), "seen")}
    administrator.post(at("freeze", number=1), seen)

    answer = administrator.post(at("freeze", number=1), seen)

    assert answer.status_code == 422
    assert "Claim 1 is frozen already and never changes." in said(answer)
    assert Claim.objects.count() == 1


def test_a_period_out_of_turn_is_not_offered_for_freezing(cast: Cast, administrator: Client) -> None:
    costs(cast)

    page = administrator.get(at("freeze", number=2))

    assert "Freeze claim 1 first" in said(page)
    assert hidden(page, "seen") == ""
    answer = administrator.post(at("freeze", number=2), {"seen": ""})
    assert answer.status_code == 422
    assert not Claim.objects.exists()


def typed(line: int, cents: str = "100,00", **more: str) -> dict[str, str]:
    """A funder's decision as it is typed, with one cut."""
    return {
        "decided_on": "24.6.2020", "diary_number": "ELY/7/2020", "line": str(line), f"cents_{line}": cents,
        f"reason_{line}": "Tuntikirjanpito puuttui.", **more,
    }  # fmt: skip


def frozen_line(cast: Cast) -> int:
    """The line of a salary in a frozen claim."""
    check = claimed.salary(cast, date(2019, 3, 1), 1_000_00)
    claimed.freeze(cast, 1)
    return int(check.cost_entry.claim_line.pk)


def test_a_cut_shows_its_effect_before_it_is_saved(cast: Cast, administrator: Client) -> None:
    line, address = frozen_line(cast), at("funder_decision", number=1)

    shown = administrator.post(address, typed(line))
    assert shown.status_code == 200
    assert "Flat rate of MM-0001, which follows 17,00 €" in said(shown)
    assert "In all 93,60 € 23,40 € 0,00 € 117,00 €" in said(shown)
    assert not FunderDecision.objects.exists()
    answer = administrator.post(address, typed(line, seen=hidden(shown, "seen")), follow=True)

    assert "The funder's decision is written down." in said(answer)
    decision = FunderDecision.objects.get()
    assert (decision.cut_cents, decision.approved_cents) == (117_00, 1_053_00)
    assert "Tuntikirjanpito puuttui." in said(administrator.get(address))
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


def test_a_cut_changed_after_its_effect_was_shown_is_shown_anew(cast: Cast, administrator: Client) -> None:
    line, address = frozen_line(cast), at("funder_decision", number=1)
    seen = hidden(administrator.post(address, typed(line)), "seen")

    answer = administrator.post(address, typed(line, "200,00", seen=seen))

    assert "Flat rate of MM-0001, which follows 34,00 €" in said(answer)
    assert not FunderDecision.objects.exists()


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        ("1000,01", "A cut of this line is more than nothing and at most 1 000,00 €"),
        ("0", "A cut of this line is more than nothing"),
        ("paljon", "'paljon' is not an amount in euros"),
        ("", "Write the amount in euros"),
    ],
)
def test_a_cut_that_cannot_be_is_refused_at_its_field_and_keeps_what_was_typed(
    cast: Cast, administrator: Client, cents: str, words: str
) -> None:
    line = frozen_line(cast)

    answer = administrator.post(at("funder_decision", number=1), typed(line, cents))

    assert answer.status_code == 422
    assert said(answer).count(words) == 2  # in the summary and at the field
    assert f'href="#id_cents_{line}"' in answer.content.decode()
    assert "Tuntikirjanpito puuttui." in said(answer)
    assert not FunderDecision.objects.exists()


def test_adding_a_line_keeps_what_was_typed(cast: Cast, administrator: Client) -> None:
    line, address = frozen_line(cast), at("funder_decision", number=1)

    answer = administrator.post(
        address, {"decided_on": "huomenna", "diary_number": "ELY/9", "add": "1", "line_number": str(line)}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="huomenna"' in page
    assert 'value="ELY/9"' in page
    assert f'name="cents_{line}"' in page
    for wrong in ("999999999", "9" * 40, "yksi", ""):
        missing = administrator.post(address, {"add": "1", "line_number": wrong})
        assert "This claim has no line" in said(missing)


def test_a_decision_written_down_twice_is_told_in_words(cast: Cast, administrator: Client) -> None:
    frozen_line(cast)
    address = at("funder_decision", number=1)
    whole = {"decided_on": "24.6.2020", "diary_number": "ELY/7/2020"}
    whole["seen"] = hidden(administrator.post(address, whole), "seen")
    administrator.post(address, whole)

    answer = administrator.post(address, whole)

    assert answer.status_code == 422
    assert "the state is 'decided by the funder'" in said(answer)
    assert FunderDecision.objects.get().cut_cents == 0


def received(cast: Cast, **more: str) -> dict[str, str]:
    """Money as it is typed."""
    return {"source": "esf", "amount": "100,00", "received_on": "24.6.2020", "ledger_voucher": "T-1", **more}


def test_money_is_written_down_source_by_source(cast: Cast, administrator: Client) -> None:
    costs(cast)
    claimed.decide(cast, claimed.freeze(cast, 1))

    page = administrator.post(at("receive", number=1), received(cast), follow=True)

    assert "The money is written down." in said(page)
    assert "1 016,00 € 100,00 € 916,00 €" in said(page)
    again = administrator.post(at("receive", number=1), received(cast))
    assert again.status_code == 422
    assert "This voucher of the books is written down already." in said(again)
    assert FundsReceived.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount": "1016,01"}, "amount"),
        ({"amount": "9" * 15}, "amount"),
        ({"amount": "0"}, "received_on"),
        ({"received_on": "1.1.2999"}, "received_on"),
        ({"source": "somebody"}, "source_0"),
        ({"ledger_voucher": "a\x00"}, "ledger_voucher"),
        ({"ledger_voucher": "a" * 4000}, "ledger_voucher"),
    ],
)
def test_money_that_makes_no_sense_is_refused_at_its_field(
    cast: Cast, administrator: Client, wrong: dict[str, str], field: str
) -> None:
    costs(cast)
    claimed.decide(cast, claimed.freeze(cast, 1))

    answer = administrator.post(at("receive", number=1), received(cast) | wrong)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not FundsReceived.objects.exists()


def test_a_project_is_settled_and_its_outcome_told(cast: Cast) -> None:
    project = projects.event(cast)
    claimed.bought(cast, BOUGHT_ON, 10_000, "1", project=project)
    claimed.freeze(cast, 1)
    coordinator, address = browser(cast, "coordinator"), at("settle", code=project.matter.code)
    assert "claimed costs waiting for the funder 1" in said(coordinator.get(address))
    early = coordinator.post(address, {"outcome": "Laulettiin."})
    assert early.status_code == 422
    assert "Laulettiin." in said(early)
    claimed.decide(cast, Claim.objects.get())

    assert coordinator.post(address, {"outcome": "  "}).status_code == 422
    answer = coordinator.post(address, {"outcome": "Laulettiin <b>yhdessä</b>."}, follow=True)

    assert "The project is closed." in said(answer)
    assert "Laulettiin &lt;b&gt;yhdessä&lt;/b&gt;." in answer.content.decode()
    again = coordinator.post(address, {"outcome": "Toisen kerran."})
    assert again.status_code == 422


READS = ["claims", "claim", "freeze", "funder_decision", "receive", "claim_index", "claim_index_csv", "books"]


def test_the_auditor_reads_everything_and_writes_nothing(cast: Cast) -> None:
    costs(cast)
    claimed.freeze(cast, 1)
    auditor = browser(cast, "auditor")

    for name in READS:
        kwargs = {} if name in ("claims", "books") else {"number": 1}
        page = auditor.get(at(name, **kwargs))
        assert page.status_code == 200, name
        assert b'method="post"' not in b"".join(page), name
    for name in ("freeze", "funder_decision", "receive"):
        number = 2 if name == "freeze" else 1
        assert auditor.post(at(name, number=number), {"seen": ""}).status_code == 403, name
    assert auditor.post(at("settle", code="MM-0001"), {"outcome": "x"}).status_code == 403


@pytest.mark.parametrize("who", ["writer", "signatory", "member", "chair", "city_signatory", "stranger"])
def test_nobody_else_sees_the_money(cast: Cast, who: str) -> None:
    costs(cast)
    claimed.freeze(cast, 1)

    assert browser(cast, who).get(at("claim_index", number=1)).status_code == 403


def test_another_programmes_claims_are_not_here(
    cast: Cast, administrator: Client, programme_file: file.ProgrammeFile
) -> None:
    line = frozen_line(cast)
    other = another_programme(programme_file)

    assert administrator.get(at("claims", slug=other.slug)).status_code == 403
    for number, key in ((1, 999_999), (1, 10**30), (2, line), (9, line), (10**30, line)):
        assert administrator.get(at("claim_line", number=number, key=key)).status_code == 404
    assert administrator.get(at("claim", number=9)).status_code == 404
    assert administrator.get(at("freeze", number=9)).status_code == 404
    assert administrator.get(at("source_books", source="somebody")).status_code == 404
    assert administrator.get(at("project_books", code="MM-9999")).status_code == 404
    assert administrator.get(at("settle", code="MM-9999")).status_code == 404


def test_the_books_lead_to_what_each_figure_is_made_of(cast: Cast, administrator: Client) -> None:
    costs(cast)
    claimed.decide(cast, claimed.freeze(cast, 1))

    books = administrator.get(at("books"))
    assert "MM-0001 Meijän Mikkeli" in said(books)
    assert "1 270,00 € 1 270,00 € 0,00 € 1 270,00 €" in said(books)
    source = said(administrator.get(at("source_books", source="esf")))
    assert "Claim 1 1 016,00 € 0,00 € 1 016,00 € 0,00 €" in source
    project = said(administrator.get(at("project_books", code="MM-0001")))
    assert "Claim 1 1 270,00 € 0,00 € 1 270,00 € 1 016,00 € 254,00 € 0,00 €" in project
