"""Fields for what people in Finland type: euros, days, Y-tunnus, IBAN."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fi import ytunnus

from talkoot.core.errors import RuleBroken
from talkoot.core.money import format_euros, parse_euros

MISSING = _("This is missing. Fill it in.")


class EurosField(forms.CharField):
    """Whole cents of an amount as people write it: 1 234,50."""

    default_error_messages = {"required": _("Write the amount in euros, like 1234,50.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        """Cents, or None where nothing was needed and nothing was typed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_euros(text)
        except RuleBroken as error:
            message = _("“%(typed)s” is not an amount in euros. Write it like 1234,50.")
            raise forms.ValidationError(message, params={"typed": text}) from error

    def prepare_value(self, value: Any) -> Any:
        """Stored cents as they are written; what somebody typed stays as it is."""
        return format_euros(value).removesuffix("\N{NO-BREAK SPACE}€") if isinstance(value, int) else value


class DayField(forms.CharField):
    """A day as it is written in Finland: 7.3.2027. The international 2027-03-07 is understood too."""

    default_error_messages = {"required": _("Write the day, like 7.3.2027.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """The day, or None. Raises ValidationError for what is no day."""
        text = super().clean(value)
        if not text:
            return None
        finnish = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
        try:
            return date(*map(int, reversed(finnish.groups()))) if finnish else date.fromisoformat(text)
        except ValueError as error:
            message = _("“%(typed)s” is not a day. Write it like 7.3.2027.")
            raise forms.ValidationError(message, params={"typed": text}) from error

    def prepare_value(self, value: Any) -> Any:
        """A stored day as it is written."""
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value


class ClockField(forms.CharField):
    """A time of the day: 17.30, 17:30 or 17."""

    default_error_messages = {"required": _("Write the time, like 17.30.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> time | None:
        """The time without a zone, or None. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        written = re.fullmatch(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?", text)
        try:
            return time(int(written[1]), int(written[2] or 0)) if written else _no_time()
        except ValueError as error:
            message = _("“%(typed)s” is not a time. Write it like 17.30.")
            raise forms.ValidationError(message, params={"typed": text}) from error

    def prepare_value(self, value: Any) -> Any:
        """A stored time as it is written."""
        return f"{value:%H.%M}" if isinstance(value, time) else value


def _no_time() -> time:
    raise ValueError


def moment(day: date, clock: time, zone: str) -> datetime:
    """The moment of a day and a time where the programme lives (IANA zone name)."""
    return datetime.combine(day, clock, ZoneInfo(zone))


class BusinessIdField(forms.CharField):
    """A Finnish business id (Y-tunnus), with its check digit: 1234567-1."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in its one form, empty where none was needed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return str(ytunnus.format(ytunnus.validate(text)))
        except NotANumber as error:
            message = _("“%(typed)s” is not a Y-tunnus. Look at the digits: it is like 1234567-1.")
            raise forms.ValidationError(message, params={"typed": text}) from error


class IbanField(forms.CharField):
    """A bank account by its IBAN, spaces or not."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The account without spaces, empty where none was needed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return str(IBAN(text).compact)
        except SchwiftyException as error:
            message = _("“%(typed)s” is not an account number. Look at the digits: it begins with FI and two digits.")
            raise forms.ValidationError(message, params={"typed": text}) from error
