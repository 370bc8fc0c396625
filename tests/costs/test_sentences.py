"""What the database itself refuses about costs, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.costs.models import Check, CostEntry, CostStatement, Voucher
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW

pytestmark = pytest.mark.django_db


def test_no_cost_of_a_sub_grant_counts_before_both_sides_have_signed(cast: Cast) -> None:
    voucher = recorded.receipt(cast)
    entry = CostEntry.objects.create(
        register=cast.register, project=projects.unsigned_sub_grant(cast), kind=CostEntry.Kind.DIRECT,
        category="materials", voucher=voucher, amount_cents=1_000, is_net=False, in_flat_base=False,
        recorded_by=cast.writer, recorded_at=NOW,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="before both sides have signed"), transaction.atomic():
        Check.objects.create(
            register=cast.register, cost_entry=entry, recorded_by=cast.writer, checker=cast.accountant,
            outcome=Check.Outcome.ACCEPT, accepted_cents=1_000, checked_at=NOW,
        )  # fmt: skip


def test_a_signed_statements_period_lies_inside_its_project(cast: Cast) -> None:
    draft = recorded.statement(cast)
    CostStatement.objects.filter(pk=draft.pk).update(starts_on=date(2010, 1, 1))

    with pytest.raises(IntegrityError, match="inside its project"), transaction.atomic():
        CostStatement.objects.filter(pk=draft.pk).update(
            state="signed", signed_by=cast.signatory, signed_on=date(2019, 5, 6)
        )


def test_nobody_checks_a_cost_they_recorded(cast: Cast) -> None:
    entry = recorded.entry(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(
            register=cast.register, cost_entry=entry, recorded_by=cast.administrator, checker=cast.administrator,
            outcome=Check.Outcome.ACCEPT, accepted_cents=entry.amount_cents, checked_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("issued_on", [date(2019, 4, 2), None])
def test_the_same_voucher_stands_once_dated_or_not(cast: Cast, issued_on: date | None) -> None:
    def write() -> Voucher:
        return Voucher.objects.create(
            register=cast.register, kind="receipt", seller="7654321-2", number="1", issued_on=issued_on, net_cents=1,
            vat_cents=0, total_cents=1, state="to_place",
        )  # fmt: skip

    first = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
    Voucher.objects.filter(pk=first.pk).update(state="dropped")
    assert write()
