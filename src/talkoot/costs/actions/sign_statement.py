"""Sign a cost statement: the recipient's signatory answers for it, and its lines become costs to be checked."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.queries import agreement_in_force
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.costs.actions._recording import project_with_terms, write_entry
from talkoot.costs.models import CostEntry, CostStatement, StatementLine, Voucher
from talkoot.costs.permissions import check_can_sign_statement
from talkoot.costs.rules.checking import check_in_force
from talkoot.costs.rules.recording import Counted
from talkoot.costs.rules.statements import check_draft, check_has_lines
from talkoot.costs.states import STATEMENT, VOUCHER
from talkoot.records.writing import check_version, record, writing


def sign_statement(
    *, statement: CostStatement, actor: Actor, version: int, now: datetime, today: date
) -> CostStatement:
    """The statement is frozen: one entry for each line, recorded by whoever prepared it, paid and in the books.

    `version` is that of the statement the signatory has read. Flat-rate money isn't on it: that needs no vouchers.
    Raises StatementIsSigned, StaleVersion, StatementIsEmpty, AgreementNotInForce, ProjectNotRunning.
    """
    with writing(statement.register) as register:
        statement = CostStatement.objects.get(pk=statement.pk, register=register)
        project = project_with_terms(statement.project_id)
        check_can_sign_statement(actor, project, today)
        check_running(project.state)
        check_draft(statement.state == STATEMENT.start)
        check_version(statement, version, {})
        check_in_force(agreement_in_force(project) is not None)
        lines = list(StatementLine.objects.filter(statement=statement).select_related("voucher").order_by("pk"))
        check_has_lines(len(lines))
        written = [_write(line, statement, project, now) for line in lines]
        vouchers, entries = [voucher for voucher, _ in written], [entry for _, entry in written]
        statement.state = STATEMENT.after("sign", statement.state)
        statement.total_cents = sum(entry.amount_cents for entry in entries)
        statement.signed_by_id = actor.person_id
        statement.signed_on = today
        statement.version += 1
        statement.save(update_fields=["state", "total_cents", "signed_by", "signed_on", "version"])
        record(
            register=register, actor=actor, verb="sign_statement", now=now,
            matter=project.matter, subject=statement, rows=[*vouchers, *entries],
            facts={"total_cents": statement.total_cents, "lines": len(lines)},
        )  # fmt: skip
        return statement


def _write(line: StatementLine, statement: CostStatement, project: Project, now: datetime) -> tuple[Voucher, CostEntry]:
    voucher = line.voucher
    entry = write_entry(
        voucher,
        Counted(line.category, line.amount_cents, line.is_net),
        project=project,
        recorded_by=statement.prepared_by_id,
        statement=statement,
        paid_on=line.paid_on,
        ledger_voucher=line.ledger_voucher,
        now=now,
    )
    voucher.state = VOUCHER.after("record", voucher.state)
    voucher.version += 1
    voucher.save(update_fields=["state", "version"])
    return voucher, entry
