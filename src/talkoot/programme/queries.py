"""The programme as stages read it: validated values, never raw JSON."""

import json
from functools import lru_cache
from typing import NamedTuple

from talkoot.core.errors import NotFound
from talkoot.programme import file
from talkoot.programme.models import Programme, Terms
from talkoot.records.models import Register


def current_terms(register: Register) -> Terms:
    """The newest terms of a programme, to point at. Raises NotFound when none were loaded."""
    terms = Terms.objects.filter(register=register).order_by("-number").first()
    if terms is None:
        raise NotFound("This programme has no terms yet. Load its file with: talkoot programme load FILE")
    return terms


def read_terms(terms: Terms) -> file.Terms:
    """What the terms say."""
    return _terms_in(terms.document)


def terms_of(register: Register) -> file.Terms:
    """What the newest terms say."""
    return read_terms(current_terms(register))


def today_of(register: Register) -> file.Today:
    """Texts, contacts and channels as they stand."""
    return _today_in(Programme.objects.get(register=register).today)


class Standing(NamedTuple):
    """A programme as it stands: its newest terms, and its texts, contacts and channels."""

    terms: file.Terms
    today: file.Today


def standing_of(register: Register) -> Standing:
    """Both of the above in one statement."""
    newest = Terms.objects.filter(register=register).order_by("-number")
    found = newest.values_list("document", "register__programme__today").first()
    terms, today = found or (current_terms(register).document, "")  # which says what to do where there are none
    return Standing(_terms_in(terms), _today_in(today))


# Pure functions of a text, whose values can't be changed: to validate one takes longer than the rest of a page.
@lru_cache(maxsize=64)
def _terms_in(document: str) -> file.Terms:
    return file.Terms.model_validate(json.loads(document))


@lru_cache(maxsize=64)
def _today_in(document: str) -> file.Today:
    return file.Today.model_validate(json.loads(document))
