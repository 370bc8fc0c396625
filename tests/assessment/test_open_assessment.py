"""open_assessment: from now on the application stays as it is."""

import pytest

from talkoot.applications.queries import waiting_for_assessment
from talkoot.assessment.actions.open_assessment import open_assessment
from talkoot.assessment.models import Assessment
from talkoot.assessment.queries import open_assessments
from talkoot.assessment.rules import NotSubmitted
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.states import Phase
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import saved, somebody_elsewhere, submitted

pytestmark = pytest.mark.django_db


def test_a_submitted_application_is_pulled_into_assessment(cast: Cast) -> None:
    application = submitted(cast)
    assert list(waiting_for_assessment(cast.register)) == [application]

    assessment = open_assessment(application=application, actor=cast.act("coordinator"), now=NOW, today=TODAY)

    matter = assessment.application.matter
    assert (matter.phase, matter.status) == (Phase.ASSESSMENT, "assessment:open")
    assert assessment.terms.number == 1
    assert not waiting_for_assessment(cast.register)
    assert list(open_assessments(cast.register)) == [assessment]


def test_opening_it_twice_gives_the_same_assessment(cast: Cast) -> None:
    application = submitted(cast)
    first = open_assessment(application=application, actor=cast.act("coordinator"), now=NOW, today=TODAY)

    assert open_assessment(application=application, actor=cast.act("coordinator"), now=NOW, today=TODAY) == first
    assert Assessment.objects.count() == 1


def test_a_draft_is_not_assessed(cast: Cast) -> None:
    with pytest.raises(NotSubmitted):
        open_assessment(application=saved(cast), actor=cast.act("coordinator"), now=NOW, today=TODAY)


@pytest.mark.parametrize("name", ["stranger", "signatory", "member", "city_signatory"])
def test_only_staff_open_it(cast: Cast, name: str) -> None:
    application = submitted(cast)

    with pytest.raises(NotPermitted, match="take to assessment"):
        open_assessment(application=application, actor=cast.act(name), now=NOW, today=TODAY)


def test_staff_of_another_programme_do_not_open_it(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = submitted(cast)
    actor = somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR)

    with pytest.raises(NotPermitted):
        open_assessment(application=application, actor=actor, now=NOW, today=TODAY)


def test_staff_with_an_interest_do_not_open_it(cast: Cast) -> None:
    application = submitted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=application.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        open_assessment(application=application, actor=cast.act("coordinator"), now=NOW, today=TODAY)
