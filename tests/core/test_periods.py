"""Periods include both ends, and a chain of them has neither gap nor overlap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.core.periods import ONE_DAY, Period, break_in_chain

AUTUMN = Period(date(2018, 7, 1), date(2018, 12, 31))
SPRING = Period(date(2019, 1, 1), date(2019, 6, 30))

lengths = st.lists(st.integers(min_value=0, max_value=400), min_size=1, max_size=8)


def chain(lengths: list[int]) -> list[Period]:
    """Periods that follow each other at once; each is its length and one day long."""
    periods, start = [], date(2018, 7, 1)
    for length in lengths:
        periods.append(Period(start, start + timedelta(days=length)))
        start = periods[-1].ends_on + ONE_DAY
    return periods


def test_both_ends_belong_to_a_period() -> None:
    assert AUTUMN.starts_on in AUTUMN
    assert AUTUMN.ends_on in AUTUMN
    assert AUTUMN.starts_on - ONE_DAY not in AUTUMN
    assert AUTUMN.ends_on + ONE_DAY not in AUTUMN


def test_a_period_covers_itself_and_what_lies_inside_but_nothing_that_sticks_out() -> None:
    year = Period(AUTUMN.starts_on, SPRING.ends_on)
    assert AUTUMN.covers(AUTUMN)
    assert year.covers(AUTUMN)
    assert year.covers(SPRING)
    assert not AUTUMN.covers(year)
    assert not SPRING.covers(year)


@given(lengths)
def test_periods_that_follow_each_other_at_once_are_unbroken(lengths: list[int]) -> None:
    assert break_in_chain(chain(lengths)) is None


@given(lengths, st.data(), st.sampled_from([-1, 1]))
def test_a_gap_or_an_overlap_of_one_day_is_found_where_it_is(
    lengths: list[int], data: st.DataObject, shift: int
) -> None:
    periods = chain([10, *lengths])
    broken = data.draw(st.integers(min_value=1, max_value=len(periods) - 1))
    late = periods[broken]
    periods[broken] = Period(late.starts_on + shift * ONE_DAY, late.ends_on + ONE_DAY)
    assert break_in_chain(periods) == broken


@pytest.mark.parametrize("place", [0, 1])
def test_a_period_that_ends_before_it_starts_breaks_the_chain(place: int) -> None:
    periods = [AUTUMN, SPRING]
    periods[place] = Period(periods[place].starts_on, periods[place].starts_on - ONE_DAY)
    assert break_in_chain(periods) == place


def test_no_periods_are_no_broken_chain() -> None:
    assert break_in_chain([]) is None
