"""What can be read of costs, and in how many statements."""

import pytest
from pytest_django import DjangoAssertNumQueries

from talkoot.costs.models import CostEntry
from talkoot.costs.queries import accepted_cents_by_project_and_category, entries_of, inbox, to_check
from talkoot.costs.rules.recording import Line
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.desk import receive
from tests.costs.invoices import finvoice

pytestmark = pytest.mark.django_db


def test_the_inbox_says_of_every_message_what_became_of_it_and_why(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    projects.main(cast)
    receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1"))
    receive(cast, finvoice(number="2"))
    receive(cast, b"broken")

    with django_assert_num_queries(1):
        rows = inbox(cast.register)

    assert [(row.outcome, row.code, row.number, row.matter_code) for row in rows] == [
        ("refused", "not_xml", "", ""),
        ("returned", "nothing_named", "", ""),
        ("routed", "project", "1001", "MM-0001"),
    ]
    assert (rows[2].orderer, rows[2].seller_name, rows[2].signed_total_cents, rows[2].state) == (
        "Kaisa Koordinaattori",
        "Keksitty Pitopalvelu Oy",
        124_00,
        "routed",
    )
    assert all(row.reason for row in rows)


def test_the_inbox_is_read_page_by_page(cast: Cast) -> None:
    projects.main(cast)
    for number in range(3):
        receive(cast, finvoice(number=str(number), project="MM-0001"))

    first = inbox(cast.register, limit=2)
    rest = inbox(cast.register, limit=2, before=first[-1].arrival)

    assert [row.number for row in (*first, *rest)] == ["2", "1", "0"]


def test_a_credit_note_stands_below_zero_in_the_inbox(cast: Cast) -> None:
    recorded.invoice(cast, kind="INV02")

    assert inbox(cast.register)[0].signed_total_cents == -124_00


def test_the_entries_of_a_project_come_with_voucher_and_check(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recorded.checked(cast, recorded.entry(cast))
    recorded.cost(cast, recorded.invoice(cast, number="2", date="20190305"))
    project = projects.main(cast)

    with django_assert_num_queries(1):
        found = [(one.voucher.number if one.voucher else "", hasattr(one, "verdict")) for one in entries_of(project)]

    assert found == [("1001", True), ("2", False)]
    assert list(to_check(cast.register)) == [CostEntry.objects.get(voucher__number="2")]


def test_what_is_accepted_is_summed_by_project_and_category(cast: Cast) -> None:
    for entry in recorded.cost(cast, recorded.payroll(cast), Line("staff")):
        recorded.checked(cast, entry)
    recorded.checked(cast, recorded.entry(cast))
    recorded.cost(cast, recorded.invoice(cast, number="2", date="20190305"))

    project = projects.main(cast).pk
    assert accepted_cents_by_project_and_category(cast.register) == {
        (project, "staff"): 2_400_00,
        (project, "services"): 100_00,
    }
