"""Answer an idea, for good."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas.actions._moving import move_idea
from talkoot.ideas.models import Idea
from talkoot.records.writing import Text


def answer_idea(*, idea: Idea, actor: Actor, answer: Text, version: int, now: datetime, today: date) -> Idea:
    """The idea has its answer. Nobody's idea is left without one. Raises ReasonMissing."""
    return move_idea(idea, "answer", "answered", actor=actor, said=answer, version=version, now=now, today=today)
