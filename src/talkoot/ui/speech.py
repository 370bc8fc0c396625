"""What an error or a reason says, in the reader's language."""

from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import get_language, gettext

from talkoot.core.errors import Faults, Sentence, TalkootError, fill, places
from talkoot.core.machine import StateWord


def say(what: TalkootError | Sentence | str) -> str:
    """The text in Django's active language, else in English. Plain text: a template escapes it.

    Faults come one to a line; a form puts each at its field instead, by its key. Never fails: a translation that asks
    for a fact which the sentence doesn't have is left aside.
    """
    if isinstance(what, Faults):
        return "\n".join(say(fault) for _, fault in what.faults)
    if isinstance(what, TalkootError):
        what = what.sentence
    if isinstance(what, str):
        what = Sentence(what)
    translated = _translated(what.template)
    known = places(translated) <= places(what.template)
    return fill(translated if known else what.template, {name: _word(fact) for name, fact in what.facts.items()})


def _translated(text: str) -> str:
    """The catalogue's text. Of nothing it would give its own head."""
    return gettext(text) if text else ""


def _word(fact: object) -> str:
    """A fact as people read it: days and times as they are written here, words of the catalogue in its language."""
    if isinstance(fact, Sentence):
        return say(fact)
    if isinstance(fact, tuple):
        return ", ".join(map(_word, fact))
    if isinstance(fact, StateWord):
        return fact.word((get_language() or "en").removesuffix("-simple"))
    if isinstance(fact, StrEnum):
        return _translated(fact.value)
    return _day(fact) if isinstance(fact, date) else str(fact)


def _day(moment: date) -> str:
    if not isinstance(moment, datetime):
        return f"{moment.day}.{moment.month}.{moment.year}"
    return f"{_day(moment.date())} {moment:%H.%M}"
