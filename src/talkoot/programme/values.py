"""The values a programme file may hold, and how each is written.

People write `amount = "1295989.00"`, `rate = "17 %"` and `[terms.sources.esf]`; the code gets
`amount_cents = 129598900`, `rate_basis_points = 1700` and a row whose `code` is `esf`. Stored terms hold the code's
form and are read back by the same models.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AliasChoices,
    AliasGenerator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)
from stdnum.fi import ytunnus

from talkoot.core import canonical
from talkoot.core.errors import RuleBroken
from talkoot.core.money import BASIS, parse_euros
from talkoot.core.typed import LANG, is_text

FROM_FILE = "written by people"
"""The validation context of a programme file: money and rates must be written out, bare numbers are refused."""

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)

_CODE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_RATE = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,2}))? ?%")


def parse_rate(text: str) -> int:
    """Basis points of '17 %', '9.5 %' or '0.01%'. Raises ValueError for anything else."""
    written = _RATE.fullmatch(text)
    if not written:
        raise ValueError(f"'{text}' is not a rate; write it like '17 %' or '9.5 %'")
    return int(written["whole"]) * 100 + int((written["part"] or "").ljust(2, "0"))


def rate_text(basis_points: int) -> str:
    """'17 %' or '9.50 %': the way a rate is written in the file."""
    whole, part = divmod(basis_points, 100)
    return f"{whole}.{part:02} %" if part else f"{whole} %"


def euros_text(cents: int) -> str:
    """'1295989.00': the way an amount is written in the file."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def _read_cents(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str):
        try:
            return parse_euros(value)
        except RuleBroken as error:
            raise ValueError(error.message) from error
    return _only_stored(value, info, "write euros as text, like '1234.50'")


def _read_rate(value: object, info: ValidationInfo) -> object:
    if isinstance(value, str):
        return parse_rate(value)
    return _only_stored(value, info, "write a rate as text, like '17 %'")


def _only_stored(value: object, info: ValidationInfo, advice: str) -> object:
    """A bare number is cents or basis points when Talkoot stored it; from people nobody knows what it means."""
    if info.context == FROM_FILE:
        raise ValueError(advice)
    return value


def _read_day(value: object) -> object:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        day = None
    if type(day) is not date or not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"write a day between {FIRST_DAY} and {LAST_DAY}, without quotes or time, like 2018-07-01")
    return day


def _short_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(
            f"'{text}' is not a code; write at most 32 small letters, digits, - and _, and begin with a letter"
        )
    return text


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (LookupError, OSError, ValueError) as error:
        raise ValueError(f"'{name}' is not a time zone; write it like Europe/Helsinki") from error


def _right_business_id(text: str) -> str:
    if not ytunnus.is_valid(text) or ytunnus.format(text) != text:
        raise ValueError(f"'{text}' is not a Finnish business id; check its digits and write it like 0165116-3")
    return text


def _with_finnish(words: dict[str, str]) -> dict[str, str]:
    if "fi" not in words:
        raise ValueError('has no text in "fi", which every other language falls back to')
    return words


def _storable(text: str) -> str:
    if not is_text(text):
        raise ValueError("holds a sign that is no text (NUL); take it out")
    return text


Text = Annotated[str, Field(strict=True, min_length=1), AfterValidator(_storable)]
Code = Annotated[str, Field(strict=True), AfterValidator(_short_code)]
"""A stable name for the code and the database, whose columns hold 32: small letters, digits, - and _."""
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=0)]
Cents = Annotated[int, BeforeValidator(_read_cents), Field(strict=True, ge=0)]
BasisPoints = Annotated[int, BeforeValidator(_read_rate), Field(strict=True, ge=0, le=BASIS)]
Day = Annotated[date, BeforeValidator(_read_day)]
TimeZone = Annotated[str, Field(strict=True), AfterValidator(_known_zone)]
BusinessId = Annotated[str, Field(strict=True), AfterValidator(_right_business_id)]
Lang = Annotated[str, Field(pattern=f"^{LANG}$")]
"""A language tag: fi, sv, en, or fi-simple for plain Finnish."""
Words = Annotated[dict[Lang, Text], AfterValidator(_with_finnish)]
"""One text in several languages. Finnish is always there."""

Row = TypeVar("Row")


def keyed_by(field: str) -> BeforeValidator:
    """Reads tables named by their key as rows in the file's order, the key under `field`; stored rows pass as is."""
    return BeforeValidator(_rows_of(field))


def _rows_of(field: str) -> Callable[[Any], Any]:
    def rows(tables: Any) -> Any:
        if not isinstance(tables, dict):
            return tables
        return [{**table, field: key} if isinstance(table, dict) else table for key, table in tables.items()]

    return rows


Coded = Annotated[tuple[Row, ...], keyed_by("code")]
"""Rows with a stable code each; in the file one table per code: `[terms.sources.esf]`."""


def _written_name(field: str) -> AliasChoices:
    """People write `amount` and `rate`, the code says the unit: `amount_cents`, `rate_basis_points`."""
    return AliasChoices(field.removesuffix("_cents").removesuffix("_basis_points"), field)


class Part(BaseModel):
    """A part of the programme file: can't be changed, refuses keys it doesn't know."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=AliasGenerator(validation_alias=_written_name),
    )

    def canonical(self) -> str:
        """Canonical JSON of the part, cents and basis points as numbers. `model_validate` reads it back."""
        return canonical.dumps(self.model_dump())


class Dated(Part):
    """A part that holds from a day to a day, both included; without a day it is open on that side."""

    valid_from: Day | None = None
    valid_to: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the part holds on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)
