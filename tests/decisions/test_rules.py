"""What makes sense for meetings and decisions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.decisions.holidays import is_working_day
from talkoot.decisions.rules import (
    AmountDoesNotFit,
    AssessmentNotPassed,
    DecisionReasonsMissing,
    FrameExceeded,
    NoQuorum,
    Seat,
    appeal_until_on,
    check_fits_frame,
    check_quorum,
    check_verdict,
    is_approval_needed,
    served_on,
    voters,
)
from talkoot.programme import file

HOLDER, DEPUTY, OTHER = Seat(1, 10, False), Seat(1, 11, True), Seat(2, 20, False)


def test_a_deputy_votes_only_when_the_holder_of_the_seat_is_away() -> None:
    assert voters([DEPUTY, HOLDER, OTHER]) == {10, 20}
    assert voters([DEPUTY, OTHER]) == {11, 20}


def test_when_the_holder_steps_aside_the_deputy_votes() -> None:
    assert voters([HOLDER, DEPUTY, OTHER], recused={10}) == {11, 20}
    assert voters([HOLDER, DEPUTY, OTHER], recused={10, 11}) == {20}


def test_two_deputies_of_one_seat_have_one_vote() -> None:
    assert len(voters([DEPUTY, Seat(1, 12, True)])) == 1


def test_somebody_in_two_seats_is_one_voter() -> None:
    assert voters([HOLDER, Seat(3, 10, False)]) == {10}


def test_a_quorum_of_three_is_three() -> None:
    check_quorum({1, 2, 3}, 3)
    with pytest.raises(NoQuorum, match="2 may vote, 3 are needed"):
        check_quorum({1, 2}, 3)


def verdict(**changes: object) -> None:
    facts: dict[str, object] = {
        "is_grant": True,
        "granted_cents": 100,
        "asked_cents": 100,
        "is_passed": True,
        "reasons": "Syy",
    }
    check_verdict(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_grant_of_all_that_was_asked_and_a_refusal_of_what_failed_make_sense() -> None:
    verdict()
    verdict(granted_cents=1)
    verdict(is_grant=False, granted_cents=0, is_passed=False)
    verdict(is_grant=False, granted_cents=0)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"granted_cents": 101}, AmountDoesNotFit),
        ({"granted_cents": 0}, AmountDoesNotFit),
        ({"granted_cents": -1}, AmountDoesNotFit),
        ({"is_grant": False}, AmountDoesNotFit),
        ({"is_passed": False}, AssessmentNotPassed),
        ({"reasons": " \n"}, DecisionReasonsMissing),
    ],
)
def test_what_makes_no_sense_as_a_decision_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        verdict(**changes)


def test_the_frame_can_be_used_to_the_last_cent_and_no_further() -> None:
    check_fits_frame(500_00, 500_00, "tuensiirto")
    with pytest.raises(FrameExceeded, match="'tuensiirto' has 500,00") as raised:
        check_fits_frame(500_01, 500_00, "tuensiirto")
    assert raised.value.facts["headroom_cents"] == 500_00


def test_the_funder_approves_only_recipients_it_does_not_know(programme_file: file.ProgrammeFile) -> None:
    assert is_approval_needed(programme_file.terms, "tuensiirto", None)
    assert is_approval_needed(programme_file.terms, "tuensiirto", "9000001-1")
    assert not is_approval_needed(programme_file.terms, "tuensiirto", "2678219-4")


def test_an_event_transfers_no_aid_so_nobody_approves_its_recipient(programme_file: file.ProgrammeFile) -> None:
    assert not is_approval_needed(programme_file.terms, "tapahtuma", None)


def test_a_programme_that_asks_for_no_approval_needs_none(programme_file: file.ProgrammeFile) -> None:
    steps = programme_file.terms.decisions.model_copy(update={"new_recipient_approved_by": None})

    terms = programme_file.terms.model_copy(update={"decisions": steps})
    assert not is_approval_needed(terms, "tuensiirto", None)


@pytest.mark.parametrize(
    ("sent_on", "by_letter", "known_on", "until_on"),
    [
        (date(2018, 9, 3), True, date(2018, 9, 10), date(2018, 9, 24)),
        (date(2018, 9, 3), False, date(2018, 9, 6), date(2018, 9, 20)),
        (date(2018, 9, 1), True, date(2018, 9, 8), date(2018, 9, 24)),  # ends on a Saturday
        (date(2018, 11, 22), False, date(2018, 11, 25), date(2018, 12, 10)),  # ends on a Sunday
        (date(2018, 12, 3), True, date(2018, 12, 10), date(2018, 12, 27)),  # ends on Christmas Eve
        (date(2018, 6, 1), True, date(2018, 6, 8), date(2018, 6, 25)),  # ends on Midsummer Eve
        (date(2018, 11, 15), True, date(2018, 11, 22), date(2018, 12, 7)),  # ends on Independence Day
    ],
)
def test_the_appeal_runs_fourteen_days_from_service_and_moves_off_holidays(
    sent_on: date, by_letter: bool, known_on: date, until_on: date
) -> None:
    assert served_on(sent_on, by_letter=by_letter) == known_on
    assert appeal_until_on(known_on) == until_on


@given(st.dates(date(2014, 1, 1), date(2040, 12, 31)))
def test_an_appeal_always_ends_on_a_working_day_and_no_more_than_five_days_late(known_on: date) -> None:
    until_on = appeal_until_on(known_on)

    assert is_working_day(until_on)
    assert timedelta(days=14) <= until_on - known_on <= timedelta(days=19)
