"""Drop a voucher: it isn't ours, or was sent back."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.costs.models import StatementLine, Voucher
from talkoot.costs.permissions import check_can_place
from talkoot.costs.rules.recording import check_reason
from talkoot.costs.rules.statements import check_not_on_statement
from talkoot.costs.states import VOUCHER
from talkoot.records.writing import Text, check_version, record, writing


def drop_voucher(*, voucher: Voucher, actor: Actor, reason: Text, version: int, now: datetime, today: date) -> Voucher:
    """The voucher is kept but stands no more, and its number is free: the same invoice may come again.

    Raises ReasonMissing, OnAStatement; NotInOrder once its cost is recorded.
    """
    with writing(voucher.register) as register:
        vouchers = Voucher.objects.select_related("register", "project__matter__register")
        voucher = vouchers.get(pk=voucher.pk, register=register)
        check_can_place(actor, voucher, voucher.project, today)
        check_version(voucher, version, {"reason": reason.text})
        check_not_on_statement(StatementLine.objects.filter(voucher=voucher).exists())
        check_reason(reason.text)
        voucher.state = VOUCHER.after("drop", voucher.state)
        voucher.version += 1
        voucher.save(update_fields=["state", "version"])
        record(
            register=register, actor=actor, verb="drop_voucher", now=now,
            matter=voucher.project.matter if voucher.project else None, subject=voucher, texts={"reason": reason},
        )  # fmt: skip
        return voucher
