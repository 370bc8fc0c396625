"""Publish an idea: everybody may read it."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas.actions._showing import show_idea
from talkoot.ideas.models import Idea


def publish_idea(*, idea: Idea, actor: Actor, version: int, now: datetime, today: date) -> Idea:
    """The public sees the idea's title, words and timeline, and never its teller. `hide_idea` is the way back.

    Raises NotPermitted, StaleVersion, MovedOn, NothingToShow.
    """
    return show_idea(idea, True, actor=actor, version=version, now=now, today=today)
