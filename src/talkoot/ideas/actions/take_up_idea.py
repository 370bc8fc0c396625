"""Take an idea up: staff help it grow."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas.actions._moving import move_idea
from talkoot.ideas.models import Idea
from talkoot.records.writing import Text


def take_up_idea(*, idea: Idea, actor: Actor, guidance: Text, version: int, now: datetime, today: date) -> Idea:
    """The idea is being developed; `guidance` is the first line of its guidance log and is told to its teller."""
    return move_idea(idea, "take_up", "taken_up", actor=actor, said=guidance, version=version, now=now, today=today)
