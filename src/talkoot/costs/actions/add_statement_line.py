"""Add a line to a draft cost statement: one voucher of the recipient's own."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.core.periods import Period
from talkoot.costs.actions._recording import check_category_fits, deducts_vat, project_with_terms
from talkoot.costs.actions._vouchers import write_paper, write_salary
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.models import CostStatement, StatementLine, Voucher, VoucherKind
from talkoot.costs.permissions import check_can_write_statement
from talkoot.costs.rules.recording import Counted, Line, check_days, check_paid, count_lines
from talkoot.costs.rules.statements import check_draft, check_paid_in_time
from talkoot.costs.rules.vouchers import check_form_key
from talkoot.costs.states import STATEMENT
from talkoot.records.writing import Text, record, writing


def add_statement_line(
    *,
    statement: CostStatement,
    actor: Actor,
    evidence: Paper | Salary,
    category: str,
    paid_on: date,
    ledger_voucher: str,
    is_net: bool | None = None,
    other_because: Text | None = None,
    form_key: str,
    now: datetime,
    today: date,
) -> StatementLine:
    """The line with its voucher; it counts gross unless the recipient gets the VAT back, or `is_net` says otherwise.

    `ledger_voucher` is its number in the recipient's books. Sending the same form again gives the line of the first
    time. Raises StatementIsSigned, ProjectNotRunning, CoveredByFlatRate, StaffNeedsPayroll, WorkerNotNamed,
    OutsideProject, PaidAfterPeriod; SameVoucher and LooksLikeAnother also against what came to the city.
    """
    check_form_key(form_key)
    with writing(statement.register) as register:
        statement = CostStatement.objects.get(pk=statement.pk, register=register)
        project = project_with_terms(statement.project_id)
        check_can_write_statement(actor, project, today)
        typed = StatementLine.objects.filter(statement__register=register, voucher__form_key=form_key).first()
        if typed:
            return typed
        check_running(project.state)
        check_draft(statement.state == STATEMENT.start)
        check_paid(paid_on, ledger_voucher, today)
        check_paid_in_time(paid_on, statement.ends_on)
        check_days(None, paid_on, Period(project.starts_on, project.ends_on))
        voucher = _write(evidence, project, other_because, form_key, now, today)
        check_category_fits(project, category, voucher, today)
        counted = _counted(voucher, category, is_net, project)
        line = StatementLine.objects.create(
            statement=statement,
            voucher=voucher,
            category=category,
            amount_cents=counted.amount_cents,
            is_net=counted.is_net,
            paid_on=paid_on,
            ledger_voucher=ledger_voucher,
        )
        statement.version += 1
        statement.save(update_fields=["version"])
        record(
            register=register, actor=actor, verb="add_statement_line", now=now,
            matter=project.matter, subject=statement, rows=[voucher, *([voucher.file] if voucher.file else [])],
            facts={"line": line.pk}, texts={"other_because": other_because} if other_because else {},
        )  # fmt: skip
        return line


def _write(
    evidence: Paper | Salary, project: Project, other_because: Text | None, form_key: str, now: datetime, today: date
) -> Voucher:
    if isinstance(evidence, Salary):
        return write_salary(evidence, project=project, other_because=other_because, form_key=form_key, today=today)
    return write_paper(
        evidence, project=project, orderer=None, other_because=other_because, form_key=form_key, now=now, today=today
    )


def _counted(voucher: Voucher, category: str, is_net: bool | None, project: Project) -> Counted:
    (counted,) = count_lines(
        [Line(category, is_net=is_net)],
        net_cents=voucher.net_cents,
        vat_cents=voucher.vat_cents,
        is_credit=voucher.kind == VoucherKind.CREDIT_NOTE,
        bearer_deducts=deducts_vat(project),
    )
    return counted
