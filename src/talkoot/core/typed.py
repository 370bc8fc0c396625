"""What people type, looked at before any database sees it: refused in words, on SQLite as on PostgreSQL."""

import re

from talkoot.core.errors import RuleBroken, Sentence

LANG = r"[a-z]{2,3}(-[a-z]{2,8})?"
"""A language tag: fi, sv, en, or fi-simple for plain Finnish. The columns for it hold 16 characters."""

# PostgreSQL keeps no NUL, and no database half of a character (a surrogate that lost its other half).
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


class NotText(RuleBroken):
    """Signs that no screen shows and no database keeps."""

    code = "not_text"


class TooLong(RuleBroken):
    """More than there is room for."""

    code = "too_long"


class UnknownLanguage(RuleBroken):
    """Not how a language is written."""

    code = "unknown_language"


def is_text(text: str) -> bool:
    """Whether every database can keep it."""
    return not _NO_TEXT.search(text)


def check_typed(text: str, what: Sentence, longest: int) -> None:
    """Text of at most so many characters; `what` begins the message ("The title"). Raises NotText, TooLong."""
    if not is_text(text):
        raise NotText(
            "{what} holds a sign that is no text (NUL or half of a character). Take it out: type it again.", what=what
        )
    if len(text) > longest:
        raise TooLong(
            "{what} has {length} characters. Write at most {longest}.", what=what, length=len(text), longest=longest
        )


def check_lang(lang: str) -> None:
    """A language tag. Raises UnknownLanguage."""
    if not re.fullmatch(LANG, lang):
        raise UnknownLanguage("{lang} is not a language. Write it like fi, sv, en or fi-simple.", lang=repr(lang[:16]))
