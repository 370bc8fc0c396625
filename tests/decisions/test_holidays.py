"""The days on which a time limit can't end, against the almanac."""

from datetime import date

import pytest

from talkoot.decisions.holidays import easter_sunday, holidays, is_working_day, next_working_day


@pytest.mark.parametrize(
    "easter",
    [
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2000, 4, 23),
        date(2018, 4, 1),
        date(2019, 4, 21),
        date(2020, 4, 12),
        date(2021, 4, 4),
        date(2026, 4, 5),
        date(2038, 4, 25),  # the latest there is
        date(2285, 3, 22),  # the earliest there is
    ],
)
def test_easter_is_where_the_almanac_has_it(easter: date) -> None:
    assert easter_sunday(easter.year) == easter


def test_easter_is_always_a_sunday_of_spring() -> None:
    for year in range(1900, 2300):
        easter = easter_sunday(year)
        assert easter.weekday() == 6
        assert date(year, 3, 22) <= easter <= date(year, 4, 25)


def test_the_holidays_of_one_year_are_those_of_the_almanac() -> None:
    assert sorted(holidays(2019)) == [
        date(2019, 1, 1),
        date(2019, 1, 6),
        date(2019, 4, 19),  # Good Friday
        date(2019, 4, 22),  # Easter Monday
        date(2019, 5, 1),
        date(2019, 5, 30),  # Ascension Day
        date(2019, 6, 21),  # Midsummer Eve
        date(2019, 12, 6),
        date(2019, 12, 24),
        date(2019, 12, 25),
        date(2019, 12, 26),
    ]


@pytest.mark.parametrize("eve", [date(2018, 6, 22), date(2020, 6, 19), date(2021, 6, 25)])
def test_midsummer_eve_is_the_friday_between_19_and_25_june(eve: date) -> None:
    assert not is_working_day(eve)
    assert eve.weekday() == 4


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2018, 9, 3), date(2018, 9, 3)),  # an ordinary Monday
        (date(2018, 9, 8), date(2018, 9, 10)),  # Saturday
        (date(2018, 9, 9), date(2018, 9, 10)),  # Sunday
        (date(2018, 3, 30), date(2018, 4, 3)),  # Good Friday: past Easter Monday
        (date(2018, 6, 22), date(2018, 6, 25)),  # Midsummer Eve
        (date(2018, 11, 3), date(2018, 11, 5)),  # All Saints' Day
        (date(2018, 12, 6), date(2018, 12, 7)),  # Independence Day, a Thursday
        (date(2018, 12, 24), date(2018, 12, 27)),  # Christmas Eve, a Monday
        (date(2020, 12, 24), date(2020, 12, 28)),  # Christmas and a weekend
        (date(2018, 12, 31), date(2018, 12, 31)),  # New Year's Eve is a working day
        (date(2020, 1, 6), date(2020, 1, 7)),  # Epiphany
        (date(2019, 5, 1), date(2019, 5, 2)),  # May Day
        (date(2019, 4, 30), date(2019, 4, 30)),  # its eve is a working day
        (date(2019, 5, 30), date(2019, 5, 31)),  # Ascension Day
    ],
)
def test_a_time_limit_moves_off_weekends_and_holidays(day: date, then: date) -> None:
    assert next_working_day(day) == then
