"""What stands of each project, what can be claimed, and the money by source."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from talkoot.agreements.models import Project
from talkoot.agreements.queries import Funding, fundings
from talkoot.claims.models import Claim, ClaimLine, ClaimShare, Cut, CutShare, FunderDecision, FundsReceived
from talkoot.claims.rules import Books
from talkoot.claims.states import ClaimState
from talkoot.core.canonical import Json
from talkoot.core.errors import NotFound
from talkoot.core.periods import Period
from talkoot.core.split import Shares, Standing, allot, less, split, total
from talkoot.costs.models import Check, CostEntry, CostStatement
from talkoot.costs.queries import accepted_of, unrecorded_vouchers
from talkoot.costs.states import StatementState
from talkoot.decisions.models import Commitment
from talkoot.decisions.queries import committed_to
from talkoot.programme.models import Terms
from talkoot.programme.queries import read_terms, terms_of
from talkoot.programme.terms import FlatRate, plan_of, weights_of
from talkoot.programme.terms import Terms as NewestTerms
from talkoot.records.models import EntryText, Register
from talkoot.records.queries import texts_of
from talkoot.records.rows import label


def frozen_periods(register: Register) -> dict[int, Period]:
    """The periods of the claims that are frozen, by number, as they were when frozen."""
    frozen = Claim.objects.filter(register=register).exclude(state=ClaimState.OPEN)
    days = frozen.order_by("number").values_list("number", "starts_on", "ends_on")
    return {number: Period(starts_on, ends_on) for number, starts_on, ends_on in days}


def claim_of(register: Register, number: int) -> Claim:
    """A frozen claim. Raises NotFound."""
    claim = Claim.objects.filter(register=register, number=number).first()
    if claim is None:
        raise NotFound(
            "Claim {number} is not frozen yet. See what it would hold with: "
            "talkoot claim build {slug} --period {number}",
            number=number,
            slug=register.slug,
        )
    return claim


def line_of(claim: Claim, key: int) -> ClaimLine:
    """A line of this claim by its key. Raises NotFound."""
    line = ClaimLine.objects.select_related("entry", "project__matter__register").filter(pk=key, claim=claim).first()
    if line is None:
        raise NotFound("Claim {number} has no such line. Choose one of its own.", number=claim.number)
    return line


def standing_of_voucher(entry: CostEntry) -> int:
    """What still counts of everything that rests on an entry's voucher, in cents."""
    return accepted_of(CostEntry.objects.filter(voucher=entry.voucher_id))


def claimable(register: Register, until: date) -> QuerySet[Check]:
    """The checks whose entries can be claimed: accepted, paid by the period's end, in the books, in no claim yet.

    Late ones of earlier periods included. What a rule made (flat rates, cuts) is never claimed as it is.
    """
    return Check.objects.filter(
        register=register,
        cost_entry__kind__in=[CostEntry.Kind.DIRECT, CostEntry.Kind.CORRECTION],
        cost_entry__paid_on__lte=until,
        cost_entry__ledger_voucher__isnull=False,
        cost_entry__claim_line__isnull=True,
    ).exclude(accepted_cents=0)


@dataclass(frozen=True)
class CostSum:
    """What can be claimed of one project under one category: how many entries, and what they come to in cents.

    `in_flat_base` says whether the flat rate is counted on them.
    """

    project: int
    category: str
    in_flat_base: bool
    count: int
    cents: int


def claimable_sums(register: Register, until: date) -> list[CostSum]:
    """Everything that can be claimed, added up by the database: one statement, however many entries there are."""
    columns = ("cost_entry__project", "cost_entry__category", "cost_entry__in_flat_base")
    grouped = claimable(register, until).values_list(*columns)
    return [CostSum(*row) for row in grouped.annotate(count=Count("pk"), cents=Sum("accepted_cents")).order_by()]


def books_of(register: Register) -> list[Books]:
    """Every project of the register as it stands, in number order: five statements, however many there are."""
    claimed = _sums(ClaimLine.objects.filter(claim__register=register))
    cut = _sums(Cut.objects.filter(funder_decision__register=register))
    shares = standing_shares(register)
    flat_rates = {row.pk: read_terms(row).cost_model.flat_rate for row in Terms.objects.filter(register=register)}
    return [
        _books(
            one,
            flat_rates[one.terms],
            claimed.get(one.project, NOTHING),
            cut.get(one.project, NOTHING),
            shares.get(one.project, {}),
        )
        for one in fundings(register)
    ]


def _books(
    funding: Funding, flat_rate: FlatRate | None, claimed: tuple[int, ...], cut: tuple[int, ...], shares: Shares
) -> Books:
    standing_cents, base_cents, flat_cents = (one + other for one, other in zip(claimed, cut, strict=True))
    return Books(
        project=funding.project,
        number=funding.number,
        weights=funding.weights,
        flat_rate=flat_rate,
        standing_cents=standing_cents,
        shares=shares,
        base_cents=base_cents,
        flat_cents=flat_cents,
    )


NOTHING = (0, 0, 0)


def _sums(rows: "QuerySet[ClaimLine] | QuerySet[Cut]") -> dict[int, tuple[int, int, int]]:
    """By project, in cents: everything, what the flat rate is counted on, and the flat rates themselves."""
    cents = "entry__verdict__accepted_cents"
    summed = rows.values_list("project").annotate(
        everything=Sum(cents),
        base=Sum(cents, filter=Q(entry__in_flat_base=True)),
        flat=Sum(cents, filter=Q(entry__kind=CostEntry.Kind.FLAT_RATE)),
    )
    return {project: (everything or 0, base or 0, flat or 0) for project, everything, base, flat in summed.order_by()}


def standing_shares(register: Register) -> dict[int, Shares]:
    """By project and source: what was claimed less what was cut, in cents. One statement."""
    claimed = ClaimShare.objects.filter(claim__register=register).values_list("project", "source").order_by()
    cut = CutShare.objects.filter(funder_decision__register=register).values_list("project", "source").order_by()
    rows: Any = claimed.annotate(cents=Sum("amount_cents")).union(cut.annotate(cents=-Sum("amount_cents")), all=True)
    standing: dict[int, Shares] = defaultdict(dict)
    for project, source, cents in rows:
        standing[project][source] = standing[project].get(source, 0) + cents
    return dict(standing)


def accepted_cents(register: Register) -> dict[int, int]:
    """By project: everything accepted, flat rates and cuts included, claimed or not."""
    checks = Check.objects.filter(register=register).values_list("cost_entry__project")
    return dict(checks.annotate(cents=Sum("accepted_cents")).order_by().values_list("cost_entry__project", "cents"))


@dataclass(frozen=True)
class MoneyRow:
    """One source of funding, in cents.

    `planned` is the financing plan; `committed` the split of all commitments; `accepted` the split of everything
    accepted so far; `claimed` the sum of the frozen claims' shares; `received` what came in.
    """

    source: str
    planned: int
    committed: int
    accepted: int
    claimed: int
    received: int


def accepted_standings(register: Register) -> list[Standing]:
    """Every project in number order with everything accepted of it, as it is allotted to sources. Two statements."""
    accepted = accepted_cents(register)
    return [Standing(one.project, one.weights, accepted.get(one.project, 0)) for one in fundings(register)]


def money_by_source(register: Register, terms: NewestTerms | None = None) -> list[MoneyRow]:
    """The whole programme's money, one row per source in the plan's order.

    `terms` are the newest, for whoever has read them already; the rest is five statements.
    """
    terms = terms or terms_of(register)
    plan = plan_of(terms)
    committed = total(
        [
            split(cents, weights_of(terms, model))
            for model, cents in Commitment.objects.filter(register=register)
            .values_list("model")
            .annotate(cents=Sum("amount_cents"))
            .order_by()
        ]
    )
    accepted = total(list(allot(accepted_standings(register), plan).shares.values()))
    claimed = _by_source(ClaimShare.objects.filter(claim__register=register))
    received = _by_source(FundsReceived.objects.filter(register=register))
    return [
        MoneyRow(code, cents, *(column.get(code, 0) for column in (committed, accepted, claimed, received)))
        for code, cents in plan.items()
    ]


def _by_source(rows: "QuerySet[ClaimShare] | QuerySet[FundsReceived]") -> Shares:
    return dict(rows.values_list("source").annotate(cents=Sum("amount_cents")).order_by())


@dataclass(frozen=True)
class Settlement:
    """What is still open of a project, each a number; and what stands of it in cents.

    `unsigned` are draft statements with lines; `unrecorded` vouchers outside statements whose cost isn't recorded yet;
    the rest are entries.
    """

    unsigned: int
    unrecorded: int
    unchecked: int
    unclaimed: int
    undecided: int
    standing_cents: int
    committed_cents: int


def settlement_of(project: Project) -> Settlement:
    """Whether a project can be closed to the cent."""
    entries = CostEntry.objects.filter(register=project.register_id, project=project)
    ordinary = entries.filter(kind__in=[CostEntry.Kind.DIRECT, CostEntry.Kind.CORRECTION])
    lines = ClaimLine.objects.filter(project=project)
    books = next(one for one in books_of(project.register) if one.project == project.pk)
    drafts = CostStatement.objects.filter(project=project, state=StatementState.DRAFT, lines__isnull=False)
    return Settlement(
        unsigned=drafts.distinct().count(),
        unrecorded=unrecorded_vouchers(project).filter(statement_line__isnull=True).count(),
        unchecked=ordinary.filter(verdict__isnull=True).count(),
        unclaimed=ordinary.filter(claim_line__isnull=True).exclude(verdict__accepted_cents=0).count(),
        undecided=lines.exclude(claim__state=ClaimState.DECIDED).count(),
        standing_cents=books.standing_cents,
        committed_cents=committed_to(project.matter),
    )


def shares_of(claims: Sequence[Claim]) -> dict[int, Shares]:
    """By claim: each source's share of the whole, in one statement."""
    rows = ClaimShare.objects.filter(claim__in=claims).values_list("claim", "source")
    shares: dict[int, Shares] = {claim.pk: {} for claim in claims}
    for claim, source, cents in rows.annotate(cents=Sum("amount_cents")).order_by("claim", "source"):
        shares[claim][source] = cents
    return shares


def claim_facts(register: Register, number: int) -> dict[str, Json]:
    """A frozen claim's document, as facts."""
    facts: dict[str, Json] = json.loads(claim_of(register, number).document)
    return facts


def approved_shares(claim: Claim) -> Shares:
    """What each source carries of a claim once its cuts are taken off, in cents."""
    cut = (
        CutShare.objects.filter(funder_decision__claim=claim).values_list("source").annotate(cents=Sum("amount_cents"))
    )
    return less(shares_of([claim])[claim.pk], dict(cut.order_by()))


def received_cents(claim: Claim, source: str) -> int:
    """What a source has paid on a claim so far, in cents."""
    paid = FundsReceived.objects.filter(claim=claim, source=source)
    return paid.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def codes_of_projects(register: Register, keys: Collection[int]) -> dict[int, str]:
    """The public numbers of projects by their key, in one statement."""
    projects = Project.objects.filter(register=register, pk__in=keys).select_related("matter__register")
    return {project.pk: project.matter.code for project in projects}


def cuts_of(decision: FunderDecision) -> list[tuple[Cut, EntryText | None]]:
    """What a funder's decision cut, each with its reason; a flat rate that follows has none. Two statements."""
    reasons = texts_of(decision.register, [label(decision)]).get(label(decision), {})
    cuts = decision.cuts.select_related("line", "project__matter__register").order_by("pk")
    return [(cut, reasons.get(f"cut:{cut.line_id}")) for cut in cuts]


def funds_on(claim: Claim) -> QuerySet[FundsReceived]:
    """The money that came in on a claim, the first first, with who wrote it down."""
    return FundsReceived.objects.filter(claim=claim).select_related("recorded_by").order_by("received_on", "pk")


def funds_from(register: Register, source: str) -> QuerySet[FundsReceived]:
    """The money that came in from a source on any claim, the first first, with who wrote it down."""
    found = FundsReceived.objects.filter(register=register, source=source)
    return found.select_related("claim", "recorded_by").order_by("received_on", "pk")
