"""conclude_assessment: gates first, then points; nobody is outvoted in silence."""

import pytest

from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.actions.revise_mark import revise_mark
from talkoot.assessment.models import Assessment
from talkoot.assessment.queries import failed_in, summary
from talkoot.assessment.rules import AssessorsDisagree, MarkGiven, NotAssessedYet
from talkoot.core.errors import NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.states import Phase
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import good_marks, somebody_elsewhere, under_assessment

pytestmark = pytest.mark.django_db


def assess(cast: Cast, assessment: Assessment, name: str, **others: bool) -> None:
    assess_application(
        assessment=assessment, actor=cast.act(name), marks=good_marks(assessment, **others), lang="fi",
        now=NOW, today=TODAY,
    )  # fmt: skip


def concluding(cast: Cast, assessment: Assessment, **changes: object) -> Assessment:
    facts: dict[str, object] = {
        "assessment": assessment,
        "actor": cast.act("coordinator"),
        "now": NOW,
        "today": TODAY,
    }
    return conclude_assessment(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_application_that_meets_every_condition_passes(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")

    assessment = concluding(cast, assessment)

    matter = assessment.application.matter
    assert (assessment.state, matter.phase, matter.status) == ("passed", Phase.ASSESSMENT, "assessment:passed")


@pytest.mark.parametrize(("code", "met"), [("worker", False), ("group_size", False), ("no_studies", True)])
def test_a_closed_gate_a_missed_threshold_or_an_exclusion_fails_it(cast: Cast, code: str, met: bool) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member", **{code: met})

    assessment = concluding(cast, assessment)

    assert (assessment.state, failed_in(assessment, TODAY)) == ("failed", (code,))


def test_it_is_not_concluded_before_anybody_has_assessed(cast: Cast) -> None:
    with pytest.raises(NotAssessedYet):
        concluding(cast, under_assessment(cast))


def test_assessors_who_disagree_on_a_condition_settle_it_first(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")
    assess(cast, assessment, "chair", worker=False)

    with pytest.raises(AssessorsDisagree, match="worker"):
        concluding(cast, assessment)

    revise_mark(
        assessment=assessment, actor=cast.act("chair"), mark=MarkGiven("worker", "Olin väärässä.", met=True),
        lang="fi", now=NOW, today=TODAY,
    )  # fmt: skip
    assert concluding(cast, assessment).state == "passed"


def test_it_is_concluded_once(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")
    concluding(cast, assessment)

    with pytest.raises(NotInOrder):
        concluding(cast, assessment)


@pytest.mark.parametrize("name", ["stranger", "member", "chair", "administrator"])
def test_only_the_coordinator_concludes(cast: Cast, name: str) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")

    with pytest.raises(NotPermitted, match="conclude an assessment"):
        concluding(cast, assessment, actor=cast.act(name))


def test_a_coordinator_of_another_programme_does_not_conclude(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")

    with pytest.raises(NotPermitted):
        concluding(cast, assessment, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))


def test_a_coordinator_with_an_interest_does_not_conclude(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member")
    declare_interest(
        register=cast.register, actor=cast.act("chair"), person=cast.coordinator,
        matter=assessment.application.matter, ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        concluding(cast, assessment)


def test_everything_that_was_done_can_be_verified(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member", worker=False)
    concluding(cast, assessment)

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


def test_the_marks_of_somebody_whose_interest_came_to_light_do_not_count(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assess(cast, assessment, "member", worker=False)
    declare_interest(
        register=cast.register, actor=cast.act("member"), person=cast.member,
        matter=assessment.application.matter, ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    assert {one.marks for one in summary(assessment, TODAY)} == {0}
    with pytest.raises(NotAssessedYet):
        concluding(cast, assessment)

    assess(cast, assessment, "second_member")
    assert failed_in(assessment, TODAY) == ()
    assert concluding(cast, assessment).state == "passed"
