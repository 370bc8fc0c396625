"""Freeze the claim of a period."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, Value

from talkoot.agreements.models import Project
from talkoot.claims import rules
from talkoot.claims.draft import Draft, FlatRateDue, document, draft_claim
from talkoot.claims.models import Claim, ClaimLine, ClaimShare, FlatRateBase
from talkoot.claims.permissions import check_can_freeze_claim
from talkoot.claims.queries import claimable, frozen_periods
from talkoot.claims.states import CLAIM
from talkoot.core.actor import Actor
from talkoot.core.canonical import digest, dumps
from talkoot.costs.actions.record_rule_entry import record_rule_entry
from talkoot.costs.models import Check, CostEntry
from talkoot.programme.models import Terms
from talkoot.programme.queries import current_terms, read_terms
from talkoot.programme.terms import claim_period
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def freeze_claim(*, register: Register, actor: Actor, number: int, now: datetime, today: date) -> Claim:
    """Everything accepted, paid and booked by the period's end, in one claim that never changes again.

    Raises PeriodNotEnded, ChainBroken, AlreadyFrozen. Two at once: the second waits and finds it frozen.
    """
    with writing(register) as register:
        check_can_freeze_claim(actor, register, today)
        terms_row = current_terms(register)
        terms = read_terms(terms_row)
        rules.check_can_freeze(number, claim_period(terms, number).period, frozen_periods(register), today)
        draft = draft_claim(register, terms, number)
        claim = _open(register, actor, terms_row, draft, now)
        projects = {one.pk: one for one in Project.objects.filter(register=register).select_related("matter__register")}
        flat_checks = {
            flat.project: _record_flat_rate(claim, actor, projects[flat.project], flat, now)
            for flat in draft.flat_rates
        }
        _write_lines(claim, draft, flat_checks)
        _write_shares(claim, draft)
        facts = document(register, draft, {project: check.cost_entry_id for project, check in flat_checks.items()})
        claim.document = dumps(facts)
        claim.digest = digest(claim.document)
        claim.state = CLAIM.after("freeze", claim.state)
        claim.save(update_fields=["document", "digest", "state"])
        record(
            register=register, actor=actor, verb="freeze_claim", now=now, subject=claim,
            facts={"number": number, "total_cents": claim.total_cents, "terms": terms_row.number},
        )  # fmt: skip
        _tell_matters(claim, actor, draft, projects, now)
        return claim


def _tell_matters(claim: Claim, actor: Actor, draft: Draft, projects: dict[int, Project], now: datetime) -> None:
    """One entry on every matter that has costs in the claim, so that its own trail shows them."""
    for project, cents in draft.cents_by_project.items():
        record(
            register=claim.register, actor=actor, verb="claim_costs", now=now, matter=projects[project].matter,
            facts={"claim": claim.number, "claimed_cents": cents, "shares": draft.shares.get(project, {})},
        )  # fmt: skip


def _open(register: Register, actor: Actor, terms: Terms, draft: Draft, now: datetime) -> Claim:
    return Claim.objects.create(
        register=register,
        number=draft.period.number,
        starts_on=draft.period.starts_on,
        ends_on=draft.period.ends_on,
        terms=terms,
        state=CLAIM.start,
        total_cents=draft.total_cents,
        frozen_by=actor.key,
        frozen_at=now,
    )


def _record_flat_rate(claim: Claim, actor: Actor, project: Project, flat: FlatRateDue, now: datetime) -> Check:
    return record_rule_entry(
        register=claim.register,
        actor=actor,
        project=project,
        kind=CostEntry.Kind.FLAT_RATE,
        category=flat.category,
        amount_cents=flat.cents,
        in_flat_base=False,
        paid_on=claim.ends_on,
        now=now,
    )


def _write_lines(claim: Claim, draft: Draft, flat_checks: dict[int, Check]) -> None:
    """Every entry that was added up, in three statements, however many there are.

    The register is locked, so they are those that the draft was reckoned from; the database refuses other sums.
    """
    if not draft.costs:
        return
    if flat_checks:
        _write_base(claim, flat_checks.values())
    costs = claimable(claim.register, claim.ends_on).order_by("cost_entry")
    _insert(
        ClaimLine,
        ("claim_id", "entry_id", "project_id", "amount_cents"),
        costs.values_list(Value(claim.pk), "cost_entry", "cost_entry__project", "accepted_cents"),
    )
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=claim, entry_id=check.cost_entry_id, project_id=project, amount_cents=check.accepted_cents)
        for project, check in flat_checks.items()
    )


def _write_base(claim: Claim, flat_checks: Iterable[Check]) -> None:
    """What the flat rates are newly counted on; before the lines, since afterwards nothing can be claimed any more."""
    flat_entries = [check.cost_entry_id for check in flat_checks]
    base = claimable(claim.register, claim.ends_on).filter(
        cost_entry__in_flat_base=True, cost_entry__project__cost_entries__in=flat_entries
    )
    _insert(
        FlatRateBase,
        ("claim_id", "flat_entry_id", "base_entry_id"),
        base.values_list(Value(claim.pk), "cost_entry__project__cost_entries", "cost_entry"),
    )


def _insert(model: type[Model], columns: Sequence[str], rows: "QuerySet[Any, Any]") -> None:
    """Write what a query chooses into these columns. The rows stay in the database: there may be a million of them."""
    chosen, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) {chosen}", values)


def _write_shares(claim: Claim, draft: Draft) -> None:
    ClaimShare.objects.bulk_create(
        ClaimShare(claim=claim, project_id=project, source=source, amount_cents=cents)
        for project, shares in sorted(draft.shares.items())
        for source, cents in sorted(shares.items())
    )
