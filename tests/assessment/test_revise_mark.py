"""revise_mark: how people who disagreed come to agree, with what each said before still in the chain."""

import pytest

from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.actions.revise_mark import revise_mark
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.rules import AssessmentConcluded, MarkGiven, MarksIncomplete, NotAssessedByYou
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import good_marks, somebody_elsewhere, under_assessment

pytestmark = pytest.mark.django_db


def marked(cast: Cast) -> Assessment:
    assessment = under_assessment(cast)
    assess_application(
        assessment=assessment, actor=cast.act("member"), marks=good_marks(assessment, worker=False), lang="fi",
        now=NOW, today=TODAY,
    )  # fmt: skip
    return assessment


def revising(cast: Cast, assessment: Assessment, **changes: object) -> Mark:
    facts: dict[str, object] = {
        "assessment": assessment,
        "actor": cast.act("member"),
        "mark": MarkGiven("worker", "Työntekijä vaihtui sopivaan.", met=True),
        "lang": "fi",
        "now": NOW,
        "today": TODAY,
    }
    return revise_mark(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_assessor_changes_their_mind_and_both_marks_stay_in_the_chain(cast: Cast) -> None:
    assessment = marked(cast)

    revising(cast, assessment)

    assert Mark.objects.get(criterion="worker").met is True
    before, after = Entry.objects.filter(verb__in=["assess_application", "revise_mark"]).order_by("seq")
    assert '"worker":false' in before.facts
    assert '"worker":true' in after.facts
    assert after.texts.get().text == "Työntekijä vaihtui sopivaan."


def test_points_can_be_revised_too(cast: Cast) -> None:
    assert revising(cast, marked(cast), mark=MarkGiven("equality", "Luin uudelleen.", score=3)).score == 3


@pytest.mark.parametrize(
    "mark",
    [MarkGiven("worker", "", met=True), MarkGiven("worker", "Syy", score=1), MarkGiven("weather", "Syy", met=True)],
)
def test_a_mark_that_does_not_fit_is_refused(cast: Cast, mark: MarkGiven) -> None:
    with pytest.raises(MarksIncomplete):
        revising(cast, marked(cast), mark=mark)


def test_nobody_revises_what_another_said(cast: Cast) -> None:
    with pytest.raises(NotAssessedByYou):
        revising(cast, marked(cast), actor=cast.act("chair"))


def test_strangers_and_members_elsewhere_revise_nothing(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    assessment = marked(cast)

    for actor in (cast.act("stranger"), somebody_elsewhere(cast, programme_file, RoleCode.MEMBER)):
        with pytest.raises(NotPermitted):
            revising(cast, assessment, actor=actor)


def test_an_interest_that_came_to_light_stops_it(cast: Cast) -> None:
    assessment = marked(cast)
    declare_interest(
        register=cast.register, actor=cast.act("member"), person=cast.member, matter=assessment.application.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        revising(cast, assessment)


def test_a_concluded_assessment_stays_as_it_is(cast: Cast) -> None:
    assessment = marked(cast)
    conclude_assessment(assessment=assessment, actor=cast.act("coordinator"), now=NOW, today=TODAY)

    with pytest.raises(AssessmentConcluded):
        revising(cast, assessment)
