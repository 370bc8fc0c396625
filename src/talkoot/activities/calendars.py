"""Activities as a calendar that phones and computers read (iCalendar, RFC 5545). Nothing in it is about a person."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from talkoot.activities.models import Activity
from talkoot.activities.queries import Shown
from talkoot.records.models import Register

MADE_BY = "-//Talkoot//Activities//EN"


def calendar_file(
    register: Register, name: str, activities: Iterable[Shown], address: Callable[[Activity], str], now: datetime
) -> bytes:
    """The file. `name` is what the calendar is called, `address` gives the page of an activity.

    Times are in UTC, so no reader needs to know our zone's rules. What was cancelled stays in it and says so: a phone
    that has it already must hear of it.
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in activities:
        calendar.add_component(_event(register, one, address(one.activity), now))
    return bytes(calendar.to_ical())


def _event(register: Register, one: Shown, address: str, now: datetime) -> Event:
    """One activity. Its UID never changes, and a later version has a higher number: readers replace, they don't add."""
    activity, event = one.activity, Event()
    said = {"language": activity.lang}
    event.add("uid", f"activity-{activity.pk}@{register.slug}.talkoot")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", activity.version - 1)
    event.add("dtstart", activity.starts_at.astimezone(UTC))
    event.add("dtend", activity.ends_at.astimezone(UTC))
    event.add("summary", activity.title, parameters=said)
    event.add("location", f"{activity.place}, {activity.district}", parameters=said)
    event.add("description", "\n\n".join(_words(one)), parameters=said)
    event.add("url", address)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    return event


def _words(one: Shown) -> list[str]:
    """Why it is cancelled, what it is, who it is for, and how to get in; as they were written."""
    reason = one.why_cancelled.text if one.why_cancelled else ""
    activity = one.activity
    return [text for text in (reason, activity.body, activity.closed_reason, activity.access) if text]
