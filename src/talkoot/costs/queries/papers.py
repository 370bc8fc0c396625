"""*Your papers*: what a project's cost model needs of its organisation, what is there and what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from talkoot.agreements.models import Agreement, Project, Worker
from talkoot.costs.models import CostStatement, StatementLine, Voucher, VoucherKind
from talkoot.costs.queries.statements import statements_of
from talkoot.costs.states import StatementState, VoucherState
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import Terms


@dataclass(frozen=True)
class Month:
    """A month of somebody's work (by its first day), and whether its salary is on a statement."""

    first: date
    is_told: bool


@dataclass(frozen=True)
class WorkersMonths:
    """A named worker and every month worked so far."""

    worker: Worker
    months: tuple[Month, ...]

    @property
    def missing(self) -> tuple[Month, ...]:
        """The months whose salary hasn't been told."""
        return tuple(one for one in self.months if not one.is_told)


@dataclass(frozen=True)
class Papers:
    """Everything about a project's papers on one day. `without_picture` are lines whose paper nobody has seen yet."""

    terms: Terms
    agreement: Agreement | None
    workers: tuple[WorkersMonths, ...]
    statements: tuple[CostStatement, ...]
    without_picture: tuple[StatementLine, ...]

    @property
    def drafts(self) -> tuple[CostStatement, ...]:
        """What waits for its signatory."""
        return tuple(one for one in self.statements if one.state == StatementState.DRAFT)


def papers_of(project: Project, today: date) -> Papers:
    """The project's papers. Five statements, however many there are."""
    salaries = Voucher.objects.filter(project=project, kind=VoucherKind.PAYROLL).exclude(state=VoucherState.DROPPED)
    told: set[tuple[int | None, date | None]] = set(salaries.values_list("person", "month"))
    workers = Worker.objects.filter(project=project).select_related("person").order_by("starts_on", "pk")
    bought = StatementLine.objects.filter(statement__project=project, voucher__file__isnull=True)
    bought = bought.exclude(voucher__kind=VoucherKind.PAYROLL)
    return Papers(
        terms=read_terms(project.terms),
        agreement=Agreement.objects.filter(project=project).first(),
        workers=tuple(WorkersMonths(one, _months(one, project, told, today)) for one in workers),
        statements=tuple(statements_of(project)),
        without_picture=tuple(bought.select_related("voucher", "statement").order_by("pk")),
    )


def _months(
    worker: Worker, project: Project, told: set[tuple[int | None, date | None]], today: date
) -> tuple[Month, ...]:
    """The months from the worker's first to the last one that is over: its salary has been paid."""
    first = max(worker.starts_on, project.starts_on).replace(day=1)
    over = today.replace(day=1) - timedelta(days=1)
    last = min(worker.ends_on or project.ends_on, project.ends_on, over)
    found = []
    while first <= last:
        found.append(Month(first, (worker.person_id, first) in told))
        first = (first + timedelta(days=31)).replace(day=1)
    return tuple(found)
