"""What stands as text in a message, as a value: cents, dates, rates. No float, no locale, no guess."""

import re
from datetime import date
from typing import NamedTuple

_AMOUNT = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]{0,15})(?:[.,](?P<part>[0-9]*))?")
_DATE = re.compile(r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})(?:Z|[-+][0-9]{2}:[0-9]{2})?")
_FILLERS = {"0", "na", "n/a", "n.a.", "none", "ei", "ei ole"}


class Amount(NamedTuple):
    """Signed cents; `exact` is false when digits beyond the cent were rounded away."""

    cents: int
    exact: bool


def read_amount(text: str) -> Amount | None:
    """The amount of a decimal text with comma or point and any number of decimals; None when it is no such text.

    More than two decimals are rounded half up (away from zero) on the digits themselves: 0,005 is one cent and
    0,00499 is none. Thousands separators are not guessed at.
    """
    written = _AMOUNT.fullmatch(text)
    if not written:
        return None
    sign, whole, part = written.groups()
    if not whole and not part:
        return None
    digits = (part or "").ljust(3, "0")
    cents = int(whole or "0") * 100 + int(digits[:2]) + (digits[2] >= "5")
    return Amount(-cents if sign == "-" else cents, not digits[2:].strip("0"))


def read_date(text: str) -> date | None:
    """The day of 20180925 (Finvoice) or 2018-09-25 with or without a zone (UBL); None when there is no such day."""
    written = _DATE.fullmatch(text)
    if not written:
        return None
    year, _, month, day = written.groups()
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_rate(text: str | None) -> str | None:
    """A VAT rate as written, with a point for a decimal comma: 25,50 becomes 25.50."""
    return text.replace(",", ".") if text else None


def says_something(text: str | None) -> bool:
    """Whether a reference is more than what senders type to fill a compulsory field (NA, -, 0)."""
    return bool(text) and any(sign.isalnum() for sign in text or "") and (text or "").casefold() not in _FILLERS
