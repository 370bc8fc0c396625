"""What recording a voucher, signing a statement and correcting an entry share."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.costs.models import CostEntry, CostStatement, Voucher, VoucherKind
from talkoot.costs.rules.recording import Counted, check_category, in_flat_base
from talkoot.people.models import VatStatus
from talkoot.programme.queries import read_terms


def project_with_terms(project_id: int) -> Project:
    """The project with everything that recording a cost asks of it."""
    projects = Project.objects.select_related("register", "matter__register", "bearer", "terms")
    return projects.get(pk=project_id)


def deducts_vat(project: Project) -> bool:
    """Whether the project's costs are net: its bearer gets the VAT back."""
    return project.bearer.vat_status == VatStatus.DEDUCTS


def check_category_fits(project: Project, code: str, voucher: Voucher, today: date) -> None:
    """The category may be written under this voucher, by the project's own terms."""
    on = voucher.issued_on or voucher.month or today
    check_category(read_terms(project.terms), code, on, is_payroll=voucher.kind == VoucherKind.PAYROLL)


def write_entry(
    voucher: Voucher,
    counted: Counted,
    *,
    project: Project,
    recorded_by: int,
    kind: CostEntry.Kind = CostEntry.Kind.DIRECT,
    corrects: CostEntry | None = None,
    statement: CostStatement | None = None,
    paid_on: date | None,
    ledger_voucher: str | None,
    now: datetime,
) -> CostEntry:
    """One cost entry of a voucher. Whoever calls records it."""
    return CostEntry.objects.create(
        register_id=project.register_id,
        project=project,
        kind=kind,
        category=counted.category,
        voucher=voucher,
        statement=statement,
        corrects=corrects,
        amount_cents=counted.amount_cents,
        is_net=counted.is_net,
        in_flat_base=in_flat_base(read_terms(project.terms), counted.category),
        paid_on=paid_on,
        ledger_voucher=ledger_voucher or None,
        recorded_by_id=recorded_by,
        recorded_at=now,
    )
