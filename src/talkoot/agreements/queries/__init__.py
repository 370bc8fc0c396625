"""What can be read of projects and agreements; `homes` reads what their pages show."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet, TextField
from django.db.models.functions import Cast

from talkoot.agreements.models import Agreement, Project, ProjectBudgetLine, Worker
from talkoot.agreements.rules import GrantNotReady
from talkoot.agreements.states import AgreementState, ProjectState
from talkoot.applications.models import Application
from talkoot.core.errors import NotFound
from talkoot.core.split import SourceKind, Weight, Weights
from talkoot.decisions.models import Decision
from talkoot.decisions.queries import granted_ready_for_agreement
from talkoot.decisions.states import DecisionStep
from talkoot.people.models import Organisation, Person
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import ProjectKind, frame_of
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase

BEFORE_A_GRANT = (Phase.IDEA, Phase.APPLICATION, Phase.ASSESSMENT, Phase.DECISION)


def project_of(matter: Matter) -> Project | None:
    """The project that goes on under this number, or None."""
    return _projects(matter.register_id).filter(matter=matter).first()


def project_on(matter: Matter) -> Project | None:
    """The same, for who has the matter at hand and wants nothing but the project. Before a grant there is none."""
    if matter.phase in BEFORE_A_GRANT:
        return None
    found = Project.objects.filter(register=matter.register_id, matter=matter).first()
    if found:
        found.matter, found.register = matter, matter.register
    return found


def grant_on(matter: Matter) -> tuple[int, str]:
    """What the town granted, in cents, and to whom; nothing to nobody where no application was granted."""
    found = _grants().filter(matter=matter).values_list("granted_cents", "application__organisation__name")
    cents, name = found.first() or (0, "")
    return cents or 0, name


def project_numbered(register: Register, number: int) -> Project | None:
    """The project that goes on under this matter's number, or None. One statement."""
    return _projects(register.pk).filter(matter__number=number).first()


def project_in(register: Register, key: int) -> Project:
    """The project as it stands now, its row locked, with its matter. Raises NotFound in another programme."""
    locked = Project.objects.select_for_update(of=("self",))
    related = ("register", "matter__register", "bearer", "terms")
    found = locked.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such project in this programme.")
    return found


def main_project(register: Register) -> Project:
    """The umbrella's own project, Matter 0001. Raises NotFound."""
    project = _projects(register.pk).filter(kind=ProjectKind.MAIN).first()
    if project is None:
        raise NotFound("The main project isn't open yet. It is opened when the programme is loaded, before anything.")
    return project


def running_projects(register: Register) -> QuerySet[Project]:
    """The projects that run, in number order."""
    return _projects(register.pk).filter(state=ProjectState.RUNNING).order_by("matter__number")


def _projects(register_id: int) -> QuerySet[Project]:
    return Project.objects.filter(register=register_id).select_related("matter__register", "bearer", "terms")


def agreement_in(register: Register, key: int) -> Agreement:
    """The agreement as it stands now, with its project and recipient. Raises NotFound in another programme."""
    related = ("register", "recipient", "project__matter__register")
    found = Agreement.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such agreement in this programme.")
    return found


def agreement_in_force(project: Project) -> Agreement | None:
    """The agreement both sides have signed, or None: only a sub-grant has one, and no money moves before it."""
    return Agreement.objects.filter(project=project, state=AgreementState.IN_FORCE).first()


def application_of(project: Project) -> Application | None:
    """The application the project was granted on; the main project has none."""
    related = ("register", "matter__register", "organisation", "submitted_by")
    return Application.objects.select_related(*related).filter(matter=project.matter_id).first()


def organisation_of(project: Project) -> Organisation | None:
    """Who carries the project out: the applicant; nobody but the town for the main project."""
    application = application_of(project)
    return application.organisation if application else None


def named_worker(project: Project, person: Person, month: date) -> Worker | None:
    """Who works in the project on some day of the month (given by any of its days), or None."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    works_then = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return Worker.objects.filter(works_then, project=project, person=person, starts_on__lte=last).first()


def weights_of_project(project: Project) -> Weights:
    """The project's own weights, frozen when it was opened, as `core.split` takes them."""
    return _weights(project.weights)


def _weights(stored: Iterable[tuple[str, str, int]]) -> Weights:
    return tuple(Weight(source, SourceKind(kind), basis_points) for source, kind, basis_points in stored)


@dataclass(frozen=True)
class Funding:
    """How one project is paid for: its key and number, the key of the terms it was opened under, its own weights."""

    project: int
    number: int
    terms: int
    weights: Weights


def fundings(register: Register) -> list[Funding]:
    """How every project is paid for, in number order: one statement.

    All projects of one model have the same weights: each wording is read once, not once a project.
    """
    projects = Project.objects.filter(register=register).annotate(written=Cast("weights", TextField()))
    rows = list(projects.order_by("matter__number").values_list("pk", "matter__number", "terms", "written"))
    weights = {written: _weights(json.loads(written)) for written in {written for *_, written in rows}}
    return [Funding(project, number, terms, weights[written]) for project, number, terms, written in rows]


def grant_of(application: Application) -> Decision:
    """The grant a project can be opened for. An appeal doesn't hold it up. Raises GrantNotReady."""
    for grant in granted_ready_for_agreement(application.register):
        if grant.application_id == application.pk:
            return grant
    raise GrantNotReady(
        "No grant waits for a project here. The application is decided first and, where the terms say so, the funder "
        "approves its recipient."
    )


def agreed_cents(project: Project) -> int:
    """What the project may cost in all: what was granted to it, or the main project's planned total."""
    if project.kind == ProjectKind.MAIN:
        return frame_of(read_terms(project.terms), project.model)
    return _grants().get(matter=project.matter_id).granted_cents


def grants_by_matter() -> dict[int, int]:
    """What the town granted, in cents by matter."""
    return dict(_grants().values_list("matter", "granted_cents"))


def _grants() -> QuerySet[Decision]:
    return Decision.objects.filter(step=DecisionStep.DECIDED, outcome=Decision.Outcome.GRANT)


def budget_of(project: Project) -> dict[str, int]:
    """The newest version of the project's budget: cents by category. Empty when it has none."""
    lines = ProjectBudgetLine.objects.filter(project=project, number=budget_number(project))
    return dict(lines.order_by("pk").values_list("category", "amount_cents"))


def budget_number(project: Project) -> int:
    """The number of the newest version of the budget; 0 when there is none."""
    newest: int | None = ProjectBudgetLine.objects.filter(project=project).aggregate(newest=Max("number"))["newest"]
    return newest or 0
