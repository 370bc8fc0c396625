"""When something makes sense for an idea, on plain values."""

from dataclasses import dataclass
from datetime import date, timedelta

from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_lang, check_typed
from talkoot.records.states import Phase

LONGEST = 20_000  # characters; longer than any form we have seen, short enough to read
TITLE_LENGTH = 200
FORM_KEY_LENGTH = 64
ANSWER_DAYS = 14  # ours: whoever tells an idea hears from a person within two weeks


@dataclass(frozen=True)
class Teller:
    """Who tells an idea and is not in the books yet: the name they gave, and the language they read."""

    name: str
    lang: str


class IdeaIsEmpty(RuleBroken):
    """Nothing was said."""

    code = "idea_is_empty"


class TitleIsEmpty(RuleBroken):
    """An idea that nobody could find in a list."""

    code = "title_is_empty"


class InvalidFormKey(RuleBroken):
    """Not a key by which a form that is sent twice is known again."""

    code = "invalid_form_key"


class MovedOn(RuleBroken):
    """The matter has an application by now; its idea is no longer handled as an idea."""

    code = "moved_on"


class NothingToShow(RuleBroken):
    """The idea is shown already, or hidden already."""

    code = "nothing_to_show"


class ReasonMissing(RuleBroken):
    """A reason is owed to the one who told the idea."""

    code = "reason_missing"


def check_told(title: str, body: str, lang: str) -> None:
    """An idea has a title and says something, and neither is more than anybody can read.

    Raises TitleIsEmpty, IdeaIsEmpty, TooLong, NotText, UnknownLanguage.
    """
    check_lang(lang)
    check_typed(title, Sentence("The title"), TITLE_LENGTH)
    check_typed(body, Sentence("The idea"), LONGEST)
    if not title.strip():
        raise TitleIsEmpty("Give the idea a title: a few words by which others find it.")
    if not body.strip():
        raise IdeaIsEmpty("Write the idea in a few words: what would you like to happen?")


def check_form_key(key: str) -> None:
    """Without a key of its own, one person's idea would be taken for another's. Raises InvalidFormKey."""
    if not 0 < len(key) <= FORM_KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise InvalidFormKey(
            "The form has no key of 1 to {longest} letters and digits. Open the form again.", longest=FORM_KEY_LENGTH
        )


def check_is_idea(phase: str) -> None:
    """Only a matter that is still an idea is handled here."""
    if phase != Phase.IDEA:
        raise MovedOn("This idea has gone on to an application. Handle it there.")


def check_reason(reason: str) -> None:
    """Nobody gets a no, or an answer, without words. Raises ReasonMissing, TooLong, NotText."""
    check_typed(reason, Sentence("The reason"), LONGEST)
    if not reason.strip():
        raise ReasonMissing("Write why, in words the person understands. It is sent to them.")


def check_shows(is_public: bool, wanted: bool) -> None:
    """An idea is shown to the public once, and hidden once. Raises NothingToShow."""
    if is_public == wanted:
        raise NothingToShow("Somebody did this in between. Open the page again to see how it is now.")


def answer_due_on(told_on: date) -> date:
    """The day by which whoever told an idea has heard from a person."""
    return told_on + timedelta(days=ANSWER_DAYS)
