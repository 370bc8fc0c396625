"""What can be read of projects and agreements."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from talkoot.agreements.rules import FunderNotAsked, NotGranted, waits_for_funder
from talkoot.agreements.models import Agreement, Project, ProjectBudgetLine, ProjectKind, Worker
from talkoot.agreements.states import AgreementState, ProjectState
from talkoot.applications.models import Application
from talkoot.core.errors import NotFound
from talkoot.core.split import SourceKind, Weight, Weights
from talkoot.decisions.models import Decision
from talkoot.decisions.states import DecisionStep
from talkoot.ideas.models import Idea
from talkoot.people.models import Organisation, Person
from talkoot.people.permissions import roles_on
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import frame_of
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase


def project_of(matter: Matter) -> Project | None:
    """The project that goes on under this number, or None."""
    return _projects(matter.register_id).filter(matter=matter).first()


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


def agreement_in_force(project: Project) -> Agreement | None:
    """The agreement both sides have signed, or None: only a sub-grant has one, and no money moves before it."""
    return Agreement.objects.filter(project=project, state=AgreementState.IN_FORCE).first()


def organisation_of(project: Project) -> Organisation | None:
    """Who carries the project out: the applicant; nobody but the town for the main project."""
    applied = Application.objects.select_related("organisation").filter(matter=project.matter_id).first()
    return applied.organisation if applied else None


def mandate_holders(organisation: Organisation, register: Register, today: date) -> QuerySet[Person]:
    """Who writes or signs for an organisation today."""
    mandates = roles_on(register, today).filter(organisation=organisation)
    return Person.objects.filter(roles__in=mandates).order_by("pk").distinct()


def ideas_behind(matter: Matter) -> QuerySet[Idea]:
    """The ideas that led to a matter: its own, or that of the matter it came from."""
    return Idea.objects.select_related("told_by").filter(Q(matter=matter) | Q(matter=matter.came_from_id)).order_by("pk")


def named_worker(project: Project, person: Person, month: date) -> Worker | None:
    """Who works in the project on some day of the month (given by any of its days), or None."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    works_then = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return Worker.objects.filter(works_then, project=project, person=person, starts_on__lte=last).first()


def weights_of_project(project: Project) -> Weights:
    """The project's own weights, frozen when it was opened, as `core.split` takes them."""
    return weights_from(project.weights)


def weights_from(stored: Iterable[tuple[str, str, int]]) -> Weights:
    """Weights as a project stores them: `[[source, kind, basis points], …]`."""
    return tuple(Weight(source, SourceKind(kind), basis_points) for source, kind, basis_points in stored)


def grant_of(application: Application) -> Decision:
    """The town's decision to grant, once nothing holds a project up. Raises NotGranted, FunderNotAsked.

    An appeal doesn't hold it up. A new recipient of transferred aid waits for the funder where the terms say so.
    """
    steps = {one.step: one for one in Decision.objects.filter(application=application).select_related("terms")}
    grant = steps.get(DecisionStep.DECIDED)
    if grant is None or application.matter.phase != Phase.DECISION:
        raise NotGranted("No grant waits for a project here. Decide on the application first.")
    terms = read_terms(grant.terms)
    business_id = application.organisation.business_id or ""
    if DecisionStep.APPROVED not in steps and waits_for_funder(terms, application.model, business_id):
        raise FunderNotAsked("The funder approves a new recipient first. Record its approval, then open the project.")
    return grant


def agreed_cents(project: Project) -> int:
    """What the project may cost in all: as agreed, as granted to an event, or the main project's planned total."""
    if project.kind == ProjectKind.MAIN:
        return frame_of(read_terms(project.terms), project.model)
    if project.kind == ProjectKind.SUB_GRANT:
        return Agreement.objects.get(project=project).total_cents
    return Decision.objects.get(
        matter=project.matter_id, step=DecisionStep.DECIDED, outcome=Decision.Outcome.GRANT
    ).granted_cents


def budget_of(project: Project) -> dict[str, int]:
    """The newest version of the project's budget: cents by category. Empty when it has none."""
    lines = ProjectBudgetLine.objects.filter(project=project, number=budget_number(project))
    return dict(lines.order_by("pk").values_list("category", "amount_cents"))


def budget_number(project: Project) -> int:
    """The number of the newest version of the budget; 0 when there is none."""
    newest: int | None = ProjectBudgetLine.objects.filter(project=project).aggregate(newest=Max("number"))["newest"]
    return newest or 0

