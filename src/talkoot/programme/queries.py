"""The programme as stages read it: validated values, never raw JSON."""

import json

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
    return file.Terms.model_validate(json.loads(terms.document))


def terms_of(register: Register) -> file.Terms:
    """What the newest terms say."""
    return read_terms(current_terms(register))


def today_of(register: Register) -> file.Today:
    """Texts, contacts and channels as they stand."""
    return file.Today.model_validate(json.loads(Programme.objects.get(register=register).today))
