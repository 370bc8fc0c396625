"""assess_application: every criterion, each with a reason, by people without an interest, once each."""

import pytest

from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.queries import summary
from talkoot.assessment.rules import AlreadyAssessed, AssessmentConcluded, MarksIncomplete
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import EVENT_ANSWERS, good_marks, somebody_elsewhere, submitted, under_assessment

pytestmark = pytest.mark.django_db


def assessing(cast: Cast, assessment: Assessment, **changes: object) -> None:
    facts: dict[str, object] = {
        "assessment": assessment,
        "actor": cast.act("member"),
        "marks": good_marks(assessment),
        "lang": "fi",
        "now": NOW,
        "today": TODAY,
    }
    assess_application(**{**facts, **changes})  # type: ignore[arg-type]


def test_marks_are_kept_and_their_reasons_stand_with_the_entry(cast: Cast) -> None:
    assessment = under_assessment(cast)

    assessing(cast, assessment)

    assert Mark.objects.filter(assessor=cast.member).count() == 9
    entry = Entry.objects.get(verb="assess_application")
    assert entry.texts.get(name="worker").text == "Näin hakemuksessa sanotaan."
    assert '"equality":2' in entry.facts
    assert '"no_studies":false' in entry.facts


def test_an_event_is_assessed_by_its_own_four_criteria(cast: Cast) -> None:
    assessment = under_assessment(cast, submitted(cast, EVENT_ANSWERS, "tapahtuma"))

    assessing(cast, assessment)

    codes = set(Mark.objects.values_list("criterion", flat=True))
    assert codes == {"experiments", "group_size", "open_to_all", "no_studies"}


def test_the_summary_sums_and_counts_in_whole_numbers(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assert {(one.marks, one.score_sum) for one in summary(assessment, TODAY)} == {(0, 0)}
    assessing(cast, assessment)
    assessing(cast, assessment, actor=cast.act("chair"), marks=good_marks(assessment, worker=False))

    lines = {one.code: one for one in summary(assessment, TODAY)}

    assert (lines["equality"].marks, lines["equality"].score_sum) == (2, 4)
    assert (lines["worker"].met, lines["worker"].not_met) == (1, 1)
    assert next(iter(lines)) == "equality"


def test_half_an_assessment_is_refused_and_nothing_kept(cast: Cast) -> None:
    assessment = under_assessment(cast)

    with pytest.raises(MarksIncomplete):
        assessing(cast, assessment, marks=good_marks(assessment)[1:])

    assert not Mark.objects.exists()


def test_nobody_assesses_twice(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assessing(cast, assessment)

    with pytest.raises(AlreadyAssessed):
        assessing(cast, assessment)


def test_nobody_with_an_interest_assesses(cast: Cast) -> None:
    assessment = under_assessment(cast)
    declare_interest(
        register=cast.register, actor=cast.act("member"), person=cast.member, matter=assessment.application.matter,
        ground="board_member", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        assessing(cast, assessment)


@pytest.mark.parametrize("name", ["stranger", "writer", "administrator", "city_signatory"])
def test_only_assessors_assess(cast: Cast, name: str) -> None:
    assessment = under_assessment(cast)

    with pytest.raises(NotPermitted, match="assess applications"):
        assessing(cast, assessment, actor=cast.act(name))


def test_a_member_in_another_programme_does_not_assess(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    assessment = under_assessment(cast)

    with pytest.raises(NotPermitted):
        assessing(cast, assessment, actor=somebody_elsewhere(cast, programme_file, RoleCode.MEMBER))


def test_nothing_is_marked_after_the_conclusion(cast: Cast) -> None:
    assessment = under_assessment(cast)
    assessing(cast, assessment)
    conclude_assessment(assessment=assessment, actor=cast.act("coordinator"), now=NOW, today=TODAY)

    with pytest.raises(AssessmentConcluded):
        assessing(cast, assessment, actor=cast.act("chair"))
