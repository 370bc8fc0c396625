"""record_cost: the whole voucher, to the cent, net or gross by whose VAT it is."""

from datetime import date

import pytest

from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotFound, NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.core.periods import Period
from talkoot.core.typed import TooLong
from talkoot.costs.models import CostEntry
from talkoot.costs.rules.recording import (
    CoveredByFlatRate,
    ForeignCurrency,
    Line,
    LinesDontAddUp,
    NotPaidYet,
    OutsideProject,
    StaffNeedsPayroll,
    check_days,
)
from talkoot.costs.rules.vouchers import IssuedLater
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from tests.agreements.granted import elsewhere
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY
from tests.costs.test_place_voucher import place

pytestmark = pytest.mark.django_db


def test_a_city_that_deducts_vat_counts_net(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.invoice(cast))

    assert (entry.amount_cents, entry.is_net, entry.kind) == (100_00, True, "direct")
    assert (entry.recorded_by, entry.in_flat_base, entry.paid_on) == (cast.administrator, False, None)
    assert entry.voucher
    assert entry.voucher.state == "recorded"
    assert projects.nothing_broken()


def test_a_line_may_say_that_its_vat_stays(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.invoice(cast), Line("services", is_net=False))

    assert (entry.amount_cents, entry.is_net) == (124_00, False)


def test_a_voucher_is_sorted_into_lines_with_their_own_vat(cast: Cast) -> None:
    lines = [Line("services", 60_00, 14_40), Line("materials", 40_00, 9_60, is_net=False)]

    entries = recorded.cost(cast, recorded.invoice(cast), *lines)

    assert [(one.category, one.amount_cents) for one in entries] == [("services", 60_00), ("materials", 49_60)]
    assert projects.nothing_broken()


@pytest.mark.parametrize(
    "lines",
    [
        [Line("services", 60_00, 14_40), Line("materials", 40_00, 9_59)],
        [Line("services", 60_00, 14_40)],
        [Line("services"), Line("materials")],
        [Line("services", 110_00, 24_00), Line("materials", -10_00, 0)],
        [Line("services", 100_00, 0), Line("materials", 0, 24_00)],
        [],
    ],
)
def test_lines_that_are_not_the_whole_voucher_are_refused(cast: Cast, lines: list[Line]) -> None:
    voucher = recorded.invoice(cast)

    with pytest.raises(LinesDontAddUp):
        recorded.cost(cast, voucher, *(lines or [Line("services", 0, 0)]))
    assert not CostEntry.objects.exists()


def test_a_credit_note_takes_away(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.invoice(cast, kind="INV02"))

    assert entry.amount_cents == -100_00
    assert projects.nothing_broken()


def test_payroll_is_staff_and_in_the_base_of_the_flat_rate(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.payroll(cast), Line("staff"))

    assert (entry.amount_cents, entry.in_flat_base) == (2_400_00, True)


def test_a_bought_service_is_never_staff_and_a_salary_nothing_else(cast: Cast) -> None:
    with pytest.raises(StaffNeedsPayroll):
        recorded.cost(cast, recorded.invoice(cast), Line("staff"))
    with pytest.raises(StaffNeedsPayroll):
        recorded.cost(cast, recorded.payroll(cast), Line("services"))


@pytest.mark.parametrize("category", ["office", "staff_travel", "meetings", "flat_rate"])
def test_what_the_flat_rate_covers_is_refused(cast: Cast, category: str) -> None:
    with pytest.raises(CoveredByFlatRate, match="needs no vouchers"):
        recorded.cost(cast, recorded.invoice(cast), Line(category))


def test_an_unknown_category_is_refused_with_those_that_hold(cast: Cast) -> None:
    with pytest.raises(NotFound, match="services"):
        recorded.cost(cast, recorded.invoice(cast), Line("cakes"))


def test_an_invoice_of_a_sub_grant_is_placed_elsewhere_or_sent_back(cast: Cast) -> None:
    projects.sub_grant(cast)
    voucher = recorded.invoice(cast, project="MM-0002")

    with pytest.raises(NotInOrder, match="Possible now: place, drop"):
        recorded.cost(cast, voucher)


def test_nothing_is_recorded_on_a_closed_project(cast: Cast) -> None:
    project = projects.event(cast)
    voucher = recorded.invoice(cast, project="MM-0002")
    projects.closed(cast, project)

    with pytest.raises(ProjectNotRunning):
        recorded.cost(cast, voucher)


def test_nothing_is_booked_in_another_currency(cast: Cast) -> None:
    voucher = place(cast, recorded.invoice(cast, currency="SEK"))

    with pytest.raises(ForeignCurrency):
        recorded.cost(cast, voucher)


@pytest.mark.parametrize("missing", ["orderer", "project"])
def test_what_waits_is_recorded_only_once_somebody_has_placed_it(cast: Cast, missing: str) -> None:
    voucher = recorded.invoice(cast, **{missing: "NA"})

    with pytest.raises(NotInOrder, match="Possible now: place, drop"):
        recorded.cost(cast, voucher)
    assert recorded.cost(cast, place(cast, voucher))


def test_an_invoice_of_nothing_is_dropped_and_not_recorded(cast: Cast) -> None:
    voucher = recorded.invoice(cast, net="0,00", vat="0,00", gross="0,00")

    with pytest.raises(LinesDontAddUp, match="Drop it"):
        recorded.cost(cast, voucher)
    with pytest.raises(LinesDontAddUp, match="Drop it"):
        recorded.cost(cast, voucher, lines=[])


def test_a_voucher_without_lines_is_not_recorded(cast: Cast) -> None:
    with pytest.raises(LinesDontAddUp, match="no line"):
        recorded.cost(cast, recorded.invoice(cast), lines=[])


@pytest.mark.parametrize(("dated", "error"), [("20190507", IssuedLater), ("20100102", OutsideProject)])
def test_an_invoice_of_a_day_to_come_or_before_the_project_is_no_cost(
    cast: Cast, dated: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        recorded.cost(cast, recorded.invoice(cast, date=dated))


def test_nothing_was_paid_before_the_project_started(cast: Cast) -> None:
    with pytest.raises(OutsideProject, match="paid"):
        recorded.cost(cast, recorded.invoice(cast), paid_on=date(2010, 1, 3), ledger_voucher="K-17")


def test_an_invoice_may_come_three_months_after_the_end() -> None:
    project = Period(date(2019, 1, 1), date(2019, 11, 30))

    check_days(date(2020, 2, 29), date(2020, 5, 1), project)
    with pytest.raises(OutsideProject, match="3 months late"):
        check_days(date(2020, 3, 1), None, project)


def test_a_number_in_the_books_that_is_too_long_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(TooLong, match="40"):
        recorded.cost(cast, recorded.receipt(cast), paid_on=date(2019, 4, 2), ledger_voucher="L" * 41)


def test_a_voucher_is_recorded_once(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    recorded.cost(cast, voucher)

    with pytest.raises(StaleVersion):
        recorded.cost(cast, voucher)
    voucher.refresh_from_db()
    with pytest.raises(NotInOrder):
        recorded.cost(cast, voucher)
    assert CostEntry.objects.count() == 1


def test_what_is_paid_already_is_recorded_with_its_place_in_the_books(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.receipt(cast), paid_on=date(2019, 4, 2), ledger_voucher="K-17")

    assert (entry.paid_on, entry.ledger_voucher) == (date(2019, 4, 2), "K-17")
    assert projects.nothing_broken()


@pytest.mark.parametrize(
    ("paid_on", "ledger_voucher"), [(date(2019, 4, 2), None), (None, "K-17"), (date(2019, 5, 7), "K-17")]
)
def test_a_payment_has_both_its_day_and_its_number_and_is_past(
    cast: Cast, paid_on: date | None, ledger_voucher: str | None
) -> None:
    with pytest.raises(NotPaidYet):
        recorded.cost(cast, recorded.receipt(cast), paid_on=paid_on, ledger_voucher=ledger_voucher)


@pytest.mark.parametrize("name", ["stranger", "accountant", "coordinator", "writer"])
def test_who_may_not_record_costs_records_none(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted, match="record costs"):
        recorded.cost(cast, recorded.invoice(cast), actor=name)


def test_the_same_role_in_another_programme_records_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        recorded.cost(cast, recorded.invoice(cast), actor=elsewhere(RoleCode.ADMINISTRATOR, cast))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    declare_interest(
        register=cast.register, actor=cast.act("administrator"), person=cast.administrator,
        matter=projects.main(cast).matter, ground="benefit", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        recorded.cost(cast, voucher)
