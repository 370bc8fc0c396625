"""Record a cost entry that follows from a rule: a flat rate, or a funder's cut."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.core.actor import Actor
from talkoot.costs.models import Check, CostEntry
from talkoot.records.models import Register
from talkoot.records.writing import record


def record_rule_entry(
    *,
    register: Register,
    actor: Actor,
    project: Project,
    kind: CostEntry.Kind,
    category: str,
    amount_cents: int,
    in_flat_base: bool,
    paid_on: date,
    corrects: CostEntry | None = None,
    now: datetime,
) -> Check:
    """The check of a new entry that counts whole, recorded by nobody since a rule made it.

    Call it inside the transaction of whatever applies the rule (freezing a claim, recording a funder's decision),
    with the register locked.
    """
    entry = CostEntry.objects.create(
        register=register,
        project=project,
        kind=kind,
        category=category,
        voucher=corrects.voucher if corrects else None,
        corrects=corrects,
        amount_cents=amount_cents,
        is_net=corrects.is_net if corrects else True,
        in_flat_base=in_flat_base,
        paid_on=paid_on,
        ledger_voucher=corrects.ledger_voucher if corrects else None,
        recorded_at=now,
    )
    check = Check.objects.create(
        register=register,
        cost_entry=entry,
        outcome=Check.Outcome.ACCEPT,
        accepted_cents=amount_cents,
        checked_at=now,
    )
    record(
        register=register, actor=actor, verb="record_rule_entry", now=now,
        matter=project.matter, subject=entry, rows=[check],
    )  # fmt: skip
    return check
