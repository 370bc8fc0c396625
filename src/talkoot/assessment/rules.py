"""When something makes sense for an assessment, on plain values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from talkoot.applications.states import ApplicationState
from talkoot.assessment.states import AssessmentState
from talkoot.core.errors import Faults, RuleBroken, Sentence
from talkoot.programme.terms import Criterion, CriterionKind
from talkoot.records.states import Phase

ASSESSORS_NEEDED = 1
"""One is enough (I): the terms don't ask for more."""

Opinions = Mapping[str, Collection[bool]]
"""What assessors said of each criterion that isn't scored, by its code: met, not met, or both."""

Fault = tuple[str, Sentence]
"""A criterion's code, and what is wrong with its mark."""


class NotSubmitted(RuleBroken):
    """Only a submitted application is assessed."""

    code = "not_submitted"


class NotOpened(RuleBroken):
    """Nobody has taken the application to assessment yet."""

    code = "not_opened"


class NoSuchMark(RuleBroken):
    """No criterion was named, or none of this assessment."""

    code = "no_such_mark"


class AssessmentConcluded(RuleBroken):
    """Nothing is marked any more once an assessment is concluded."""

    code = "assessment_concluded"


class MarksIncomplete(Faults):
    """All that is wrong with an assessor's marks, by criterion, all at once."""

    code = "marks_incomplete"


class AlreadyAssessed(RuleBroken):
    """Everybody assesses an application once."""

    code = "already_assessed"


class NotAssessedByYou(RuleBroken):
    """Only one's own mark can be revised."""

    code = "not_assessed_by_you"


class NotAssessedYet(RuleBroken):
    """Too few people have assessed it."""

    code = "not_assessed_yet"


class AssessorsDisagree(RuleBroken):
    """One assessor says that a condition is met, another that it isn't."""

    code = "assessors_disagree"


@dataclass(frozen=True)
class MarkGiven:
    """One answer on one criterion with its reason: a `score` where it is scored, else whether it is `met`."""

    criterion: str
    reason: str
    met: bool | None = None
    score: int | None = None


def check_can_be_opened(phase: str, state: str) -> None:
    """Assessment begins with a submitted application that nobody has taken yet."""
    if phase != Phase.APPLICATION or state != ApplicationState.SUBMITTED:
        raise NotSubmitted("Only a submitted application can be assessed. Wait until it is submitted or completed.")


def check_open(state: str) -> None:
    """Marks are given and revised while the assessment is open."""
    if state != AssessmentState.OPEN:
        raise AssessmentConcluded("This assessment is concluded: its marks stay as they are.")


def check_marks(given: Sequence[MarkGiven], criteria: Sequence[Criterion]) -> None:
    """Every criterion has one mark of its kind, with a reason. Raises MarksIncomplete with all faults."""
    _raise([*_count_faults(given, criteria), *_mark_faults(given, criteria)])


def check_mark(mark: MarkGiven, criteria: Sequence[Criterion]) -> None:
    """One mark is on a criterion that is asked, of its kind, with a reason. Raises MarksIncomplete."""
    _raise(list(_mark_faults([mark], criteria)))


def _raise(faults: list[Fault]) -> None:
    if faults:
        raise MarksIncomplete(faults)


def _count_faults(given: Sequence[MarkGiven], criteria: Sequence[Criterion]) -> Iterator[Fault]:
    codes = [mark.criterion for mark in given]
    for criterion in criteria:
        if codes.count(criterion.code) != 1:
            yield criterion.code, Sentence("has {count} marks: give one", count=codes.count(criterion.code))


def _mark_faults(given: Sequence[MarkGiven], criteria: Sequence[Criterion]) -> Iterator[Fault]:
    known = {one.code: one for one in criteria}
    for mark in given:
        if mark.criterion in known:
            yield from ((mark.criterion, fault) for fault in _faults_of(mark, known[mark.criterion]))
        else:
            asked = ", ".join(known)
            yield mark.criterion, Sentence("isn't asked of this funding model; asked are {asked}", asked=asked)


def _faults_of(mark: MarkGiven, criterion: Criterion) -> Iterator[Sentence]:
    if not mark.reason.strip():
        yield Sentence("has no reason: the applicant may ask for it")
    if criterion.kind is CriterionKind.SCORED:
        if mark.met is not None or mark.score is None or not 0 <= mark.score <= (criterion.scale or 0):
            yield Sentence("is scored: give whole points from 0 to {scale}", scale=criterion.scale)
    elif mark.score is not None or mark.met is None:
        yield Sentence("isn't scored: say whether it is met")


def check_enough(assessors: int) -> None:
    """At least one person has assessed it."""
    if assessors < ASSESSORS_NEEDED:
        raise NotAssessedYet(
            "{assessors} have assessed it, {needed} must. Ask an assessor first.",
            assessors=assessors,
            needed=ASSESSORS_NEEDED,
        )


def check_agreed(opinions: Opinions) -> None:
    """Assessors agree on every condition; their points may differ."""
    disputed = [code for code, said in opinions.items() if len(set(said)) > 1]
    if disputed:
        raise AssessorsDisagree(
            "The assessors disagree on: {disputed}. Talk it over; whoever changes their mind revises the"
            " mark with a reason.",
            disputed=", ".join(disputed),
            criteria=disputed,
        )


def failed_criteria(opinions: Opinions, criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """The conditions that stop the application: a gate or threshold that isn't met, an exclusion that is."""
    return tuple(one.code for one in criteria if _what_stops(one) in opinions.get(one.code, ()))


def _what_stops(criterion: Criterion) -> bool:
    """The answer that stops an application. A scored criterion has no answers, so it stops nothing."""
    return criterion.kind is CriterionKind.EXCLUSION
