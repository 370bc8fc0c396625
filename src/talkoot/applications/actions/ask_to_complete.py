"""Ask an applicant to complete an application."""

from datetime import date, datetime

from talkoot.applications import rules
from talkoot.applications.messages import tell_applicant
from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_handle
from talkoot.applications.queries import application_in
from talkoot.applications.states import APPLICATION
from talkoot.core.actor import Actor
from talkoot.ideas.rules import check_reason
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, record, writing


def ask_to_complete(
    *, application: Application, actor: Actor, asked: Text, due_on: date, now: datetime, today: date
) -> Application:
    """The application is open for its writers again until it is submitted anew; who submitted it hears what and when.

    What comes later than `due_on` is still taken while nobody has begun to assess.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_handle(actor, application, today)
        rules.check_is_application(application.matter.phase)
        check_reason(asked.text)
        rules.check_due_date(due_on, today)
        application.state = APPLICATION.after("ask_to_complete", application.state)
        application.complete_by_on = due_on
        application.version += 1
        application.save(update_fields=["state", "complete_by_on", "version"])
        move_matter(application.matter, phase=Phase.APPLICATION, status=f"{APPLICATION.name}:{application.state}")
        record(
            register=register, actor=actor, verb="ask_to_complete", now=now,
            matter=application.matter, subject=application, facts={"due_on": due_on}, texts={"asked": asked},
        )  # fmt: skip
        facts = {"asked": asked.text, "due_on": due_on}
        tell_applicant(application, "applications/messages/to_complete", now=now, facts=facts)
        return application
