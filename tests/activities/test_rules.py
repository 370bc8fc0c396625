"""Rules of activities on plain values: when too few have come."""

from datetime import date

import pytest

from talkoot.activities.rules import half_time, is_behind
from talkoot.core.periods import Period

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))


def test_half_time_is_the_day_in_the_middle() -> None:
    assert half_time(YEAR) == date(2019, 7, 2)


@pytest.mark.parametrize(
    ("visits", "target", "today", "behind"),
    [
        (0, 40, date(2019, 7, 1), False),
        (0, 40, date(2019, 7, 2), True),
        (19, 40, date(2019, 7, 2), True),
        (20, 40, date(2019, 7, 2), False),
        (20, 41, date(2019, 7, 2), True),
        (0, 0, date(2019, 12, 31), False),
    ],
)
def test_from_half_time_on_fewer_than_half_of_the_aim_is_too_few(
    visits: int, target: int, today: date, behind: bool
) -> None:
    assert is_behind(visits, target, YEAR, today) is behind
