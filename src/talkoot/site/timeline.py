"""The matter's timeline: every stage's lines on its entries, in the words of the public."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from talkoot.activities.timeline import LINES as ACTIVITIES
from talkoot.agreements.timeline import LINES as AGREEMENTS
from talkoot.applications.timeline import LINES as APPLICATIONS
from talkoot.assessment.timeline import LINES as ASSESSMENT
from talkoot.claims.timeline import LINES as CLAIMS
from talkoot.core.clock import day_of
from talkoot.core.money import format_euros
from talkoot.costs.timeline import LINES as COSTS
from talkoot.decisions.timeline import LINES as DECISIONS
from talkoot.ideas.timeline import LINES as IDEAS
from talkoot.records.models import Entry, Matter

LINES: dict[str, Mapping[str, str]] = {
    **IDEAS,
    **APPLICATIONS,
    **ASSESSMENT,
    **DECISIONS,
    **AGREEMENTS,
    **ACTIVITIES,
    **COSTS,
    **CLAIMS,
}


@dataclass(frozen=True)
class Line:
    """What happened on a day, what the public may read of the words said then, and who carries how many cents of it."""

    day: date
    text: str
    lang: str
    said: tuple[tuple[str, str], ...]
    shares: Mapping[str, int]


def timeline(matter: Matter, lang: str, after: int = 0) -> Iterator[Line]:
    """The matter's lines since entry `after`, in a language or else in Finnish. Verbs without a line stay inside.

    One statement, of which an entry with two texts is two rows.
    """
    entries = Entry.objects.filter(register=matter.register_id, matter=matter, seq__gt=after, verb__in=LINES)
    told = entries.order_by("seq", "texts__pk").values_list("seq", "at", "verb", "facts", *TEXT)
    for (_, at, verb, facts), rows in groupby(told, key=itemgetter(0, 1, 2, 3)):
        said = tuple((text, text_lang) for *_, is_public, text, text_lang in rows if is_public and text)
        yield _line(day_of(at, matter.register.time_zone), verb, json.loads(facts), said, lang)


TEXT = ("texts__is_public", "texts__text", "texts__lang")


def _line(day: date, verb: str, facts: dict[str, Any], said: tuple[tuple[str, str], ...], lang: str) -> Line:
    words = LINES[verb]
    written = lang if lang in words else "fi"
    return Line(day, words[written].format_map(_Facts(facts)), written, said, facts.get("shares", {}))


class _Facts(dict[str, object]):
    """An entry's facts as a line shows them: cents as euros."""

    def __getitem__(self, name: str) -> object:
        value = super().__getitem__(name)
        return format_euros(value) if name.endswith("_cents") and isinstance(value, int) else value
