"""book_payment: the day it was paid and its number in the books, once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.core.errors import NotPermitted
from talkoot.core.typed import TooLong
from talkoot.costs.actions.book_payment import book_payment
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.rules.recording import AlreadyBooked, Line, NotPaidYet, OutsideProject
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

PAID = date(2019, 4, 10)


def book(cast: Cast, voucher: Voucher, **changes: object) -> list[CostEntry]:
    facts: dict[str, object] = {
        "voucher": voucher,
        "actor": cast.act("accountant"),
        "paid_on": PAID,
        "ledger_voucher": "10234",
        "now": NOW,
        "today": TODAY,
    }
    return book_payment(**{**facts, **changes})  # type: ignore[arg-type]


def unpaid(cast: Cast) -> Voucher:
    """A recorded invoice in two lines."""
    voucher = recorded.invoice(cast)
    recorded.cost(cast, voucher, Line("services", 60_00, 14_40), Line("materials", 40_00, 9_60))
    return voucher


def test_all_lines_of_a_voucher_are_paid_at_once(cast: Cast) -> None:
    entries = book(cast, unpaid(cast))

    assert [(one.paid_on, one.ledger_voucher) for one in entries] == [(PAID, "10234")] * 2
    assert projects.nothing_broken()


def test_what_is_booked_stays(cast: Cast) -> None:
    voucher = unpaid(cast)
    book(cast, voucher)

    with pytest.raises(AlreadyBooked):
        book(cast, voucher, ledger_voucher="other")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CostEntry.objects.filter(voucher=voucher).update(paid_on=TODAY)


def test_nothing_is_booked_before_its_cost_is_recorded(cast: Cast) -> None:
    with pytest.raises(AlreadyBooked, match="record its cost first"):
        book(cast, recorded.invoice(cast))


@pytest.mark.parametrize("wrong", [{"paid_on": date(2019, 5, 7)}, {"ledger_voucher": ""}])
def test_a_payment_is_past_and_in_the_books(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(NotPaidYet):
        book(cast, unpaid(cast), **wrong)


@pytest.mark.parametrize("name", ["stranger", "administrator", "coordinator"])
def test_the_books_are_the_accountants(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        book(cast, unpaid(cast), actor=cast.act(name))


def test_nothing_was_paid_before_the_project_started(cast: Cast) -> None:
    with pytest.raises(OutsideProject):
        book(cast, unpaid(cast), paid_on=date(2010, 1, 3))


def test_a_number_in_the_books_that_is_too_long_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(TooLong):
        book(cast, unpaid(cast), ledger_voucher="L" * 41)
