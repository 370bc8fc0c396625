"""Close a project and tell what came of it."""

from dataclasses import replace
from datetime import date, datetime

from talkoot.agreements.messages import tell_what_came_of_it
from talkoot.agreements.models import Project
from talkoot.agreements.permissions import check_can_close
from talkoot.agreements.queries import application_of, project_in
from talkoot.agreements.rules import check_words
from talkoot.agreements.states import PROJECT
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.decisions.actions.release_commitment import release_commitment
from talkoot.records.models import Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, record, writing


def close_project(
    *,
    register: Register,
    actor: Actor,
    project: Project,
    outcome: Text,
    unused_cents: int,
    now: datetime,
    today: date,
) -> Project:
    """The project is closed for good; `unused_cents` of its commitment go back to the frame.

    `outcome` is public: the recipient and the teller of the idea hear it. Whether the euros are settled is checked by
    the stage that knows them. Raises WordsMissing, NotInOrder, MoreThanCommitted.
    """
    with writing(register) as register:
        project = project_in(register, project.pk)
        check_can_close(actor, project.matter, today)
        check_words(outcome.text, Sentence("what came of it"))
        project.state = PROJECT.after("close", project.state)
        project.version += 1
        project.save(update_fields=["state", "version"])
        move_matter(project.matter, phase=Phase.CLOSED, status=f"{PROJECT.name}:{project.state}")
        record(
            register=register, actor=actor, verb="close_project", now=now, matter=project.matter, subject=project,
            facts={"unused_cents": unused_cents}, texts={"outcome": replace(outcome, is_public=True)},
        )  # fmt: skip
        if unused_cents:
            release_commitment(
                register=register, actor=actor, matter=project.matter, model=project.model,
                unused_cents=unused_cents, now=now, today=today,
            )  # fmt: skip
        application = application_of(project)
        if application:
            tell_what_came_of_it(project, application, outcome.text, now=now)
        return project
