"""Write down what the funder decided on a claim."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.claims import rules
from talkoot.claims.models import Claim, ClaimLine, Cut, CutShare, FunderDecision
from talkoot.claims.permissions import check_can_record_funder
from talkoot.claims.queries import books_of, line_of, standing_of_voucher
from talkoot.claims.rules import Books
from talkoot.claims.states import CLAIM
from talkoot.core.actor import Actor
from talkoot.core.clock import day_of
from talkoot.core.split import Shares
from talkoot.costs.actions.record_rule_entry import record_rule_entry
from talkoot.costs.models import CostEntry
from talkoot.programme.queries import current_terms, read_terms
from talkoot.programme.terms import FlatRate, plan_of
from talkoot.records.models import Register
from talkoot.records.writing import Text, record, writing


@dataclass(frozen=True)
class CutGiven:
    """What the funder took off one line: how many cents, and why."""

    line: ClaimLine
    cents: int
    reason: Text


def record_funder_decision(
    *,
    register: Register,
    actor: Actor,
    claim: Claim,
    cuts: Sequence[CutGiven] = (),
    decided_on: date,
    diary_number: str,
    now: datetime,
    today: date,
) -> FunderDecision:
    """The decision with its cuts passed on to the right projects; a flat rate follows the salary it was counted on.

    Each cut is a negative entry, and what every source no longer carries brings its standing share back to the split.
    """
    with writing(register) as register:
        check_can_record_funder(actor, register, today)
        claim = Claim.objects.select_for_update().get(pk=claim.pk, register=register)
        claim.state = CLAIM.after("decide", claim.state)
        frozen_on = day_of(claim.frozen_at, register.time_zone)
        rules.check_decision(decided_on, frozen_on, today, diary_number)
        terms_row = current_terms(register)
        plan = plan_of(read_terms(terms_row))
        books = books_of(register)
        entries = _cut_entries(claim, actor, cuts, books, now)
        change: dict[int, int] = defaultdict(int)
        for entry, _ in entries:
            change[entry.project_id] += entry.amount_cents
        total_cut = -sum(change.values())
        decision = FunderDecision.objects.create(
            register=register,
            claim=claim,
            decided_on=decided_on,
            diary_number=diary_number,
            cut_cents=total_cut,
            approved_cents=claim.total_cents - total_cut,
            recorded_by_id=actor.human_id,
            recorded_at=now,
        )
        _write_cuts(decision, entries)
        shares = rules.share_changes(books, rules.allot_changes(books, change, plan))
        _write_shares(decision, shares)
        claim.save(update_fields=["state"])
        record(
            register=register, actor=actor, verb="record_funder_decision", now=now,
            subject=decision, rows=[claim], facts={"cut_cents": total_cut, "terms": terms_row.number},
            texts={f"cut:{cut.line.pk}": cut.reason for cut in cuts},
        )  # fmt: skip
        _tell_matters(decision, actor, change, shares, now)
        return decision


def _tell_matters(
    decision: FunderDecision, actor: Actor, change: dict[int, int], shares: dict[int, Shares], now: datetime
) -> None:
    """One entry on every matter of the claim: what the funder approved of it, and what it cut."""
    projects = Project.objects.filter(claim_lines__claim=decision.claim).select_related("matter__register").distinct()
    for project in projects.order_by("matter__number"):
        cut_cents = -change.get(project.pk, 0)
        facts = {"claim": decision.claim.number, "cut_cents": cut_cents, "shares": shares.get(project.pk, {})}
        verb = "cut_costs" if cut_cents else "approve_costs"
        record(
            register=decision.register, actor=actor, verb=verb, now=now, matter=project.matter, facts=facts
        )  # fmt: skip


def _cut_entries(
    claim: Claim, actor: Actor, cuts: Sequence[CutGiven], books: list[Books], now: datetime
) -> list[tuple[CostEntry, ClaimLine | None]]:
    """A negative entry for every cut, then one for the flat rate of every project whose base was cut."""
    made: list[tuple[CostEntry, ClaimLine | None]] = []
    base_cut: dict[int, int] = defaultdict(int)
    for cut in cuts:
        line = line_of(claim, cut.line.pk)
        if line.pk in [one.pk for _, one in made if one]:
            raise rules.CutTooLarge("This line is cut twice: add the cuts of one line together.")
        rules.check_cut(
            cut.cents, line.amount_cents, standing_of_voucher(line.entry), line.entry.kind == CostEntry.Kind.FLAT_RATE
        )
        entry = _rule_entry(
            claim, actor, line.project, CostEntry.Kind.CUT, line.entry.category, -cut.cents, line.entry, now
        )
        made.append((entry, line))
        if line.entry.in_flat_base:
            base_cut[line.project_id] += cut.cents
    flat_rates = {one.project: one.flat_rate for one in books if one.flat_rate}
    for project, cents in rules.flat_rates_after(books, base_cut).items():
        made.append((_flat_rate_follows(claim, actor, flat_rates[project], project, cents, now), None))
    return made


def _flat_rate_follows(
    claim: Claim, actor: Actor, flat_rate: FlatRate, key: int, cents: int, now: datetime
) -> CostEntry:
    project = Project.objects.select_related("matter__register").get(pk=key)
    flat = CostEntry.objects.filter(claim_line__claim=claim, project=project, kind=CostEntry.Kind.FLAT_RATE).first()
    return _rule_entry(claim, actor, project, CostEntry.Kind.FLAT_RATE, flat_rate.category, cents, flat, now)


def _rule_entry(
    claim: Claim,
    actor: Actor,
    project: Project,
    kind: CostEntry.Kind,
    category: str,
    cents: int,
    corrects: CostEntry | None,
    now: datetime,
) -> CostEntry:
    check = record_rule_entry(
        register=claim.register,
        actor=actor,
        project=project,
        kind=kind,
        category=category,
        amount_cents=cents,
        in_flat_base=bool(corrects and corrects.in_flat_base),
        paid_on=claim.ends_on,
        corrects=corrects,
        now=now,
    )
    return check.cost_entry


def _write_cuts(decision: FunderDecision, entries: list[tuple[CostEntry, ClaimLine | None]]) -> None:
    Cut.objects.bulk_create(
        Cut(
            funder_decision=decision,
            project_id=entry.project_id,
            line=line,
            entry=entry,
            amount_cents=-entry.amount_cents,
        )
        for entry, line in entries
    )


def _write_shares(decision: FunderDecision, changes: dict[int, Shares]) -> None:
    CutShare.objects.bulk_create(
        CutShare(funder_decision=decision, project_id=project, source=source, amount_cents=-cents)
        for project, shares in sorted(changes.items())
        for source, cents in sorted(shares.items())
    )
