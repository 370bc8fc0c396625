"""Place a voucher on a project."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.costs.models import StatementLine, Voucher, VoucherKind
from talkoot.costs.permissions import check_can_be_orderer, check_can_place
from talkoot.costs.queries import looks_like_another
from talkoot.costs.rules.recording import check_city_pays, check_may_move
from talkoot.costs.rules.statements import check_not_on_statement
from talkoot.costs.rules.vouchers import check_compared
from talkoot.costs.states import VOUCHER
from talkoot.people.models import Person
from talkoot.records.writing import Text, check_version, record, writing


def place_voucher(
    *,
    voucher: Voucher,
    actor: Actor,
    project: Project,
    orderer: Person | None = None,
    reason: Text | None = None,
    version: int,
    now: datetime,
    today: date,
) -> Voucher:
    """What waited, or was in the wrong queue, is on its project now; without `orderer` its orderer stays.

    What waits because it looks like another needs a `reason` why it isn't. Nobody with an interest in either project
    moves it. Raises LooksLikeAnother, SubGrantBuysItself, ProjectNotRunning, SalaryStays, OnAStatement, NotInOrder;
    NotFound for a project of another programme.
    """
    with writing(voucher.register) as register:
        vouchers = Voucher.objects.select_related("register", "project__matter__register")
        voucher = vouchers.get(pk=voucher.pk, register=register)
        target = Project.objects.select_related("matter__register").filter(pk=project.pk, register=register).first()
        for touched in (voucher.project, target):
            check_can_place(actor, voucher, touched, today)
        if target is None:
            raise NotFound("There is no such project in this programme. Choose one of its own.")
        if orderer:
            check_can_be_orderer(orderer, register, today)
        check_version(voucher, version, {"reason": reason.text} if reason else {})
        check_not_on_statement(StatementLine.objects.filter(voucher=voucher).exists())
        check_may_move(voucher.kind == VoucherKind.PAYROLL)
        check_city_pays(target.kind, target.matter.code)
        check_running(target.state)
        check_compared(looks_like_another(voucher), reason.text if reason else "")
        facts = {"from": voucher.project_id, "to": target.pk}
        voucher.state = VOUCHER.after("place", voucher.state)
        voucher.project = target
        voucher.orderer = orderer or voucher.orderer
        voucher.version += 1
        voucher.save(update_fields=["state", "project", "orderer", "version"])
        record(
            register=register, actor=actor, verb="place_voucher", now=now,
            matter=target.matter, subject=voucher, facts=facts, texts={"reason": reason} if reason else {},
        )  # fmt: skip
        return voucher
