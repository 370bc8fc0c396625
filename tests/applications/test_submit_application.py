"""submit_application: in time, whole, by who may sign, and once."""

from datetime import date

import pytest

from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.applications.actions.save_application import save_application
from talkoot.applications.actions.submit_application import submit_application
from talkoot.applications.models import Application
from talkoot.applications.rules import ApplicationIncomplete, CallClosed
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.outbox.models import Message
from talkoot.people.models import Channel, Person
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import ANSWERS, answers_again, opened, saved, somebody_elsewhere, submitted, told_idea

pytestmark = pytest.mark.django_db

AFTER_THE_CALL = date(2021, 1, 1)


def submitting(cast: Cast, application: Application, **changes: object) -> Application:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("signatory"),
        "version": application.version,
        "now": NOW,
        "today": TODAY,
    }
    return submit_application(**{**facts, **changes})  # type: ignore[arg-type]


def hear_by_email(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(channel=Channel.EMAIL)


def test_a_whole_application_is_submitted_and_the_public_sees_it(cast: Cast) -> None:
    application = submitting(cast, saved(cast))

    assert application.submitted_by == cast.signatory
    assert application.submitted_at == NOW
    application.matter.refresh_from_db()
    assert application.matter.status == "application:submitted"


def test_a_late_application_is_refused_and_kept_as_draft(cast: Cast) -> None:
    draft = saved(cast)

    with pytest.raises(CallClosed, match="Your draft is kept"):
        submitting(cast, draft, today=AFTER_THE_CALL)

    draft.refresh_from_db()
    assert (draft.state, draft.plan != "") == ("draft", True)


def test_an_empty_draft_is_refused_and_everything_missing_named_at_once(cast: Cast) -> None:
    draft = opened(cast)

    with pytest.raises(ApplicationIncomplete) as raised:
        submitting(cast, draft)

    assert len(raised.value.faults) == 7
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_double_click_submits_once(cast: Cast) -> None:
    draft = saved(cast)
    version = draft.version

    submitting(cast, draft, version=version)
    again = submitting(cast, draft, version=version)

    assert again.state == "submitted"
    assert Entry.objects.filter(verb="submit_application").count() == 1


def test_what_somebody_saved_meanwhile_is_not_submitted_unread(cast: Cast) -> None:
    draft = opened(cast)
    old = draft.version
    save_application(
        application=draft, actor=cast.act("writer"), answers=ANSWERS, version=old,
        now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(StaleVersion):
        submitting(cast, draft, version=old)


@pytest.mark.parametrize("name", ["writer", "stranger", "coordinator"])
def test_only_who_may_sign_for_the_organisation_submits(cast: Cast, name: str) -> None:
    draft = saved(cast)

    with pytest.raises(NotPermitted, match="submit an application"):
        submitting(cast, draft, actor=cast.act(name))


def test_a_signatory_in_another_programme_does_not_submit(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    draft = saved(cast)

    with pytest.raises(NotPermitted):
        submitting(cast, draft, actor=somebody_elsewhere(cast, programme_file, RoleCode.SIGNATORY, cast.association))


def test_the_applicant_and_the_teller_of_the_idea_hear_of_it(cast: Cast) -> None:
    hear_by_email(cast.signatory)
    idea = told_idea(cast)

    submitting(cast, saved(cast, idea=idea))

    heard = {one.address: one.subject for one in Message.objects.exclude(key__startswith="idea_")}
    assert "MM-0001" in heard[cast.signatory.email]
    assert "MM-0001" in heard[cast.resident.email]


def test_the_words_are_kept_as_they_were_submitted(cast: Cast) -> None:
    submitted(cast)

    entry = Entry.objects.get(verb="submit_application")
    assert {one.name for one in entry.texts.all()} == {"plan", "target_group", "complements"}
    assert "puutarha" not in entry.facts.lower()


def test_a_completed_application_is_submitted_even_after_the_call_has_closed(cast: Cast) -> None:
    application = submitted(cast)
    application = ask_to_complete(
        application=application, actor=cast.act("coordinator"), asked=Text("Kuka vetää talkoita?", "fi"),
        due_on=AFTER_THE_CALL, now=NOW, today=TODAY,
    )  # fmt: skip
    application = save_application(
        application=application, actor=cast.act("writer"),
        answers=answers_again(application, plan="Talkoita vetää talonmies."), version=application.version,
        now=NOW, today=AFTER_THE_CALL,
    )  # fmt: skip

    application = submitting(cast, application, today=AFTER_THE_CALL)

    assert application.state == "submitted"
    assert Entry.objects.filter(verb="submit_application").count() == 2


def test_everything_that_was_done_can_be_verified(cast: Cast) -> None:
    submitting(cast, saved(cast, idea=told_idea(cast)))

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
