"""Fields for what people type: a text read by a rule of the house, which says in words what is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.core.errors import RuleBroken
from talkoot.core.money import format_euros, parse_euros
from talkoot.ui.speech import say

Value = TypeVar("Value")


class NotADay(RuleBroken):
    """The text isn't a day of the calendar."""

    code = "not_a_day"


class NotATime(RuleBroken):
    """The text isn't a time of the day."""

    code = "not_a_time"


class ReadField(forms.CharField, Generic[Value]):
    """A text that `read` turns into a value or refuses with RuleBroken; `write` turns a stored value into text.

    The value is None where nothing was needed and nothing was typed. What somebody typed stays as they typed it.
    """

    def __init__(
        self,
        read: Callable[[str], Value],
        write: Callable[[Any], str] = str,
        *,
        width: int = 10,
        attrs: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.read, self.write = read, write
        kwargs.setdefault("max_length", 60)
        classes = {"class": f"govuk-input--width-{width}"}
        super().__init__(widget=forms.TextInput(attrs=classes | (attrs or {})), **kwargs)

    def clean(self, value: Any) -> Value | None:
        """The value, or None. Raises ValidationError with the rule's own words."""
        text = super().clean(value)
        try:
            return self.read(text) if text else None
        except RuleBroken as error:
            raise forms.ValidationError(say(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """A stored value as it is written."""
        return value if value is None or isinstance(value, str) else self.write(value)


class EurosField(ReadField[int]):
    """Whole cents of an amount as people write it: 1 234,50."""

    default_error_messages = {"required": _("Write the amount in euros, like 1234,50.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse_euros, _plain_euros, attrs={"inputmode": "decimal"}, **kwargs)


def _plain_euros(cents: int) -> str:
    return format_euros(cents).removesuffix("\N{NO-BREAK SPACE}€")


class DayField(ReadField[date]):
    """A day as it is written in Finland: 7.3.2027. The international 2027-03-07 is understood too."""

    default_error_messages = {"required": _("Write the day, like 7.3.2027.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse_day, _plain_day, **kwargs)


def parse_day(text: str) -> date:
    """The day of '7.3.2027' or '2027-03-07'. Raises NotADay."""
    finnish = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
    try:
        return date(*map(int, reversed(finnish.groups()))) if finnish else date.fromisoformat(text)
    except ValueError as error:
        raise NotADay("'{text}' is not a day. Write it like 7.3.2027.", text=text) from error


def _plain_day(value: date) -> str:
    return f"{value.day}.{value.month}.{value.year}"


class ClockField(ReadField[time]):
    """A time of the day: 17.30, 17:30 or 17."""

    default_error_messages = {"required": _("Write the time, like 17.30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse_clock, "{:%H.%M}".format, width=5, **kwargs)


def parse_clock(text: str) -> time:
    """The time of '17.30', '17:30' or '17', without a zone. Raises NotATime."""
    written = re.fullmatch(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?", text)
    if not written or int(written[1]) > 23 or int(written[2] or 0) > 59:
        raise NotATime("'{text}' is not a time. Write it like 17.30.", text=text)
    return time(int(written[1]), int(written[2] or 0))


def moment(day: date, clock: time, zone: str) -> datetime:
    """The moment of a day and a time where the programme lives (IANA zone name)."""
    return datetime.combine(day, clock, ZoneInfo(zone))
