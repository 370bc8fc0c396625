"""What applicants hear of their application, and what the teller of an idea hears of what became of it."""

from datetime import datetime

from talkoot.applications.models import Application
from talkoot.applications.queries import idea_behind
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.outbox.queries import address_of
from talkoot.people.models import Channel


def tell_applicant(application: Application, template: str, *, now: datetime, facts: dict[str, object]) -> None:
    """Queue it for whoever submitted the application, by the way they chose."""
    person = application.submitted_by
    if person is None:
        return
    channel = Channel(person.channel)
    queue_message(
        register=application.register,
        key=f"{template}:{application.pk}:{application.version}",
        template=template,
        lang=person.lang,
        channel=channel,
        address=address_of(person, channel),
        facts={"code": application.matter.code, "title": application.matter.title, **facts},
        now=now,
        matter=application.matter,
        person=person,
    )


def tell_teller(application: Application, template: str, *, now: datetime, facts: dict[str, object]) -> None:
    """Queue it once for whoever told the idea behind the application, by the way they chose."""
    idea = idea_behind(application.matter)
    if idea is None:
        return
    queue_message(
        register=application.register,
        key=f"{template}:{application.pk}",
        template=template,
        lang=idea.told_by.lang if idea.told_by else idea.body_lang,
        channel=Channel(idea.answer_by),
        address=idea.answer_to,
        facts={"code": idea.matter.code, "title": idea.matter.title, **facts},
        now=now,
        matter=application.matter,
        person=idea.told_by,
    )
