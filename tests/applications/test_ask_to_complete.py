"""ask_to_complete: what is missing, by when, said to who submitted it."""

from datetime import timedelta

import pytest

from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.applications.models import Application
from talkoot.applications.rules import DueDatePassed, LeftApplications
from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.ideas.rules import ReasonMissing
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Channel, Person
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.writing import Text
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import saved, somebody_elsewhere, submitted, under_assessment

pytestmark = pytest.mark.django_db

DUE = TODAY + timedelta(days=14)


def asking(cast: Cast, application: Application, **changes: object) -> Application:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("coordinator"),
        "asked": Text("Kuka vetää talkoita?", "fi"),
        "due_on": DUE,
        "now": NOW,
        "today": TODAY,
    }
    return ask_to_complete(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_application_opens_again_and_its_submitter_hears_what_and_by_when(cast: Cast) -> None:
    Person.objects.filter(pk=cast.signatory.pk).update(channel=Channel.EMAIL)

    application = asking(cast, submitted(cast))

    assert (application.state, application.complete_by_on) == ("to_complete", DUE)
    assert application.matter.status == "application:to_complete"
    message = Message.objects.get(key__startswith="applications/messages/to_complete")
    assert "Kuka vetää talkoita?" in message.body
    assert "17.9.2018" in message.body


def test_a_draft_cannot_be_asked_for_completion(cast: Cast) -> None:
    with pytest.raises(NotInOrder):
        asking(cast, saved(cast))


def test_asking_twice_is_refused(cast: Cast) -> None:
    application = asking(cast, submitted(cast))

    with pytest.raises(NotInOrder):
        asking(cast, application)


def test_once_it_is_being_assessed_nothing_is_asked_here_any_more(cast: Cast) -> None:
    with pytest.raises(LeftApplications):
        asking(cast, under_assessment(cast).application)


def test_nobody_is_asked_without_words_or_without_time(cast: Cast) -> None:
    application = submitted(cast)

    with pytest.raises(ReasonMissing):
        asking(cast, application, asked=Text(" ", "fi"))
    with pytest.raises(DueDatePassed):
        asking(cast, application, due_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize("name", ["stranger", "signatory", "member", "auditor"])
def test_only_staff_ask(cast: Cast, name: str) -> None:
    application = submitted(cast)

    with pytest.raises(NotPermitted, match="ask for completion"):
        asking(cast, application, actor=cast.act(name))


def test_staff_of_another_programme_do_not_ask(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = submitted(cast)

    with pytest.raises(NotPermitted):
        asking(cast, application, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))


def test_whoever_declared_an_interest_steps_aside(cast: Cast) -> None:
    application = submitted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=application.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        asking(cast, application)
    assert asking(cast, application, actor=cast.act("administrator")).state == "to_complete"


def test_staff_who_act_for_the_applicant_step_aside_without_saying_so(cast: Cast) -> None:
    application = submitted(cast)
    both = cast.person("Kerttu Kaksi", RoleCode.COORDINATOR)
    give_role(
        register=cast.register, actor=LOADER, person=both, code=RoleCode.WRITER, organisation=cast.association,
        valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        asking(cast, application, actor=Actor(person_id=both.pk))
