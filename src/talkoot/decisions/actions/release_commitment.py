"""Give back to the frame what a project didn't use."""

from datetime import date, datetime

from django.db.models import Sum

from talkoot.core.actor import Actor
from talkoot.decisions.models import Commitment
from talkoot.decisions.permissions import check_can_release
from talkoot.decisions.queries import matter_in
from talkoot.decisions.rules import check_can_be_released
from talkoot.records.models import Matter, Register
from talkoot.records.writing import record, writing


def release_commitment(
    *, register: Register, actor: Actor, matter: Matter, model: str, unused_cents: int, now: datetime, today: date
) -> Commitment:
    """A negative commitment of the matter under its model. Raises MoreThanCommitted.

    It knows what was committed, not what was spent: costs come later. That nothing is given back which accepted costs
    stand on is `claims.actions.settle_project`'s to keep; it reckons `unused_cents`, so close projects through it.
    """
    with writing(register) as register:
        matter = matter_in(register, matter.pk)
        check_can_release(actor, matter, today)
        committed = Commitment.objects.filter(register=register, matter=matter, model=model)
        cents = committed.aggregate(cents=Sum("amount_cents"))["cents"] or 0
        check_can_be_released(unused_cents, cents, matter.code)
        released = Commitment.objects.create(
            register=register,
            matter=matter,
            model=model,
            kind=Commitment.Kind.RELEASE,
            amount_cents=-unused_cents,
            made_at=now,
        )
        record(register=register, actor=actor, verb="release_commitment", now=now, matter=matter, subject=released)
        return released
