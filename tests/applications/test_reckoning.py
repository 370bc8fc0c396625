"""What an application's money comes to: shares to the cent, and a calendar that agrees with the cash need."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.applications.reckoning import reckoned
from talkoot.applications.rules import Answers, as_kept, cash_need
from talkoot.programme import file
from tests.conftest import ROOT
from tests.way import ANSWERS, EVENT_ANSWERS

TERMS = file.parse((ROOT / "programmes" / "meijan-mikkeli.toml").read_text(encoding="utf-8")).terms
KEPT = as_kept(ANSWERS, TERMS)

STARTS = st.dates(date(2018, 7, 1), date(2021, 6, 30))
MONEY = st.integers(1, 10_000_000_00)


def test_the_example_by_hand() -> None:
    """26 400 € in twelve months of 2 200 €; the periods end in June 2019 and in March 2020."""
    found = reckoned(KEPT, TERMS, "tuensiirto")

    assert found.shares == {"esf": 21_120_00, "city": 2_904_00, "private": 2_376_00}
    assert [one.costs_cents for one in found.instalments] == [13_200_00, 13_200_00]
    assert [one.payment_cents for one in found.instalments] == [12_012_00, 12_012_00]
    assert [one.paid_by for one in found.instalments] == [date(2019, 9, 30), date(2020, 6, 30)]
    assert [one.in_hand_cents for one in found.instalments] == [19_800_00, 14_388_00]
    assert found.most == found.instalments[0]


def test_the_most_needed_at_once_can_come_after_the_first_payment() -> None:
    """A short first period and a long second one."""
    late = replace(KEPT, starts_on=date(2019, 6, 1), ends_on=date(2020, 5, 31))

    found = reckoned(late, TERMS, "tuensiirto")

    assert found.most == found.instalments[1]
    assert found.most.in_hand_cents > found.cash_need_cents


def test_an_event_needs_no_money_in_hand() -> None:
    found = reckoned(EVENT_ANSWERS, TERMS, "tapahtuma")

    assert (found.pays_first, found.cash_need_cents, found.instalments, found.most) == (False, 0, (), None)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        replace(KEPT, starts_on=None),
        replace(KEPT, ends_on=date(2018, 1, 1)),
        replace(KEPT, starts_on=date(1999, 1, 1)),
        replace(KEPT, budget={}),
    ],
)
def test_half_a_draft_has_no_calendar_yet(answers: Answers) -> None:
    assert reckoned(answers, TERMS, "tuensiirto").instalments == ()


@given(MONEY, STARTS, STARTS)
def test_the_calendar_pays_the_whole_support_and_begins_with_the_cash_need(
    cents: int, starts_on: date, ends_on: date
) -> None:
    starts_on, ends_on = sorted((starts_on, ends_on))
    answers = Answers(starts_on=starts_on, ends_on=ends_on, budget={"services": cents})

    found = reckoned(answers, TERMS, "tuensiirto")

    assert sum(found.shares.values()) == sum(one.costs_cents for one in found.instalments) == cents
    assert sum(one.payment_cents for one in found.instalments) == cents - found.shares["private"]
    assert found.instalments[0].in_hand_cents == found.cash_need_cents == cash_need(answers, TERMS, "tuensiirto")
    assert all(one.in_hand_cents >= 0 and one.payment_cents >= 0 for one in found.instalments)
    days = [one.paid_by for one in found.instalments]
    assert days == sorted(set(days))
