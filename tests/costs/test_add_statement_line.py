"""add_statement_line: a recipient's own vouchers, each once and never what the flat rate pays."""

from datetime import date

import pytest

from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted
from talkoot.costs.models import CostStatement, VoucherKind
from talkoot.costs.rules.recording import (
    CoveredByFlatRate,
    NotPaidYet,
    OutsideProject,
    StaffNeedsPayroll,
    WorkerNotNamed,
)
from talkoot.costs.rules.statements import PaidAfterPeriod, StatementIsSigned
from talkoot.costs.rules.vouchers import IssuedLater, LooksLikeAnother, SameVoucher
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects, recorded

pytestmark = pytest.mark.django_db


def test_an_association_that_does_not_deduct_counts_gross(cast: Cast) -> None:
    line = recorded.line(cast, recorded.statement(cast))

    assert (line.amount_cents, line.is_net) == (12_40, False)
    assert line.voucher.state == "routed"
    assert projects.nothing_broken()


def test_a_line_may_say_that_its_vat_comes_back(cast: Cast) -> None:
    line = recorded.line(cast, recorded.statement(cast), is_net=True)

    assert (line.amount_cents, line.is_net) == (10_00, True)


def test_a_credit_note_takes_away(cast: Cast) -> None:
    paper = recorded.paper(kind=VoucherKind.CREDIT_NOTE)

    assert recorded.line(cast, recorded.statement(cast), paper).amount_cents == -12_40


def test_a_named_workers_salary_is_staff(cast: Cast) -> None:
    statement = recorded.statement(cast)
    projects.works_in(cast, statement.project, cast.resident, date(2019, 1, 1))
    salary = recorded.salary(cast, person=cast.resident)

    line = recorded.line(cast, statement, salary, category="staff")

    assert line.amount_cents == 2_400_00
    with pytest.raises(StaffNeedsPayroll):
        recorded.line(cast, statement, recorded.paper(), category="staff")
    with pytest.raises(SameVoucher):
        recorded.line(cast, statement, salary, category="staff")


def test_nobody_is_paid_who_was_not_named(cast: Cast) -> None:
    with pytest.raises(WorkerNotNamed):
        recorded.line(cast, recorded.statement(cast), recorded.salary(cast), category="staff")


def test_what_the_flat_rate_covers_needs_no_voucher_and_is_refused(cast: Cast) -> None:
    with pytest.raises(CoveredByFlatRate, match="paid all the same"):
        recorded.line(cast, recorded.statement(cast), category="office")


def test_the_same_receipt_does_not_get_in_twice(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.line(cast, statement)

    with pytest.raises(LooksLikeAnother):
        recorded.line(cast, statement)
    assert recorded.line(cast, statement, other_because=Text("Kaksi lippua", "fi"))


def test_the_same_invoice_does_not_get_in_by_the_citys_door_and_the_recipients(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.invoice(cast)

    with pytest.raises(SameVoucher, match="MM-0001"):
        recorded.line(
            cast,
            statement,
            recorded.paper(
                kind=VoucherKind.INVOICE, seller="7654321-2", number="1001", issued_on=date(2019, 3, 4),
                net_cents=100_00, vat_cents=24_00,
            ),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (PaidAfterPeriod, {"paid_on": date(2019, 5, 1)}),
        (NotPaidYet, {"ledger_voucher": ""}),
        (NotPaidYet, {"paid_on": date(2019, 5, 30)}),
    ],
)
def test_it_is_paid_and_booked_by_the_end_of_the_period(
    cast: Cast, error: type[Exception], what: dict[str, object]
) -> None:
    with pytest.raises(error):
        recorded.line(cast, recorded.statement(cast), **what)


def test_what_is_signed_takes_no_more_lines(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.line(cast, statement)
    recorded.signed(cast, statement)

    with pytest.raises(StatementIsSigned, match="next one"):
        recorded.line(cast, statement, recorded.paper(net_cents=1))


def test_a_line_makes_a_new_version_of_the_statement(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.line(cast, statement)

    assert CostStatement.objects.get().version == statement.version + 1


@pytest.mark.parametrize("name", ["stranger", "administrator"])
def test_only_the_recipients_own_people_write_it(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        recorded.line(cast, recorded.statement(cast), actor=cast.act(name))


def test_a_receipt_without_a_number_does_not_get_in_by_the_citys_door_and_the_recipients(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.receipt(cast)

    with pytest.raises(LooksLikeAnother, match="MM-0001"):
        recorded.line(cast, statement)


def test_an_invoice_of_the_city_that_looks_like_a_recipients_line_waits(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.line(
        cast, statement, recorded.paper(issued_on=date(2019, 3, 4), net_cents=100_00, vat_cents=24_00)
    )  # fmt: skip

    voucher = recorded.invoice(cast)

    assert (voucher.state, voucher.arrivals.get().code) == ("held", "looks_like")


def test_a_closed_project_takes_no_more_lines(cast: Cast) -> None:
    statement = recorded.statement(cast)
    projects.closed(cast, statement.project)

    with pytest.raises(ProjectNotRunning):
        recorded.line(cast, statement)


def test_a_double_click_is_one_line(cast: Cast) -> None:
    statement = recorded.statement(cast)
    first = recorded.line(cast, statement, form_key="form-1")

    assert recorded.line(cast, statement, form_key="form-1") == first
    assert statement.lines.count() == 1


@pytest.mark.parametrize(
    ("paper", "paid_on", "error"),
    [
        ({}, date(2010, 1, 3), OutsideProject),
        ({"issued_on": date(2010, 1, 2)}, date(2019, 4, 3), OutsideProject),
        ({"issued_on": date(2031, 1, 2)}, date(2019, 4, 3), IssuedLater),
    ],
)
def test_what_was_bought_or_paid_on_an_impossible_day_is_refused(
    cast: Cast, paper: dict[str, date], paid_on: date, error: type[Exception]
) -> None:
    with pytest.raises(error):
        recorded.line(cast, recorded.statement(cast), recorded.paper(**paper), paid_on=paid_on)
