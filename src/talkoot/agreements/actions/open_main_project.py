"""Open the main project, Matter 0001."""

from datetime import date, datetime

from talkoot.agreements.actions._project import check_cost_centre_free, stored_weights
from talkoot.agreements.models import Project
from talkoot.agreements.permissions import check_can_open_main_project
from talkoot.agreements.rules import check_first, main_model
from talkoot.agreements.states import PROJECT, ProjectState
from talkoot.applications.rules import check_title
from talkoot.core.actor import Actor
from talkoot.decisions.actions.commit_frame import commit_frame
from talkoot.people.models import Organisation
from talkoot.programme.queries import current_terms, read_terms
from talkoot.programme.terms import ProjectKind, weights_of
from talkoot.records.models import Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, open_matter, record, writing


def open_main_project(
    *,
    register: Register,
    actor: Actor,
    title: Text,
    city: Organisation,
    cost_centre: str = "",
    now: datetime,
    today: date,
) -> Project:
    """The project that carries the umbrella's own staff and costs; it runs as long as the programme.

    Its bearer is the city, and its model's whole frame is committed to it: the funder granted it with the programme.
    Opening it again gives the same project. Raises NotFirstMatter.
    """
    with writing(register) as register:
        check_can_open_main_project(actor, register, today)
        opened = Project.objects.filter(register=register, kind=ProjectKind.MAIN).first()
        if opened:
            return opened
        check_first(register.next_number)
        check_title(title.text, title.lang)
        check_cost_centre_free(register, cost_centre)
        stored = current_terms(register)
        terms = read_terms(stored)
        model = main_model(terms)
        status = f"{PROJECT.name}:{ProjectState.RUNNING}"
        matter = open_matter(register=register, title=title, phase=Phase.PROJECT, status=status, now=now)
        project = Project.objects.create(
            register=register,
            matter=matter,
            kind=ProjectKind.MAIN,
            model=model.code,
            weights=stored_weights(weights_of(terms, model.code)),
            bearer=city,
            cost_centre=cost_centre,
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            terms=stored,
            state=ProjectState.RUNNING,
        )
        facts = {"model": model.code, "bearer": city.pk, "terms": stored.number}
        record(
            register=register, actor=actor, verb="open_main_project", now=now,
            matter=matter, subject=project, facts=facts,
        )  # fmt: skip
        commit_frame(
            register=register, actor=actor, matter=matter, model=model.code,
            frame_cents=model.planned_cents, now=now, today=today,
        )  # fmt: skip
        return project
