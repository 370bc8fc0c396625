"""What the recipient of a grant and the tellers of the idea behind it hear about a project."""

from datetime import date, datetime

from talkoot.agreements.models import Project, ProjectKind
from talkoot.agreements.queries import ideas_behind, mandate_holders
from talkoot.outbox.actions.queue_message import address_of, queue_message
from talkoot.people.models import Channel, Organisation


def tell_organisation(
    project: Project, organisation: Organisation, what: str, *, now: datetime, today: date, **facts: object
) -> None:
    """Queue `agreements/messages/<what>` for everybody who writes or signs for the organisation today."""
    for person in mandate_holders(organisation, project.register, today):
        channel = Channel(person.channel)
        queue_message(
            register=project.register,
            key=f"project_{what}:{project.pk}:person:{person.pk}",
            template=f"agreements/messages/{what}",
            lang=person.lang,
            channel=channel,
            address=address_of(person, channel),
            facts={**_facts(project), "organisation": organisation.name, **facts},
            now=now,
            matter=project.matter,
            person=person,
        )


def tell_tellers(project: Project, what: str, *, now: datetime, **facts: object) -> None:
    """Queue `agreements/messages/<what>` for whoever told the idea, by the way they chose then."""
    for idea in ideas_behind(project.matter):
        queue_message(
            register=project.register,
            key=f"project_{what}:{project.pk}:idea:{idea.pk}",
            template=f"agreements/messages/{what}",
            lang=idea.told_by.lang if idea.told_by else idea.body_lang,
            channel=Channel(idea.answer_by),
            address=idea.answer_to,
            facts={**_facts(project), **facts},
            now=now,
            matter=project.matter,
            person=idea.told_by,
        )


def tell_that_it_started(project: Project, organisation: Organisation, *, now: datetime, today: date) -> None:
    """Both hear that the project runs: those who do it, and those whose idea it was."""
    tell_organisation(project, organisation, "started", now=now, today=today)
    tell_tellers(project, "idea_started", now=now, organisation=organisation.name)


def _facts(project: Project) -> dict[str, object]:
    matter = project.matter
    return {
        "code": matter.code,
        "title": matter.title,
        "is_sub_grant": project.kind == ProjectKind.SUB_GRANT,
        "starts_on": _day(project.starts_on),
        "ends_on": _day(project.ends_on),
    }


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
