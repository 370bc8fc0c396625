"""The reckoning of a claim, on plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.claims import rules
from talkoot.claims.rules import Books
from talkoot.core.periods import Period
from talkoot.core.split import SourceKind, Weight

PERIOD = Period(date(2019, 7, 1), date(2020, 3, 31))
AFTER = date(2020, 4, 1)
SUB_GRANT = (
    Weight("esf", SourceKind.FUNDER, 8000),
    Weight("city", SourceKind.PUBLIC, 1100),
    Weight("private", SourceKind.OWN, 900),
)


def test_a_claim_is_not_frozen_before_its_period_has_ended() -> None:
    with pytest.raises(rules.PeriodNotEnded, match="2020-03-31"):
        rules.check_can_freeze(2, PERIOD, [1], date(2020, 3, 31))

    rules.check_can_freeze(2, PERIOD, [1], AFTER)


def test_a_claim_is_frozen_once() -> None:
    with pytest.raises(rules.AlreadyFrozen):
        rules.check_can_freeze(2, PERIOD, [1, 2], AFTER)


def test_no_period_is_passed_over() -> None:
    with pytest.raises(rules.ChainBroken, match="claim 1 first"):
        rules.check_can_freeze(2, PERIOD, [], AFTER)


@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=30))
def test_a_flat_rate_never_drifts_however_its_base_comes_in(bases: list[int]) -> None:
    flat = base = 0
    for cents in bases:
        base += cents
        flat += rules.flat_rate_due(1700, base, flat)

    assert flat == sum(bases) * 1700 // 10_000


def test_a_cut_of_the_base_takes_its_flat_rate_back() -> None:
    flat = rules.flat_rate_due(1700, 100_000, 0)

    assert flat == 17_000
    assert rules.flat_rate_due(1700, 90_000, flat) == -1_700


def test_a_cut_takes_something_and_leaves_nothing_negative() -> None:
    rules.check_cut(500, 500, is_flat_rate=False)
    for cents in (0, -1, 501):
        with pytest.raises(rules.CutTooLarge):
            rules.check_cut(cents, 500, is_flat_rate=False)


def test_a_flat_rate_is_not_cut_by_itself() -> None:
    with pytest.raises(rules.FlatRateIsCutWithItsBase, match="salary"):
        rules.check_cut(1, 500, is_flat_rate=True)


def test_the_lower_number_is_served_first_when_a_funders_plan_runs_out() -> None:
    books = [
        Books(project=9, number=2, weights=SUB_GRANT, standing_cents=0, shares={}, base_cents=0, flat_cents=0),
        Books(project=4, number=7, weights=SUB_GRANT, standing_cents=0, shares={}, base_cents=0, flat_cents=0),
    ]
    plan = {"esf": 100_000, "city": 50_000, "private": 50_000}

    allotment = rules.allot_changes(books, {9: 100_000, 4: 100_000}, plan)

    assert allotment.shares[9]["esf"] == 80_000
    assert allotment.shares[4] == {"esf": 20_000, "private": 9_000, "city": 71_000}
    assert allotment.overflow == {"esf": 60_000}
    assert allotment.over_plan == {"city": 32_000}


def test_what_is_still_open_of_a_project_is_said_all_at_once() -> None:
    rules.check_settled(0, 0, 0)
    with pytest.raises(rules.NotSettled, match="2 to be checked, 1 waiting for the funder"):
        rules.check_settled(2, 0, 1)
