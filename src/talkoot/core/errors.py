"""The errors that cross stages, and the sentences they say. A stage adds its own, named after the fact they state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, init=False)
class Sentence:
    """Words for a person: an English template such as "{paid_on} is still to come.", and the facts in it by name.

    `str()` is the whole in English. Pages say it in the reader's language, by the template (`ui.speech.say`): so the
    template is always written out as it stands, never put together. A fact may be a sentence, or a tuple of facts;
    a moment (aware) is told to people in the zone it comes in.
    """

    template: str
    facts: Mapping[str, object]

    def __init__(self, template: str, /, **facts: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "facts", facts)

    def __str__(self) -> str:
        return fill(self.template, {name: _plain(fact) for name, fact in self.facts.items()})

    def __hash__(self) -> int:
        return hash(self.template)


def fill(template: str, words: Mapping[str, str]) -> str:
    """The template with words in its {places}. What it has no words for stays as it is: this never fails."""
    return _PLACE.sub(lambda place: words.get(place[1], place[0]), template)


def places(template: str) -> frozenset[str]:
    """The names of a template's {places}."""
    return frozenset(_PLACE.findall(template))


def marked(word: str) -> str:
    """The word itself. Imported as `_`, it marks a word for the catalogues that is translated where it is shown."""
    return word


def _plain(fact: object) -> str:
    if isinstance(fact, tuple):
        return ", ".join(map(_plain, fact))
    return f"{fact.astimezone(UTC):%Y-%m-%d %H:%M} (UTC)" if isinstance(fact, datetime) else str(fact)


class TalkootError(Exception):
    """Something a person can act on. `code` is stable and for machines; the text says what to do next.

    The first argument is the template of a `Sentence`, written out as it stands; its facts follow by name.
    """

    code = "error"

    def __init__(self, template: str, /, **facts: object) -> None:
        self.sentence = Sentence(template, **facts)
        self.message = str(self.sentence)
        self.facts = facts
        super().__init__(self.message)


class RuleBroken(TalkootError):
    """The request makes no sense now, whoever asks."""

    code = "rule"


class NotPermitted(TalkootError):
    """This person may not do this, though somebody else might."""

    code = "not_permitted"


class NotFound(TalkootError):
    """Nothing here answers to that name, or this person may not know that it does."""

    code = "not_found"


class StaleVersion(TalkootError):
    """Somebody saved in between. `typed` and `stored` carry both texts, so that nothing is lost."""

    code = "stale"

    def __init__(self, template: str, /, *, typed: dict[str, str], stored: dict[str, str], **facts: object) -> None:
        super().__init__(template, typed=typed, stored=stored, **facts)
        self.typed = typed
        self.stored = stored


class Faults(TalkootError):
    """Several faults of one input, all at once. Each is (key, what is wrong and what is allowed).

    Commands say their faults in plain English; what a page may show is a `Sentence`.
    """

    code = "faults"

    def __init__(self, faults: Sequence[tuple[str, Sentence | str]]) -> None:
        super().__init__("\n".join(f"{key}: {said}" for key, said in faults))
        self.faults = tuple(faults)
