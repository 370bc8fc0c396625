"""Record what a voucher costs, line by line."""

from collections.abc import Sequence
from datetime import date, datetime

from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.core.periods import Period
from talkoot.costs.actions._recording import check_category_fits, deducts_vat, project_with_terms, write_entry
from talkoot.costs.models import CostEntry, Voucher, VoucherKind
from talkoot.costs.permissions import check_can_record, check_not_own_salary
from talkoot.costs.queries import is_foreign
from talkoot.costs.rules.recording import Line, check_city_pays, check_days, check_in_euros, check_paid, count_lines
from talkoot.costs.rules.vouchers import check_issued
from talkoot.costs.states import VOUCHER
from talkoot.records.writing import check_version, record, writing


def record_cost(
    *,
    voucher: Voucher,
    actor: Actor,
    lines: Sequence[Line],
    paid_on: date | None = None,
    ledger_voucher: str | None = None,
    version: int,
    now: datetime,
    today: date,
) -> list[CostEntry]:
    """One entry for each line, net or gross by the bearer's VAT status, below zero for a credit note.

    The lines are the whole voucher, to the cent. Somebody else checks every entry afterwards. Raises LinesDontAddUp,
    CoveredByFlatRate, StaffNeedsPayroll, SubGrantBuysItself, ForeignCurrency, ProjectNotRunning,
    OutsideProject, IssuedLater; NotInOrder for a voucher that waits to be placed or is recorded already.
    """
    with writing(voucher.register) as register:
        voucher = Voucher.objects.select_related("project__matter__register").get(pk=voucher.pk, register=register)
        check_can_record(actor, register, voucher.project, today)
        check_not_own_salary(actor, voucher.person_id)
        check_version(voucher, version, {})
        voucher.state = VOUCHER.after("record", voucher.state)
        project = project_with_terms(voucher.project_id or 0)  # never 0: only a voucher with a project gets here
        check_city_pays(project.kind, project.matter.code)
        check_running(project.state)
        check_in_euros(is_foreign(voucher))
        check_paid(paid_on, ledger_voucher, today)
        check_issued(voucher.issued_on, today)
        check_days(voucher.issued_on, paid_on, Period(project.starts_on, project.ends_on))
        for line in lines:
            check_category_fits(project, line.category, voucher, today)
        counted = count_lines(
            lines,
            net_cents=voucher.net_cents,
            vat_cents=voucher.vat_cents,
            is_credit=voucher.kind == VoucherKind.CREDIT_NOTE,
            bearer_deducts=deducts_vat(project),
        )
        entries = [
            write_entry(
                voucher, line, project=project, recorded_by=actor.human_id,
                paid_on=paid_on, ledger_voucher=ledger_voucher, now=now,
            )
            for line in counted
        ]  # fmt: skip
        voucher.version += 1
        voucher.save(update_fields=["state", "version"])
        record(
            register=register, actor=actor, verb="record_cost", now=now,
            matter=project.matter, subject=voucher, rows=entries,
        )  # fmt: skip
        return entries
