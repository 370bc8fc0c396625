"""Take a line off a draft cost statement."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.costs.actions._recording import project_with_terms
from talkoot.costs.models import StatementLine
from talkoot.costs.permissions import check_can_write_statement
from talkoot.costs.rules.statements import check_draft
from talkoot.costs.states import STATEMENT, VOUCHER
from talkoot.records.writing import record, writing


def remove_statement_line(*, line: StatementLine, actor: Actor, now: datetime, today: date) -> None:
    """The line is gone; its voucher is kept as dropped, and its number is free again.

    Raises StatementIsSigned; NotFound for a line that is gone already.
    """
    with writing(line.statement.register) as register:
        lines = StatementLine.objects.select_related("statement", "voucher")
        found = lines.filter(pk=line.pk, statement__register=register).first()
        if found is None:
            raise NotFound("This line is not on the statement any more. Load the statement again.")
        line, statement, voucher = found, found.statement, found.voucher
        project = project_with_terms(statement.project_id)
        check_can_write_statement(actor, project, today)
        check_draft(statement.state == STATEMENT.start)
        facts = {"line": line.pk}
        line.delete()
        voucher.state = VOUCHER.after("drop", voucher.state)
        voucher.version += 1
        voucher.save(update_fields=["state", "version"])
        statement.version += 1
        statement.save(update_fields=["version"])
        record(
            register=register, actor=actor, verb="remove_statement_line", now=now,
            matter=project.matter, subject=statement, rows=[voucher], facts=facts,
        )  # fmt: skip
