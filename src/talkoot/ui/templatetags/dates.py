"""Days and times in templates: 7.3.2027 in every language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def day(value: date | None) -> SafeString | str:
    """A day as `<time>`: 7.3.2027. Nothing for None."""
    if value is None:
        return ""
    # Numbers only, so nothing has to be escaped: a long list has hundreds of days.
    return mark_safe(f'<time datetime="{value:%Y-%m-%d}">{value.day}.{value.month}.{value.year}</time>')  # noqa: S308


@register.filter
def moment(value: datetime | None, zone: str) -> SafeString | str:
    """A moment where the programme lives, as `<time>`: 7.3.2027 17.30. Nothing for None."""
    if value is None:
        return ""
    here = value.astimezone(ZoneInfo(zone))
    written = f"{here.day}.{here.month}.{here.year} {here:%H.%M}"
    return format_html('<time datetime="{}">{}</time>', here.isoformat(timespec="minutes"), written)


@register.filter
def day_in(value: datetime | None, zone: str) -> SafeString | str:
    """The day of a moment where the programme lives, as `<time>`."""
    return "" if value is None else day(value.astimezone(ZoneInfo(zone)).date())
