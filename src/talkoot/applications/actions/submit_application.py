"""Submit an application, the first time or completed."""

from datetime import date, datetime

from talkoot.applications import rules
from talkoot.applications.messages import tell_applicant, tell_teller
from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_submit
from talkoot.applications.queries import answers_of, application_in
from talkoot.applications.states import APPLICATION, ApplicationState
from talkoot.core.actor import Actor
from talkoot.programme.queries import terms_of, today_of
from talkoot.records.models import Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, check_version, move_matter, record, writing


def submit_application(
    *, application: Application, actor: Actor, version: int, now: datetime, today: date
) -> Application:
    """The application is with the programme; its words are kept with the entry as they were submitted.

    Raises CallClosed (the draft is kept) and ApplicationIncomplete, which names everything at once. A second click
    finds it submitted and changes nothing.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_submit(actor, application.organisation, register, today)
        if application.state == ApplicationState.SUBMITTED:
            return application
        check_version(application, version, {})
        _check_sense(application, register, today)
        application.state = APPLICATION.after("submit", application.state)
        application.submitted_at = now
        application.submitted_by_id = actor.human_id
        application.version += 1
        application.save(update_fields=["state", "submitted_at", "submitted_by", "version"])
        move_matter(application.matter, phase=Phase.APPLICATION, status=f"{APPLICATION.name}:{application.state}")
        _record(application, register, actor, now)
        tell_applicant(application, "applications/messages/submitted", now=now, facts={})
        tell_teller(application, "applications/messages/idea_went_on", now=now, facts={})
        return application


def _check_sense(application: Application, register: Register, today: date) -> None:
    rules.check_is_application(application.matter.phase)
    if application.state == ApplicationState.DRAFT:
        rules.check_call_open(today_of(register), application.model, today)
    rules.check_complete(answers_of(application), terms_of(register), application.model, today)


def _record(application: Application, register: Register, actor: Actor, now: datetime) -> None:
    answers = answers_of(application)
    facts = {
        "budget": answers.budget,
        "own_share_cents": answers.own_share_cents,
        "group_size": answers.group_size,
        "starts_on": answers.starts_on,
        "ends_on": answers.ends_on,
    }
    written = {name: Text(getattr(answers, name), application.lang) for name in ("plan", "target_group", "complements")}
    record(
        register=register, actor=actor, verb="submit_application", now=now,
        matter=application.matter, subject=application, facts=facts, texts=written,
    )  # fmt: skip
