"""What can be read of ideas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from talkoot.core.errors import NotFound
from talkoot.ideas.models import Idea
from talkoot.ideas.states import IdeaState
from talkoot.ideas.timeline import LINES
from talkoot.people.models import Interest, Person
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.queries import entries_of, matter_of, texts_of
from talkoot.records.rows import label
from talkoot.records.states import Phase

LONGEST_SEARCH = 100  # characters of a search; the rest is left off
OPEN = (IdeaState.NEW, IdeaState.GROWING, IdeaState.RETURNED)


def last_said(idea: Idea) -> str:
    """What staff said last to the teller of an idea; empty before anybody did."""
    said = texts_of(idea.register, [label(idea)]).get(label(idea), {}).get("said")
    return said.text if said else ""


def public_ideas(register: Register, words: str = "", state: str = "") -> QuerySet[Idea]:
    """The ideas whose matter is public, each with its matter; those that hold the words and are in the state."""
    found = Idea.objects.filter(register=register, matter__is_public=True).select_related("matter__register")
    found = found.filter(_in_state(state))
    if not words.strip():
        return found
    return found.filter(_number(register, words) | _holds("matter__title", words) | _public_body(words))


def staff_ideas(register: Register, words: str = "", state: str = "open") -> QuerySet[Idea]:
    """Every idea for staff, each with its matter and teller. `open` is what has no answer yet, `all` all of them."""
    found = Idea.objects.filter(register=register).select_related("matter__register", "told_by")
    found = found.filter(_in_state(state))
    if not words.strip():
        return found
    return found.filter(_number(register, words) | _holds("matter__title", words) | _holds("body", words))


def _in_state(state: str) -> Q:
    """The ideas in a state; `open` are those still handled as ideas. Of an unknown state, all."""
    if state == "open":
        return Q(state__in=OPEN, matter__phase=Phase.IDEA)
    if state == "on":
        return ~Q(matter__phase=Phase.IDEA)
    return Q(state=state, matter__phase=Phase.IDEA) if state in list(IdeaState) else Q()


def _holds(column: str, words: str) -> Q:
    """SQLite knows no capitals but A to Z, so ä is looked for both small and large."""
    words = words.replace("\x00", "").strip()[:LONGEST_SEARCH]
    forms = {words, words.lower(), words.capitalize()}
    found = Q()
    for one in sorted(forms):
        found |= Q(**{f"{column}__icontains": one})
    return found


def _public_body(words: str) -> Q:
    return Q(body_is_public=True) & _holds("body", words)


def _number(register: Register, words: str) -> Q:
    """Who types a number looks for that matter."""
    number = words.strip().upper().removeprefix(f"{register.prefix.upper()}-")
    return Q(matter__number=int(number)) if number.isdecimal() and len(number) < 10 else Q(pk__in=())


def idea_in(register: Register, code: str) -> Idea:
    """The idea of the matter with this number. Raises NotFound."""
    matter = matter_of(register, code)
    idea = Idea.objects.filter(matter=matter).select_related("register", "matter__register", "told_by").first()
    if idea is None:
        raise NotFound("{code} did not begin as an idea.", code=code)
    return idea


@dataclass(frozen=True)
class Said:
    """One thing done to an idea: when, what in words (in `lang`), by whom, and what was written."""

    at: datetime
    line: str
    by: str
    texts: Sequence[EntryText]


def history_of(idea: Idea, lang: str) -> list[Said]:
    """Everything done to the idea and said about it, for staff, the oldest first. Three statements."""
    entries = [entry for entry in entries_of(idea.matter) if entry.verb in LINES or entry.verb == "hide_idea"]
    names = dict(Person.objects.filter(pk__in=[_person(entry) for entry in entries]).values_list("pk", "name"))
    return [
        Said(
            at=entry.at,
            line=LINES[entry.verb].get(lang, LINES[entry.verb]["fi"]) if entry.verb in LINES else "",
            by=names.get(_person(entry), ""),
            texts=[text for text in entry.texts.all() if text.name == "said" and text.text],
        )
        for entry in entries
    ]


def _person(entry: Entry) -> int:
    """The key of the person who acted; 0 for a command or a visitor."""
    kind, _, key = entry.actor.partition(":")
    return int(key) if kind == "person" else 0


def steps_aside(idea: Idea, person_id: int | None) -> bool:
    """Whether the person has declared an interest in the idea's matter."""
    return Interest.objects.filter(register=idea.register_id, matter=idea.matter_id, person=person_id).exists()
