"""Name as a worker somebody whom the programme doesn't know yet."""

from datetime import date, datetime

from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.models import Project, Worker
from talkoot.agreements.permissions import check_can_name_worker
from talkoot.core.actor import Actor
from talkoot.people.actions.add_person import add_person
from talkoot.records.writing import writing


def name_new_worker(
    *,
    project: Project,
    actor: Actor,
    name: str,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    now: datetime,
    today: date,
) -> Worker:
    """The person and their work at once, or neither; so it takes who may keep people besides.

    Naming the same name from the same day again gives the first row. Raises InvalidName and what `name_worker` does.
    """
    with writing(project.register) as register:
        check_can_name_worker(actor, project, today)
        named = Worker.objects.filter(project=project, person__name=name.strip(), starts_on=starts_on).first()
        if named:
            return named
        person = add_person(
            register=register, actor=actor, name=name, is_invented=register.is_demo, now=now, today=today
        )
        return name_worker(
            project=project, actor=actor, person=person, title=title, starts_on=starts_on, ends_on=ends_on,
            now=now, today=today,
        )  # fmt: skip
