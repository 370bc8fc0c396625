"""Close an order slip: nothing more comes on it."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.costs.models import OrderSlip
from talkoot.costs.permissions import check_can_order
from talkoot.costs.states import SLIP
from talkoot.records.writing import check_version, record, writing


def close_slip(*, slip: OrderSlip, actor: Actor, version: int, now: datetime, today: date) -> OrderSlip:
    """The slip no longer counts as committed. An invoice that still quotes it finds its project all the same."""
    with writing(slip.register) as register:
        slips = OrderSlip.objects.select_related("project__register", "project__matter__register")
        slip = slips.get(pk=slip.pk, register=register)
        check_can_order(actor, slip.project, today)
        check_version(slip, version, {})
        slip.state = SLIP.after("close", slip.state)
        slip.version += 1
        slip.save(update_fields=["state", "version"])
        record(
            register=register, actor=actor, verb="close_slip", now=now,
            matter=slip.project.matter, subject=slip, facts={"code": slip.code},
        )  # fmt: skip
        return slip
