"""Commit the main model's frame to the main project."""

from datetime import date, datetime

from talkoot.applications.models import Application
from talkoot.core.actor import Actor
from talkoot.decisions import rules
from talkoot.decisions.models import Commitment
from talkoot.decisions.permissions import check_can_commit_frame
from talkoot.decisions.queries import headroom, matter_in
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import model as funding_model
from talkoot.records.models import Matter, Register
from talkoot.records.writing import record, writing


def commit_frame(
    *, register: Register, actor: Actor, matter: Matter, model: str, frame_cents: int, now: datetime, today: date
) -> Commitment:
    """A grant without a decision of ours: what the funder granted to the main project with the programme itself.

    Raises NotMainFrame for any other matter, AmountDoesNotFit, FrameExceeded.
    """
    with writing(register) as register:
        matter = matter_in(register, matter.pk)
        check_can_commit_frame(actor, matter, today)
        rules.check_is_main_frame(
            kind=funding_model(terms_of(register), model).kind,
            phase=matter.phase,
            is_applied_for=Application.objects.filter(matter=matter).exists(),
            code=matter.code,
        )
        rules.check_is_something(frame_cents)
        rules.check_fits_frame(frame_cents, headroom(register, model), model)
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
