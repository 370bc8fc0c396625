"""Projects as their pages show them: in a list, at home, and the versions of a budget beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from talkoot.agreements.models import Agreement, Project, ProjectBudgetLine, Worker
from talkoot.agreements.queries import application_of, budget_of, project_numbered, weights_of_project
from talkoot.agreements.states import ProjectState
from talkoot.applications.models import Application
from talkoot.core.errors import NotFound
from talkoot.core.split import Weight, split
from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.queries import decided
from talkoot.decisions.queries.cases import words_of
from talkoot.people.models import Organisation, Person
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import FlatRate, ProjectKind, Terms, model, source
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.queries import matter_of, number_of


@dataclass(frozen=True)
class Share:
    """One source's part in a project: its weight in basis points, and what that makes of the total in cents."""

    name: Mapping[str, str]
    basis_points: int
    cents: int
    parts: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class BudgetRow:
    """A cost category with its cents in the newest budget; `before_cents` in the version before, None without one."""

    code: str
    name: Mapping[str, str]
    cents: int
    before_cents: int | None = None


@dataclass(frozen=True)
class Home:
    """A project with all that its page shows. `total_cents` is what it may cost, `given_back_cents` what it left over.

    `organisation` carries it out; the main project has none but the bearer.
    """

    project: Project
    application: Application | None
    organisation: Organisation | None
    agreement: Agreement | None
    model: Mapping[str, str]
    total_cents: int
    given_back_cents: int
    shares: tuple[Share, ...]
    flat_rate: FlatRate | None
    budget: tuple[BudgetRow, ...]
    workers: tuple[Worker, ...]

    @property
    def is_sub_grant(self) -> bool:
        """Whether aid is transferred to an organisation, by an agreement."""
        return self.project.kind == ProjectKind.SUB_GRANT


def project_by_code(register: Register, code: str) -> Project:
    """The project of the matter with this number, in one statement. Raises NotFound."""
    number = number_of(register, code)
    project = project_numbered(register, number) if number is not None else None
    if project is None:
        matter_of(register, code)  # says so where there is no such matter at all
        raise NotFound("{code} is not a project yet. It becomes one when what was granted is opened.", code=code)
    return project


def agreement_of(project: Project) -> Agreement:
    """The project's agreement with who signed it. Raises NotFound: only a sub-grant has one."""
    related = ("register", "recipient", "recipient_signatory", "city_signatory", "project__matter__register")
    found = Agreement.objects.select_related(*related).filter(project=project).first()
    if found is None:
        raise NotFound("{code} has no agreement: only a sub-granted project has one.", code=project.matter.code)
    return found


def home_of(project: Project) -> Home:
    """All that a project's page shows, in a few statements."""
    terms, application = read_terms(project.terms), application_of(project)
    commitments = Commitment.objects.filter(matter=project.matter_id)
    is_release = Q(kind=Commitment.Kind.RELEASE)
    cents = commitments.aggregate(
        total=Sum("amount_cents", filter=~is_release, default=0), back=Sum("amount_cents", filter=is_release, default=0)
    )
    workers = Worker.objects.filter(project=project).select_related("person").order_by("starts_on", "pk")
    return Home(
        project=project,
        application=application,
        organisation=application.organisation if application else None,
        agreement=Agreement.objects.filter(project=project).first(),
        model=dict(model(terms, project.model).name),
        total_cents=cents["total"],
        given_back_cents=-cents["back"],
        shares=shares_of(terms, weights_of_project(project), cents["total"]),
        flat_rate=terms.cost_model.flat_rate,
        budget=budget_rows(terms, budget_of(project)),
        workers=tuple(workers),
    )


def shares_of(terms: Terms, weights: Sequence[Weight], total_cents: int) -> tuple[Share, ...]:
    """What each source pays of a total, by a project's own weights."""
    cents = split(total_cents, tuple(weights))
    return tuple(_share(terms, one, cents[one.source]) for one in weights)


def _share(terms: Terms, weight: Weight, cents: int) -> Share:
    found = source(terms, weight.source)
    return Share(dict(found.name), weight.basis_points, cents, tuple(dict(one.name) for one in found.parts))


def budget_rows(
    terms: Terms, budget: Mapping[str, int], before: Mapping[str, int] | None = None
) -> tuple[BudgetRow, ...]:
    """A budget by category in the order of the terms; with another version beside it, where one is given."""
    shown = {*budget, *(before or {})}
    return tuple(
        BudgetRow(one.code, dict(one.name), budget.get(one.code, 0), before.get(one.code, 0) if before else None)
        for one in terms.categories
        if one.code in shown
    )


@dataclass(frozen=True)
class BudgetChange:
    """One change of a budget: when, why, and the rows before and after."""

    number: int
    entry: Entry
    reasons: EntryText | None
    rows: tuple[BudgetRow, ...]


def budget_changes(project: Project) -> tuple[BudgetChange, ...]:
    """Every change of a project's budget, the newest first. Three statements."""
    versions: dict[int, dict[str, int]] = {}
    for line in ProjectBudgetLine.objects.filter(project=project).order_by("number", "pk"):
        versions.setdefault(line.number, {})[line.category] = line.amount_cents
    entries = Entry.objects.filter(register=project.register_id, matter=project.matter_id, verb="change_budget")
    terms = read_terms(project.terms)
    changes = [
        _change(number, entry, budget_rows(terms, versions[number], versions.get(number - 1, {})))
        for number, entry in zip(sorted(versions)[1:], entries.order_by("seq").prefetch_related("texts"), strict=False)
    ]
    return tuple(reversed(changes))


def _change(number: int, entry: Entry, rows: tuple[BudgetRow, ...]) -> BudgetChange:
    reasons = next((text for text in entry.texts.all() if text.name == "reasons"), None)
    return BudgetChange(number, entry, reasons, rows)


KINDS = tuple(kind.value for kind in ProjectKind)
STATES = tuple(state.value for state in ProjectState)


def listed_projects(register: Register, kind: str = "", state: str = "") -> QuerySet[Project]:
    """All projects, or of a kind or state, with what was granted (`agreed_cents`) and `given_back_cents`."""
    commitments = Commitment.objects.filter(matter=OuterRef("matter")).order_by().values("matter")
    projects = (
        Project.objects.filter(register=register)
        .select_related("matter__register", "matter__application__organisation", "bearer", "agreement")
        .annotate(
            agreed_cents=_sum(commitments.exclude(kind=Commitment.Kind.RELEASE)),
            given_back_cents=-_sum(commitments.filter(kind=Commitment.Kind.RELEASE)),
        )
    )
    projects = projects.filter(kind=kind) if kind in KINDS else projects
    return projects.filter(state=state) if state in STATES else projects


def _sum(commitments: "QuerySet[Commitment, Any]") -> Coalesce:
    return Coalesce(Subquery(commitments.annotate(cents=Sum("amount_cents")).values("cents")), 0)


def people_to_name(project: Project, organisation: Organisation | None, *, everybody: bool) -> QuerySet[Person]:
    """Whom somebody may name as a worker: who acts for the organisation here, and who works in its projects.

    With `everybody` also who works in any other project of the programme: staff know them.
    """
    register = project.register_id
    known = Q(roles__register=register, roles__organisation=organisation) if organisation else Q(pk__in=[])
    works = Worker.objects.filter(register=register)
    if not everybody:
        works = works.filter(project__bearer=organisation) if organisation else works.none()
    return Person.objects.filter(known | Q(pk__in=works.values("person"))).order_by("name", "pk").distinct()


def grant_words(application: Application) -> tuple[Decision | None, Mapping[str, EntryText]]:
    """What the authority decided on an application, with its reasons and conditions."""
    decision = decided(application)
    words = words_of(application.register, [decision])
    return decision, words.get(decision.pk, {}) if decision else {}


def asked_budget(application: Application) -> dict[str, int]:
    """The application's own budget, to begin the project's with."""
    return dict(application.budget.order_by("pk").values_list("category", "amount_cents"))


def names_of_categories(terms: Terms, codes: Iterable[str]) -> tuple[Mapping[str, str], ...]:
    """What cost categories are called, in the order of the terms."""
    wanted = set(codes)
    return tuple(dict(one.name) for one in terms.categories if one.code in wanted)
