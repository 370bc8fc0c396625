"""Commit a model's whole frame to one matter."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.decisions.models import Commitment
from talkoot.decisions.queries import headroom
from talkoot.decisions.rules import check_fits_frame
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Matter, Register
from talkoot.records.writing import record, writing


def commit_frame(
    *, register: Register, actor: Actor, matter: Matter, model: str, frame_cents: int, now: datetime, today: date
) -> Commitment:
    """A grant without a decision of ours: what the funder granted to the main project with the programme itself.

    Raises FrameExceeded.
    """
    with writing(register) as register:
        check_may(actor, Permission.PREPARE_AGREEMENT, register=register, today=today)
        check_fits_frame(frame_cents, headroom(register, model), model)
        commitment = Commitment.objects.create(
            register=register,
            matter=matter,
            model=model,
            kind=Commitment.Kind.GRANT,
            amount_cents=frame_cents,
            made_at=now,
        )
        record(register=register, actor=actor, verb="commit_frame", now=now, matter=matter, subject=commitment)
        return commitment
