"""Money is whole cents, rates are basis points. No float ever touches either."""

import re

from talkoot.core.errors import RuleBroken

NBSP = "\N{NO-BREAK SPACE}"
BASIS = 10_000  # basis points in a whole

_SPACE = f"[ {NBSP}\N{NARROW NO-BREAK SPACE}]"
_WRITTEN = re.compile(
    f"{_SPACE}*(?P<sign>[-+\N{MINUS SIGN}]?)"
    f"(?P<whole>[0-9]{{1,15}}|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}})"
    f"(?:[.,](?P<part>[0-9]{{1,2}}))?(?:{_SPACE}*\N{EURO SIGN})?{_SPACE}*"
)


class NotAnAmount(RuleBroken):
    """The text isn't an amount of euros with at most two decimals."""

    code = "not_an_amount"


def parse_euros(text: str) -> int:
    """Cents of an amount as people write it: '1 234,50', '1234.5', '-12 €'. Never rounds.

    Raises NotAnAmount: three decimals, thousands points, spaces other than between groups of three, digits of other
    scripts and anything else are refused, not guessed.
    """
    written = _WRITTEN.fullmatch(text)
    if not written:
        raise NotAnAmount("'{text}' is not an amount in euros. Write it like 1234,50.", text=text)
    whole = re.sub(_SPACE, "", written["whole"])
    cents = int(whole) * 100 + int((written["part"] or "").ljust(2, "0"))
    return -cents if written["sign"] in ("-", "\N{MINUS SIGN}") else cents


def format_euros(cents: int) -> str:
    """'1 234,50 €' with no-break spaces, in every language of the interface."""
    whole, part = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", NBSP)
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}{grouped},{part:02}{NBSP}\N{EURO SIGN}"


def share_down(cents: int, basis_points: int) -> int:
    """The share of an amount, rounded down (towards minus infinity)."""
    return cents * basis_points // BASIS


def share_up(cents: int, basis_points: int) -> int:
    """The share of an amount, rounded up (towards plus infinity)."""
    return -(-cents * basis_points // BASIS)
