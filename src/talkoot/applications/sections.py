"""The parts of the application form, in the order in which they are asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talkoot.applications.rules import Fault
from talkoot.core.errors import Sentence


@dataclass(frozen=True)
class Section:
    """One part: its place on the page, its name, the answers asked in it, and those without which it makes no sense."""

    key: str
    name: str | Promise
    answers: tuple[str, ...]
    is_optional: bool = False
    waits_for: tuple[str, ...] = ()


SECTIONS = (
    Section("plan", _("What you would do"), ("plan",)),
    Section("people", _("For whom"), ("target_group", "group_size")),
    Section("beside", _("What is there already"), ("complements",)),
    Section("days", _("When"), ("starts_on", "ends_on")),
    Section("costs", _("What it costs"), ("budget",)),
    Section("own", _("Your own share"), ("own_share_cents",), waits_for=("budget",)),
    Section("partners", _("Who takes part"), ("partners",), is_optional=True),
)


@dataclass(frozen=True)
class Task:
    """A section as the list of tasks shows it: how much is missing in it or before it."""

    section: Section
    missing: int


def tasks(faults: Sequence[tuple[str, Sentence]]) -> tuple[Task, ...]:
    """Every section with the number of its faults."""
    return tuple(Task(one, sum(_is_in(key, one) for key, _ in faults)) for one in SECTIONS)


def _is_in(key: str, section: Section) -> bool:
    return key.partition(".")[0] in section.answers or key in section.waits_for


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in the order of the form."""
    order = [answer for section in SECTIONS for answer in section.answers]
    return sorted(faults, key=lambda fault: order.index(fault[0].partition(".")[0]))
