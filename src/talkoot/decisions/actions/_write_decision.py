"""What proposing, deciding and approving share: the row that is never changed, and its words beside it."""

from datetime import date

from talkoot.applications.models import Application
from talkoot.core.actor import Actor
from talkoot.decisions.models import Decision, Meeting
from talkoot.decisions.states import DecisionStep
from talkoot.programme.queries import current_terms
from talkoot.records.writing import Text


def write_decision(
    application: Application,
    step: DecisionStep,
    outcome: Decision.Outcome,
    *,
    actor: Actor,
    granted_cents: int,
    conditions: Text | None,
    made_on: date,
    meeting: Meeting | None = None,
    section: str = "",
    diary_number: str = "",
) -> Decision:
    """One step's row, under today's terms."""
    return Decision.objects.create(
        register=application.register,
        matter=application.matter,
        application=application,
        step=step,
        outcome=outcome,
        is_conditional=conditions is not None,
        granted_cents=granted_cents,
        meeting=meeting,
        made_by_id=actor.human_id,
        section=section,
        diary_number=diary_number,
        made_on=made_on,
        terms=current_terms(application.register),
    )


def words_of(reasons: Text, conditions: Text | None) -> dict[str, Text]:
    """The texts that stand with the entry."""
    return {"reasons": reasons} | ({"conditions": conditions} if conditions else {})
