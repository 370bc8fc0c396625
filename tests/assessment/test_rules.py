"""What makes sense for an assessment."""

from collections.abc import Sequence

import pytest

from talkoot.assessment.rules import (
    AssessorsDisagree,
    MarkGiven,
    MarksIncomplete,
    check_agreed,
    check_marks,
    failed_criteria,
)
from talkoot.programme import file
from talkoot.programme.terms import Criterion, CriterionKind, criteria_of


@pytest.fixture
def criteria(programme_file: file.ProgrammeFile) -> tuple[Criterion, ...]:
    return criteria_of(programme_file.terms, "tuensiirto")


def marks(criteria: Sequence[Criterion], **changed: MarkGiven) -> list[MarkGiven]:
    given = []
    for one in criteria:
        is_scored = one.kind is CriterionKind.SCORED
        mark = MarkGiven(one.code, "Syy", score=3) if is_scored else MarkGiven(one.code, "Syy", met=True)
        given.append(changed.get(one.code, mark))
    return given


def faults_of(given: Sequence[MarkGiven], criteria: Sequence[Criterion]) -> list[tuple[str, str]]:
    with pytest.raises(MarksIncomplete) as raised:
        check_marks(given, criteria)
    return [(key, str(said)) for key, said in raised.value.faults]


def test_a_mark_on_each_of_the_nine_criteria_is_complete(criteria: tuple[Criterion, ...]) -> None:
    assert len(criteria) == 9
    check_marks(marks(criteria), criteria)


def test_every_missing_mark_is_named_at_once(criteria: tuple[Criterion, ...]) -> None:
    assert [code for code, _ in faults_of(marks(criteria)[:2], criteria)] == [one.code for one in criteria[2:]]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (MarkGiven("equality", "Syy", score=4), "0 to 3"),
        (MarkGiven("equality", "Syy", score=-1), "0 to 3"),
        (MarkGiven("equality", "Syy", met=True), "0 to 3"),
        (MarkGiven("equality", " ", score=1), "no reason"),
        (MarkGiven("worker", "Syy", score=1), "whether it is met"),
        (MarkGiven("worker", "Syy"), "whether it is met"),
        (MarkGiven("worker", "", met=False), "no reason"),
    ],
)
def test_a_mark_that_does_not_fit_its_criterion_is_refused(
    criteria: tuple[Criterion, ...], mark: MarkGiven, said: str
) -> None:
    ((code, fault),) = faults_of(marks(criteria, **{mark.criterion: mark}), criteria)

    assert code == mark.criterion
    assert said in fault


def test_two_marks_on_one_and_a_mark_on_an_unknown_criterion_are_refused(criteria: tuple[Criterion, ...]) -> None:
    given = [*marks(criteria), MarkGiven("worker", "Syy", met=False), MarkGiven("weather", "Syy", met=True)]

    assert {code for code, _ in faults_of(given, criteria)} == {"worker", "weather"}


@pytest.mark.parametrize(
    ("code", "met", "fails"),
    [
        ("resources", False, True),
        ("open_to_all", False, True),
        ("no_studies", True, True),
        ("resources", True, False),
        ("no_studies", False, False),
    ],
)
def test_an_unmet_gate_or_threshold_and_a_met_exclusion_stop_the_application(
    criteria: tuple[Criterion, ...], code: str, met: bool, fails: bool
) -> None:
    opinions = {one.code: {one.kind is not CriterionKind.EXCLUSION} for one in criteria if one.scale is None}

    assert failed_criteria({**opinions, code: {met}}, criteria) == ((code,) if fails else ())


def test_points_alone_never_stop_an_application(criteria: tuple[Criterion, ...]) -> None:
    assert failed_criteria({}, criteria) == ()


def test_assessors_who_disagree_are_told_on_what() -> None:
    with pytest.raises(AssessorsDisagree, match="disagree on: worker, open_to_all"):
        check_agreed({"resources": {True}, "worker": {True, False}, "open_to_all": {False, True}})
    check_agreed({"resources": {True}, "worker": {False}})
