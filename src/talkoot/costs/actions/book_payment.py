"""Say that a voucher was paid, and where it is in the books."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.periods import Period
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.permissions import check_can_book
from talkoot.costs.rules.recording import check_days, check_not_booked, check_paid
from talkoot.records.writing import record, writing


def book_payment(
    *, voucher: Voucher, actor: Actor, paid_on: date, ledger_voucher: str, now: datetime, today: date
) -> list[CostEntry]:
    """The voucher's entries that waited for their payment, now with its day and their number in the books.

    Both are set once; only then can the cost be claimed. Raises NotPaidYet, AlreadyBooked, OutsideProject.
    """
    with writing(voucher.register) as register:
        voucher = Voucher.objects.select_related("project__matter__register").get(pk=voucher.pk, register=register)
        check_can_book(actor, register, today)
        check_paid(paid_on, ledger_voucher, today)
        entries = list(CostEntry.objects.filter(voucher=voucher, paid_on__isnull=True).order_by("pk"))
        if voucher.project:
            check_days(None, paid_on, Period(voucher.project.starts_on, voucher.project.ends_on))
        check_not_booked(len(entries))
        for entry in entries:
            entry.paid_on = paid_on
            entry.ledger_voucher = ledger_voucher
            entry.save(update_fields=["paid_on", "ledger_voucher"])
        record(
            register=register, actor=actor, verb="book_payment", now=now,
            matter=voucher.project.matter if voucher.project else None, subject=voucher, rows=entries,
        )  # fmt: skip
        return entries
