"""Check a cost entry: a second person says how much of it counts."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.queries import agreement_in_force, named_worker
from talkoot.core.actor import Actor
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.permissions import check_can_check
from talkoot.costs.queries import accepted_of, counted_cents, sign_of, with_corrections
from talkoot.costs.rules.checking import (
    accepted_part,
    check_counts_once,
    check_fits_grant,
    check_in_force,
    check_replaces,
    check_unchecked,
)
from talkoot.costs.rules.recording import check_reason, check_worker, most_that_counts
from talkoot.decisions.queries import committed_to
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import ProjectKind
from talkoot.records.writing import Text, record, writing


def check_cost(
    *,
    entry: CostEntry,
    actor: Actor,
    outcome: Check.Outcome,
    accepted_cents: int | None = None,
    reason: Text | None = None,
    now: datetime,
    today: date,
) -> Check:
    """Accept the whole, a part (`accepted_cents`, of the entry's sign) or nothing; less than all needs a reason.

    Raises NotPermitted for whoever recorded it, answered for its statement or is paid by it; AlreadyChecked,
    PartOutOfBounds, ReasonMissing; WorkerNotNamed for a salary of somebody not named for that month;
    AgreementNotInForce for a sub-grant that isn't agreed; CountsTwice for what its correction, its line or its voucher
    doesn't leave room for; AboveGrant.
    """
    with writing(entry.register) as register:
        entries = CostEntry.objects.select_related(
            "project__matter__register", "project__terms", "voucher__person", "corrects"
        )
        entry = entries.get(pk=entry.pk, register=register)
        check_can_check(actor, entry, today)
        check_unchecked(Check.objects.filter(cost_entry=entry).exists())
        if outcome != Check.Outcome.REJECT:
            _check_may_count(entry)
        if outcome != Check.Outcome.ACCEPT:
            check_reason(reason.text if reason else "")
        check = Check.objects.create(
            register=register,
            cost_entry=entry,
            recorded_by_id=entry.recorded_by_id,
            checker_id=actor.human_id,
            outcome=outcome,
            accepted_cents=_accepted(entry, outcome, accepted_cents),
            checked_at=now,
        )
        if check.accepted_cents:
            _check_counts_once(entry)
        if check.accepted_cents > 0:
            _check_fits_grant(entry.project)
        facts = {"entry": entry.pk, "amount_cents": entry.amount_cents, "accepted_cents": check.accepted_cents}
        record(
            register=register, actor=actor, verb="check_cost", now=now,
            matter=entry.project.matter, subject=check, facts=facts, texts={"reason": reason} if reason else {},
        )  # fmt: skip
        return check


def _check_may_count(entry: CostEntry) -> None:
    if entry.project.kind == ProjectKind.SUB_GRANT:
        check_in_force(agreement_in_force(entry.project) is not None)
    voucher = entry.voucher
    if voucher and voucher.person and voucher.month:
        check_worker(named_worker(entry.project, voucher.person, voucher.month) is not None)


def _check_counts_once(entry: CostEntry) -> None:
    """The line it belongs to and the whole voucher, what corrects and cuts them included, stay within themselves."""
    line = entry.corrects or entry
    counting = accepted_of(with_corrections(line))
    if entry.corrects and (entry.amount_cents > 0) == (line.amount_cents > 0):
        check_replaces(counting)
    check_counts_once(counting, line.amount_cents)
    if entry.voucher:
        of_voucher, sign = CostEntry.objects.filter(voucher=entry.voucher), sign_of(entry.voucher.kind)
        gross_cents = accepted_of(of_voucher.filter(is_net=False))
        most_cents = most_that_counts(entry.voucher.net_cents, entry.voucher.total_cents, gross_cents)
        check_counts_once(accepted_of(of_voucher), sign * most_cents)


def _check_fits_grant(project: Project) -> None:
    flat_rate = read_terms(project.terms).cost_model.flat_rate
    counted = counted_cents(project, flat_rate.rate_basis_points if flat_rate else 0)
    check_fits_grant(counted, committed_to(project.matter))


def _accepted(entry: CostEntry, outcome: Check.Outcome, accepted_cents: int | None) -> int:
    if outcome == Check.Outcome.ACCEPT:
        return entry.amount_cents
    return accepted_part(entry.amount_cents, accepted_cents) if outcome == Check.Outcome.PART else 0
