"""Name who works in a project."""

from datetime import date, datetime

from talkoot.agreements.models import Project, Worker
from talkoot.agreements.permissions import check_can_name_worker
from talkoot.agreements.queries import project_in
from talkoot.agreements.rules import TITLE_LENGTH, check_not_closed, check_within
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.core.periods import Period
from talkoot.core.typed import check_typed
from talkoot.people.models import Person
from talkoot.records.writing import record, writing


def name_worker(
    *,
    project: Project,
    actor: Actor,
    person: Person,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    now: datetime,
    today: date,
) -> Worker:
    """The person works in the project from a day on: before that no salary of theirs is accepted.

    Naming the same person from the same day again gives the first row. Raises ProjectClosed, OutsidePeriod.
    """
    with writing(project.register) as register:
        project = project_in(register, project.pk)
        check_can_name_worker(actor, project, today)
        named = Worker.objects.filter(project=project, person=person, starts_on=starts_on).first()
        if named:
            return named
        check_not_closed(project.state)
        check_typed(title, Sentence("The title"), TITLE_LENGTH)
        period = Period(project.starts_on, project.ends_on)
        check_within(Period(starts_on, ends_on or project.ends_on), period, Sentence("The work"))
        worker = Worker.objects.create(
            register=register, project=project, person=person, title=title, starts_on=starts_on, ends_on=ends_on
        )
        facts = {"project": project.pk, "person": person.pk, "from": starts_on, "to": ends_on}
        record(
            register=register, actor=actor, verb="name_worker", now=now,
            matter=project.matter, subject=worker, facts=facts,
        )  # fmt: skip
        return worker
