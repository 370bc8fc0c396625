"""What must hold of claims, recomputed from their lines."""

from collections import defaultdict
from collections.abc import Iterator

from talkoot.agreements.models import Project
from talkoot.agreements.queries import weights_of_project
from talkoot.claims.models import Claim, ClaimLine, Cut, FlatRateBase, FunderDecision
from talkoot.claims.queries import standing_shares
from talkoot.claims.rules import flat_rate_due
from talkoot.core.canonical import digest
from talkoot.core.split import Standing, allot, less
from talkoot.costs.models import CostEntry
from talkoot.programme.queries import read_terms, terms_of
from talkoot.programme.terms import plan_of
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.models import Register
from talkoot.records.rows import label


def claims_add_up() -> Iterator[Broken]:
    """A claim's lines and its shares each add up to its total, and its document is the one that was frozen."""
    for claim in Claim.objects.order_by("register", "number").prefetch_related("lines__entry__verdict", "shares"):
        lines, shares = claim.lines.all(), claim.shares.all()
        if sum(line.amount_cents for line in lines) != claim.total_cents:
            yield Broken(label(claim), "its lines don't add up to its total")
        if sum(share.amount_cents for share in shares) != claim.total_cents:
            yield Broken(label(claim), "its shares don't add up to its total")
        if digest(claim.document) != claim.digest:
            yield Broken(label(claim), "its document is not the one that was frozen")
        for line in lines:
            if line.amount_cents != line.entry.verdict.accepted_cents:
                yield Broken(label(line), "is not what was accepted")


def shares_stand_as_split() -> Iterator[Broken]:
    """What every source carries of every project is the split of what stands of it, under the plan."""
    for register in Register.objects.order_by("pk"):
        projects = Project.objects.filter(register=register).select_related("matter").order_by("matter__number")
        if not projects:
            continue
        standing = _standing_cents(register)
        standings = [Standing(one.pk, weights_of_project(one), standing[one.pk]) for one in projects]
        expected = allot(standings, plan_of(terms_of(register))).shares
        stored = standing_shares(register)
        for project in projects:
            split_now = expected[project.pk]
            if any(less(split_now, stored.get(project.pk, {})).values()):
                yield Broken(label(project), f"its shares are not the split of what stands, {split_now}")


def _standing_cents(register: Register) -> dict[int, int]:
    standing: dict[int, int] = defaultdict(int)
    for project, cents in ClaimLine.objects.filter(claim__register=register).values_list("project", "amount_cents"):
        standing[project] += cents
    cuts = Cut.objects.filter(funder_decision__register=register)
    for project, cents in cuts.values_list("project", "entry__amount_cents"):
        standing[project] += cents
    return standing


def flat_rates_follow_their_base() -> Iterator[Broken]:
    """Claim by claim and cut by cut, each project's flat rate is the rate of its base so far, rounded down once."""
    base: dict[int, int] = defaultdict(int)
    flat: dict[int, int] = defaultdict(int)
    for claim in Claim.objects.order_by("register", "number").select_related("terms"):
        flat_rate = read_terms(claim.terms).cost_model.flat_rate
        if flat_rate is None:
            continue
        counted = FlatRateBase.objects.filter(claim=claim).values_list(
            "flat_entry", "flat_entry__project", "flat_entry__amount_cents", "base_entry__verdict__accepted_cents"
        )
        flats: dict[int, tuple[int, int]] = {}
        for entry, project, flat_cents, base_cents in counted:
            flats[entry] = (project, flat_cents)
            base[project] += base_cents or 0
        for entry, (project, cents) in flats.items():
            if cents != flat_rate_due(flat_rate.rate_basis_points, base[project], flat[project]):
                yield Broken(f"costs.costentry:{entry}", "its flat rate doesn't follow its base")
            flat[project] += cents
        yield from _cut_flat_rates(claim, flat_rate.rate_basis_points, base, flat)


def _cut_flat_rates(claim: Claim, rate: int, base: dict[int, int], flat: dict[int, int]) -> Iterator[Broken]:
    cuts = Cut.objects.filter(funder_decision__claim=claim).select_related("entry").order_by("pk")
    touched = set()
    for cut in cuts:
        if cut.entry.in_flat_base:
            base[cut.project_id] += cut.entry.amount_cents
            touched.add(cut.project_id)
        elif cut.entry.kind == CostEntry.Kind.FLAT_RATE:
            flat[cut.project_id] += cut.entry.amount_cents
    for project in sorted(touched):
        if flat_rate_due(rate, base[project], flat[project]):
            yield Broken(f"claims.claim:{claim.pk}", f"the flat rate of project {project} doesn't follow its cut base")


def decisions_add_up() -> Iterator[Broken]:
    """A funder's decision cuts what its cuts say, carried by the sources, and approves the rest."""
    for decision in FunderDecision.objects.select_related("claim").prefetch_related("cuts__entry", "shares"):
        cuts = decision.cuts.all()
        cut_cents = sum(cut.amount_cents for cut in cuts)
        carried = sum(share.amount_cents for share in decision.shares.all())
        negative = -sum(cut.entry.amount_cents for cut in cuts)
        if not cut_cents == carried == negative == decision.cut_cents:
            yield Broken(label(decision), "its cuts, their entries and their shares differ")
        if decision.approved_cents != decision.claim.total_cents - decision.cut_cents:
            yield Broken(label(decision), "doesn't approve the claim less the cuts")


INVARIANTS: tuple[Invariant, ...] = (
    claims_add_up,
    shares_stand_as_split,
    flat_rates_follow_their_base,
    decisions_add_up,
)
