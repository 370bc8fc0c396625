"""What the demo's chapters share: its people, its records so far, and its days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TypedDict
from zoneinfo import ZoneInfo

from talkoot.agreements.models import Project
from talkoot.applications.models import Application
from talkoot.core.actor import Actor
from talkoot.ideas.models import Idea
from talkoot.people.models import Organisation, Person
from talkoot.records.models import Register

SAMPLES = Path(__file__).parent / "samples"
HELSINKI = ZoneInfo("Europe/Helsinki")

Steps = Iterator[tuple[str, Callable[[], object]]]
"""A chapter: what happens on which day. The builder runs the steps of all chapters in the order of their days."""


class When(TypedDict):
    """The two times every action is told."""

    now: datetime
    today: date


def on(day: str, hour: str = "10:00") -> When:
    """A moment in Mikkeli: `on("2018-08-20", "14:30")`."""
    today = date.fromisoformat(day)
    return When(now=datetime.combine(today, time.fromisoformat(hour), HELSINKI), today=today)


@dataclass
class World:
    """Everything made so far, by the short name the chapters call it by."""

    register: Register
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)

    def act(self, name: str) -> Actor:
        """The actor of one of the people."""
        return Actor(person_id=self.people[name].pk)
