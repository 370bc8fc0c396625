"""Correct a cost entry that was checked: new rows that name the one they correct."""

from datetime import date, datetime

from django.db.models import Q

from talkoot.agreements.rules import check_not_closed
from talkoot.core.actor import Actor
from talkoot.costs.actions._recording import check_category_fits, project_with_terms, write_entry
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.permissions import check_can_record, check_not_own_salary
from talkoot.costs.queries import sign_of, standing_cents, with_corrections
from talkoot.costs.rules.recording import (
    Counted,
    check_correctable,
    check_correction,
    check_reason,
    check_same_sign,
    check_settled,
    most_that_counts,
)
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
    ProjectClosed, OwnSalary, CorrectionWaits, NothingToCorrect, FollowsARule, ReasonMissing and what `record_cost`
    raises for a category.
    """
    with writing(entry.register) as register:
        entries = CostEntry.objects.select_related("project__matter__register")
        entry = entries.get(pk=entry.pk, register=register)
        check_can_record(actor, register, entry.project, today)
        check_not_closed(entry.project.state)
        check_reason(reason.text)
        check_correctable(entry.kind)
        voucher, project = Voucher.objects.get(cost_entries=entry), project_with_terms(entry.project_id)
        check_not_own_salary(actor, voucher.person_id)
        waiting = CostEntry.objects.filter(Q(pk=entry.pk) | Q(corrects=entry), verdict__isnull=True)
        check_settled(waiting.count())
        if instead:
            check_same_sign(entry.amount_cents, instead.amount_cents)
            check_category_fits(project, instead.category, voucher, today)
        standing = standing_cents(with_corrections(entry))
        taken = Counted(entry.category, -standing, entry.is_net)
        changes = [one for one in (taken, instead) if one and one.amount_cents]
        check_correction(standing, entry.category, instead, *_after(voucher, changes))
        made = [
            write_entry(
                voucher, counted, project=project, recorded_by=actor.human_id, kind=CostEntry.Kind.CORRECTION,
                corrects=entry, paid_on=entry.paid_on, ledger_voucher=entry.ledger_voucher, now=now,
            )
            for counted in changes
        ]  # fmt: skip
        record(
            register=register, actor=actor, verb="correct_cost", now=now,
            matter=project.matter, subject=entry, rows=made, texts={"reason": reason},
        )  # fmt: skip
        return made


def _after(voucher: Voucher, changes: list[Counted]) -> tuple[int, int]:
    """What would stand of the voucher after the changes, and the most that may, in signed cents."""
    of_voucher = CostEntry.objects.filter(voucher=voucher)
    standing = standing_cents(of_voucher) + sum(one.amount_cents for one in changes)
    gross = standing_cents(of_voucher.filter(is_net=False)) + sum(one.amount_cents for one in changes if not one.is_net)
    return standing, sign_of(voucher.kind) * most_that_counts(voucher.net_cents, voucher.total_cents, gross)
