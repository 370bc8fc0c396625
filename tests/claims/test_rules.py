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


FIRST = {1: Period(date(2018, 7, 1), date(2019, 6, 30))}


def test_a_claim_is_not_frozen_before_its_period_has_ended() -> None:
    with pytest.raises(rules.PeriodNotEnded, match="2020-03-31"):
        rules.check_can_freeze(2, PERIOD, FIRST, date(2020, 3, 31))

    rules.check_can_freeze(2, PERIOD, FIRST, AFTER)


def test_a_claim_is_frozen_once() -> None:
    with pytest.raises(rules.AlreadyFrozen):
        rules.check_can_freeze(2, PERIOD, {**FIRST, 2: PERIOD}, AFTER)


def test_no_period_is_passed_over() -> None:
    with pytest.raises(rules.ChainBroken, match="claim 1 first"):
        rules.check_can_freeze(2, PERIOD, {}, AFTER)


def test_periods_changed_after_a_claim_leave_no_gap_and_no_overlap() -> None:
    for day in (date(2019, 6, 1), date(2019, 8, 1)):
        with pytest.raises(rules.ChainBroken, match="2019-06-30"):
            rules.check_can_freeze(2, Period(day, PERIOD.ends_on), FIRST, AFTER)


def test_a_funders_decision_has_a_number_and_a_day_that_makes_sense() -> None:
    frozen, today = date(2019, 9, 20), date(2019, 12, 5)
    rules.check_decision(today, frozen, today, "ELY/1")
    for day, number in ((date(2019, 9, 19), "ELY/1"), (date(2019, 12, 6), "ELY/1"), (today, " ")):
        with pytest.raises(rules.DecisionMakesNoSense):
            rules.check_decision(day, frozen, today, number)


def test_money_received_is_something_of_today_and_in_the_books() -> None:
    today = date(2019, 12, 5)
    rules.check_receipt(100, 100, today, today, "T-1")
    for cents, day, voucher in ((0, today, "T-1"), (-1, today, "T-1"), (1, date(2019, 12, 6), "T-1"), (1, today, "")):
        with pytest.raises(rules.ReceiptMakesNoSense):
            rules.check_receipt(cents, 100, day, today, voucher)
    with pytest.raises(rules.MoreThanApproved):
        rules.check_receipt(101, 100, today, today, "T-1")


def test_what_stands_above_the_grant_closes_nothing() -> None:
    assert rules.check_within_grant(90, 100) == 10
    with pytest.raises(rules.AboveGrant):
        rules.check_within_grant(101, 100)


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
    rules.check_cut(500, 500, 500, is_flat_rate=False)
    for cents in (0, -1, 501):
        with pytest.raises(rules.CutTooLarge):
            rules.check_cut(cents, 500, 500, is_flat_rate=False)


def test_a_flat_rate_is_not_cut_by_itself() -> None:
    with pytest.raises(rules.FlatRateIsCutWithItsBase, match="salary"):
        rules.check_cut(1, 500, 500, is_flat_rate=True)


def test_the_lower_number_is_served_first_when_a_funders_plan_runs_out() -> None:
    nothing = {"flat_rate": None, "standing_cents": 0, "shares": {}, "base_cents": 0, "flat_cents": 0}
    books = [
        Books(project=9, number=2, weights=SUB_GRANT, **nothing),  # type: ignore[arg-type]
        Books(project=4, number=7, weights=SUB_GRANT, **nothing),  # type: ignore[arg-type]
    ]
    plan = {"esf": 100_000, "city": 50_000, "private": 50_000}

    allotment = rules.allot_changes(books, {9: 100_000, 4: 100_000}, plan)

    assert allotment.shares[9]["esf"] == 80_000
    assert allotment.shares[4] == {"esf": 20_000, "private": 9_000, "city": 71_000}
    assert allotment.overflow == {"esf": 60_000}
    assert allotment.over_plan == {"city": 32_000}


def test_what_is_still_open_of_a_project_is_said_all_at_once() -> None:
    nothing = {"unsigned": 0, "unrecorded": 0, "unchecked": 0, "unclaimed": 0, "undecided": 0}
    rules.check_settled(**nothing)
    with pytest.raises(rules.NotSettled, match="3 vouchers to be recorded or dropped, 2 to be checked, 1 waiting"):
        rules.check_settled(**nothing | {"unrecorded": 3, "unchecked": 2, "undecided": 1})
