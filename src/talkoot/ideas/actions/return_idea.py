"""Return an idea with a reason."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas.actions._moving import move_idea
from talkoot.ideas.models import Idea
from talkoot.records.writing import Text


def return_idea(*, idea: Idea, actor: Actor, reason: Text, version: int, now: datetime, today: date) -> Idea:
    """The idea goes back to its teller, with the reason and what could be done. Raises ReasonMissing."""
    return move_idea(idea, "return", "returned", actor=actor, said=reason, version=version, now=now, today=today)
