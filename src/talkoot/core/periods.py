"""Periods of whole days, both ends included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """From `starts_on` to `ends_on`, both included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def covers(self, other: "Period") -> bool:
        """Whether the other period lies wholly inside this one."""
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on


def break_in_chain(periods: Sequence[Period]) -> int | None:
    """The index of the first period that ends before it starts or doesn't follow the one before at once."""
    for index, period in enumerate(periods):
        if period.ends_on < period.starts_on:
            return index
        if index and period.starts_on != periods[index - 1].ends_on + ONE_DAY:
            return index
    return None
