"""Correct a cost entry that was checked: new rows that name the one they correct."""

from datetime import date, datetime

from django.db.models import Q

from talkoot.core.actor import Actor
from talkoot.costs.actions._recording import check_category_fits, project_with_terms, write_entry
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.permissions import check_can_record
from talkoot.costs.queries import sign_of, standing_cents, with_corrections
from talkoot.costs.rules.recording import Counted, check_correctable, check_correction, check_reason, check_settled
from talkoot.records.writing import Text, record, writing


def correct_cost(
    *,
    entry: CostEntry,
    actor: Actor,
    instead: Counted | None = None,
    reason: Text,
    now: datetime,
    today: date,
) -> list[CostEntry]:
    """The negative of what stands of the entry and, if anything is to stand `instead`, a new line. Each needs a check.

    What was paid and booked stays so for both. Correcting a funder's cut claims the cut part again. Raises
    CorrectionWaits, NothingToCorrect, FollowsARule, ReasonMissing and what `record_cost` raises for a category.
    """
    with writing(entry.register) as register:
        entries = CostEntry.objects.select_related("project__matter__register")
        entry = entries.get(pk=entry.pk, register=register)
        check_can_record(actor, register, entry.project, today)
        check_reason(reason.text)
        check_correctable(entry.kind)
        voucher, project = Voucher.objects.get(cost_entries=entry), project_with_terms(entry.project_id)
        waiting = CostEntry.objects.filter(Q(pk=entry.pk) | Q(corrects=entry), verdict__isnull=True)
        check_settled(waiting.count())
        if instead:
            check_category_fits(project, instead.category, voucher, today)
        standing = standing_cents(with_corrections(entry))
        of_voucher = standing_cents(CostEntry.objects.filter(voucher=voucher))
        taken = Counted(entry.category, -standing, entry.is_net)
        after = of_voucher - standing + (instead.amount_cents if instead else 0)
        check_correction(standing, entry.category, instead, after, sign_of(voucher.kind) * voucher.total_cents)
        made = [
            write_entry(
                voucher, counted, project=project, recorded_by=actor.human_id, kind=CostEntry.Kind.CORRECTION,
                corrects=entry, paid_on=entry.paid_on, ledger_voucher=entry.ledger_voucher, now=now,
            )
            for counted in (taken, instead)
            if counted and counted.amount_cents
        ]  # fmt: skip
        record(
            register=register, actor=actor, verb="correct_cost", now=now,
            matter=project.matter, subject=entry, rows=made, texts={"reason": reason},
        )  # fmt: skip
        return made
