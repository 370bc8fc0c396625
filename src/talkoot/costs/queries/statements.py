"""Cost statements as their organisation and the town read them: lines, sums, and what became of each line."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from talkoot.agreements.models import Project
from talkoot.core.errors import NotFound
from talkoot.core.money import share_down
from talkoot.core.periods import Period
from talkoot.costs.models import Check, CostEntry, CostStatement, StatementLine, Voucher
from talkoot.costs.queries import last_statement
from talkoot.costs.queries.checking import reasons_of
from talkoot.costs.queries.naming import matter_number
from talkoot.costs.rules.recording import month_of
from talkoot.programme.terms import FlatRate
from talkoot.records.models import EntryText, Register


def statements(register: Register, text: str = "") -> QuerySet[CostStatement]:
    """Statements with how many lines wait for their check (`waiting`) and what was accepted (`accepted`, cents)."""
    found = CostStatement.objects.filter(register=register)
    if text:
        named = Q(project__bearer__name__icontains=text) | Q(project__matter__number=matter_number(register, text))
        found = found.filter(named)
    return found.select_related("project__matter__register", "project__bearer", "signed_by").annotate(
        waiting=Count("cost_entries", filter=Q(cost_entries__verdict__isnull=True)),
        accepted=Coalesce(Sum("cost_entries__verdict__accepted_cents"), 0),
    )


def statements_of(project: Project) -> list[CostStatement]:
    """The project's statements, the newest first, with the same sums as `statements`."""
    return list(statements(project.register).filter(project=project).order_by("-number"))


def statement_in(project: Project, number: int) -> CostStatement:
    """The project's statement with a number. Raises NotFound."""
    related = ("prepared_by", "signed_by", "register")
    found = CostStatement.objects.select_related(*related).filter(project=project, number=number).first()
    if found is None:
        raise NotFound("This project has no statement {number}.", number=number)
    return found


def line_in(statement: CostStatement, key: int) -> StatementLine:
    """A line of a statement. Raises NotFound: it may be gone already."""
    lines = StatementLine.objects.select_related("statement__register", "voucher__person")
    found = lines.filter(statement=statement, pk=key).first()
    if found is None:
        raise NotFound("This line is not on the statement any more. Load the statement again.")
    return found


@dataclass(frozen=True)
class StatedLine:
    """A line, and once it was signed what became of it. `changed_cents` was taken or given after its check."""

    line: StatementLine
    voucher: Voucher
    verdict: Check | None = None
    reason: EntryText | None = None
    changed_cents: int = 0


def stated_lines(statement: CostStatement) -> list[StatedLine]:
    """The lines in the order in which they were added: at most four statements, however many they are."""
    lines = StatementLine.objects.filter(statement=statement).order_by("pk")
    lines = lines.select_related("voucher__person", "voucher__file")
    entries = CostEntry.objects.filter(register=statement.register_id, voucher__statement_line__statement=statement)
    verdicts: dict[int | None, Check | None] = {}
    changed: dict[int | None, int] = {}
    for entry in entries.select_related("verdict"):
        verdict: Check | None = getattr(entry, "verdict", None)
        if entry.corrects_id is None:
            verdicts[entry.voucher_id] = verdict
        elif verdict:
            changed[entry.voucher_id] = changed.get(entry.voucher_id, 0) + verdict.accepted_cents
    reasons = reasons_of(statement.register, [one for one in verdicts.values() if one])
    return [_stated(line, verdicts.get(line.voucher_id), reasons, changed) for line in lines]


def _stated(
    line: StatementLine, verdict: Check | None, reasons: dict[int, EntryText], changed: dict[int | None, int]
) -> StatedLine:
    reason = reasons.get(verdict.pk) if verdict else None
    return StatedLine(line, line.voucher, verdict, reason, changed.get(line.voucher_id, 0))


def flat_rate_of(lines: list[StatedLine], flat_rate: FlatRate | None) -> tuple[int, int]:
    """What the flat rate is counted on among some lines, and what it comes to, in cents."""
    base = sum(one.line.amount_cents for one in lines if flat_rate and one.line.category in flat_rate.base)
    return base, share_down(base, flat_rate.rate_basis_points) if flat_rate else 0


def next_period(project: Project, today: date) -> Period:
    """The days the next statement most likely is for: from the last one's end to the end of the last whole month."""
    last = last_statement(project)
    starts_on = last.ends_on + timedelta(days=1) if last else project.starts_on
    ends_on = min(project.ends_on, month_of(today).starts_on - timedelta(days=1))
    return Period(starts_on, max(starts_on, ends_on))
