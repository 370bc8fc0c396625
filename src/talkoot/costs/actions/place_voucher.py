"""Place a voucher on a project."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.costs.models import StatementLine, Voucher, VoucherKind
from talkoot.costs.permissions import check_can_place
from talkoot.costs.rules.recording import check_city_pays, check_may_move
from talkoot.costs.rules.statements import check_not_on_statement
from talkoot.costs.states import VOUCHER
from talkoot.people.models import Person
from talkoot.records.writing import check_version, record, writing


def place_voucher(
    *,
    voucher: Voucher,
    actor: Actor,
    project: Project,
    orderer: Person | None = None,
    version: int,
    now: datetime,
    today: date,
) -> Voucher:
    """What waited, or was in the wrong queue, is on its project now; without `orderer` its orderer stays.

    Raises SubGrantBuysItself, ProjectNotRunning, SalaryStays, OnAStatement, NotInOrder.
    """
    with writing(voucher.register) as register:
        voucher = Voucher.objects.select_related("register").get(pk=voucher.pk, register=register)
        project = Project.objects.select_related("matter__register").get(pk=project.pk, register=register)
        check_can_place(actor, voucher, project, today)
        check_version(voucher, version, {})
        check_not_on_statement(StatementLine.objects.filter(voucher=voucher).exists())
        check_may_move(voucher.kind == VoucherKind.PAYROLL)
        check_city_pays(project.kind, project.matter.code)
        check_running(project.state)
        facts = {"from": voucher.project_id, "to": project.pk}
        voucher.state = VOUCHER.after("place", voucher.state)
        voucher.project = project
        voucher.orderer = orderer or voucher.orderer
        voucher.version += 1
        voucher.save(update_fields=["state", "project", "orderer", "version"])
        record(
            register=register, actor=actor, verb="place_voucher", now=now,
            matter=project.matter, subject=voucher, facts=facts,
        )  # fmt: skip
        return voucher
