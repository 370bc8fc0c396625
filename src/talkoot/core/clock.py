"""The one place that asks what time it is. Views, the API and commands ask here; actions are told.

A demo may start the clock elsewhere and let it run: `start_at`. Only `config` does that, and only when
the database is marked as a demo.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_shift = timedelta(0)


def start_at(moment: datetime) -> None:
    """Let the clock run on from another moment (an aware time). Demo only."""
    global _shift
    _shift = moment.astimezone(UTC) - datetime.now(UTC)


def now() -> datetime:
    """The current time in UTC."""
    return datetime.now(UTC) + _shift


def day_of(moment: datetime, zone: str) -> date:
    """The day of a moment where the programme lives (IANA zone name)."""
    return moment.astimezone(ZoneInfo(zone)).date()
