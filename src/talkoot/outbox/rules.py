"""Where people say they can be reached, and what makes sense of feedback, on plain values."""

import re
from datetime import date, timedelta

from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_lang, check_typed

LONGEST = 20_000  # characters; longer than anybody reads at one go
FORM_KEY_LENGTH = 64
ANSWER_DAYS = 14  # Act 306/2019: feedback on accessibility is answered within two weeks

_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()-]{3,38}")


class FeedbackIsEmpty(RuleBroken):
    """Nothing was said."""

    code = "feedback_is_empty"


class AnswerIsEmpty(RuleBroken):
    """An answer without words."""

    code = "answer_is_empty"


class FeedbackAnswered(RuleBroken):
    """It has its answer already."""

    code = "feedback_answered"


class InvalidFeedbackKey(RuleBroken):
    """Not a key by which a form that is sent twice is known again."""

    code = "invalid_feedback_key"


def channel_of(address: str) -> str:
    """The way (the value of a `Channel`) by which an address typed freely is reached: e-mail, phone, else letter."""
    address = address.strip()
    if not address:
        return "none"
    if "@" in address and " " not in address:
        return "email"
    return "phone" if _NUMBER.fullmatch(address) else "letter"


def check_feedback(text: str, lang: str, form_key: str) -> None:
    """Feedback says something, in a language, and not twice.

    Raises FeedbackIsEmpty, InvalidFeedbackKey, TooLong, NotText, UnknownLanguage.
    """
    check_lang(lang)
    check_typed(text, Sentence("The feedback"), LONGEST)
    if not text.strip():
        raise FeedbackIsEmpty("Write what did not work, and where. A few words are enough.")
    if not 0 < len(form_key) <= FORM_KEY_LENGTH or not form_key.isascii() or not form_key.isprintable():
        raise InvalidFeedbackKey(
            "The form has no key of 1 to {longest} letters and digits. Open the form again.", longest=FORM_KEY_LENGTH
        )


def check_answer(text: str, lang: str, is_answered: bool) -> None:
    """Feedback is answered once, in words.

    Raises FeedbackAnswered, AnswerIsEmpty, TooLong, NotText, UnknownLanguage.
    """
    if is_answered:
        raise FeedbackAnswered("This feedback has its answer already. Open the page again to read it.")
    check_lang(lang)
    check_typed(text, Sentence("The answer"), LONGEST)
    if not text.strip():
        raise AnswerIsEmpty("Write the answer. It is sent as you write it.")


def due_on(given_on: date) -> date:
    """The last day on which feedback given on a day is answered in time."""
    return given_on + timedelta(days=ANSWER_DAYS)
