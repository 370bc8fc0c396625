"""Hide an idea from the public."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas.actions._showing import show_idea
from talkoot.ideas.models import Idea


def hide_idea(*, idea: Idea, actor: Actor, version: int, now: datetime, today: date) -> Idea:
    """The public no longer sees the idea: it was published by mistake, or its teller asked for it.

    Raises NotPermitted, StaleVersion, MovedOn, NothingToShow.
    """
    return show_idea(idea, False, actor=actor, version=version, now=now, today=today)
