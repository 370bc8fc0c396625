"""The days on which a time limit can't end in Finland (Act 150/1930 on the computing of time limits, section 5).

Sundays and Saturdays, the Church's and the public holidays, Independence Day, May Day, Midsummer Eve and Christmas Eve.
All Saints' and Midsummer Day are always Saturdays, Easter and Whit Sunday always Sundays, so no list needs them.
"""

from datetime import date, timedelta

from talkoot.core.periods import ONE_DAY

FRIDAY, SATURDAY = 4, 5
FIXED = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
"""Month and day: New Year, Epiphany, May Day, Independence Day, Christmas Eve, Christmas Day, St Stephen's Day."""


def next_working_day(day: date) -> date:
    """The day itself when a time limit can end on it, else the first one after it on which it can."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def is_working_day(day: date) -> bool:
    """Whether a time limit can end on the day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def holidays(year: int) -> frozenset[date]:
    """The holidays of a year that may fall on a day from Monday to Friday."""
    easter = easter_sunday(year)
    moving = [easter + timedelta(days=days) for days in (-2, 1, 39)]  # Good Friday, Easter Monday, Ascension Day
    return frozenset([*(date(year, month, day) for month, day in FIXED), *moving, midsummer_eve(year)])


def midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    earliest = date(year, 6, 19)
    return earliest + timedelta(days=(FRIDAY - earliest.weekday()) % 7)


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian reckoning: the Sunday after the Church's full moon of spring.

    The letters are those of the usual tables: the golden number, the century's corrections and the moon's age.
    """
    golden, century = year % 19, year // 100
    sun = century - century // 4
    moon = (century - (8 * century + 13) // 25 - century // 4 + 19 * golden + 15) % 30
    full = moon - (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full + 2 - sun) % 7
    days = full - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))
