"""close_slip: what won't come any more counts no longer."""

import pytest

from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.costs.actions.close_slip import close_slip
from talkoot.costs.models import OrderSlip
from tests.cast import Cast
from tests.costs import recorded
from tests.costs.projects import NOW, TODAY
from tests.costs.test_order_by_slip import order

pytestmark = pytest.mark.django_db


def close(cast: Cast, slip: OrderSlip, name: str = "coordinator", version: int = 1) -> OrderSlip:
    return close_slip(slip=slip, actor=cast.act(name), version=version, now=NOW, today=TODAY)


def test_a_closed_slip_still_brings_a_late_invoice_home(cast: Cast) -> None:
    slip = close(cast, order(cast))

    assert slip.state == "closed"
    assert recorded.invoice(cast, project="", order=slip.code).slip == slip


def test_a_slip_is_closed_once(cast: Cast) -> None:
    slip = close(cast, order(cast))

    with pytest.raises(NotInOrder):
        close(cast, slip, version=slip.version)


def test_a_stale_slip_is_not_closed(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        close(cast, order(cast), version=7)


def test_a_stranger_closes_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        close(cast, order(cast), "stranger")
