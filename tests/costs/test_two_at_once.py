"""Two at the same moment, on both databases: one voucher, one cost, one check, one number."""

import pytest

from talkoot.costs.actions.receive_invoice import Received
from talkoot.costs.models import Arrival, CostEntry, OrderSlip, Voucher
from tests.at_once import at_once
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.desk import receive
from tests.costs.invoices import finvoice, ubl
from tests.costs.test_order_by_slip import order

pytestmark = pytest.mark.usefixtures("committed")


def names(outcomes: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in outcomes)


@pytest.mark.parametrize("second", [finvoice(project="MM-0001", orderer="MMKOORD1"), ubl(reference="MM-0001")])
def test_the_same_invoice_received_by_two_at_once_is_one_voucher_and_one_duplicate(cast: Cast, second: bytes) -> None:
    projects.main(cast)
    first = finvoice(project="MM-0001", orderer="MMKOORD1")

    outcomes = at_once(lambda: receive(cast, first), lambda: receive(cast, second))

    assert sorted(one.outcome == "duplicate" for one in outcomes if isinstance(one, Received)) == [False, True]
    assert (Voucher.objects.count(), Arrival.objects.count()) == (1, 2)
    assert projects.nothing_broken()


def test_the_same_voucher_recorded_by_two_at_once_costs_once(cast: Cast) -> None:
    voucher = recorded.invoice(cast)

    outcomes = at_once(*[lambda: recorded.cost(cast, voucher)] * 2)

    assert names(outcomes) == ["StaleVersion", "list"]
    assert CostEntry.objects.count() == 1
    assert projects.nothing_broken()


def test_the_same_entry_checked_by_two_at_once_is_checked_once(cast: Cast) -> None:
    entry = recorded.entry(cast)

    outcomes = at_once(*[lambda: recorded.checked(cast, entry)] * 2)

    assert names(outcomes) == ["AlreadyChecked", "Check"]
    assert projects.nothing_broken()


def test_the_same_receipt_typed_by_two_at_once_is_one(cast: Cast) -> None:
    projects.main(cast)

    outcomes = at_once(*[lambda: recorded.receipt(cast)] * 2)

    assert names(outcomes) == ["LooksLikeAnother", "Voucher"]


def test_two_orders_at_once_get_two_numbers(cast: Cast) -> None:
    projects.main(cast)

    at_once(lambda: order(cast, form_key="a"), lambda: order(cast, form_key="b"))

    assert sorted(slip.number for slip in OrderSlip.objects.all()) == [1, 2]
