"""What must hold of claims, recomputed from their lines."""

import json
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Sum

from talkoot.claims.models import Claim, ClaimLine, ClaimShare, FlatRateBase, FunderDecision
from talkoot.claims.queries import approved_shares, books_of
from talkoot.claims.rules import allot_changes, flat_rate_due
from talkoot.core.canonical import digest
from talkoot.core.split import less
from talkoot.costs.models import Check
from talkoot.decisions.models import Commitment
from talkoot.programme.file import Terms
from talkoot.programme.models import Terms as TermsRow
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import plan_of
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.models import Entry, Register
from talkoot.records.rows import label


def claims_add_up() -> Iterator[Broken]:
    """A claim's lines and its shares each add up to its total, and its document is the one that was frozen."""
    lines, shares = (
        dict(model.objects.values_list("claim").annotate(cents=Sum("amount_cents")).order_by())
        for model in (ClaimLine, ClaimShare)
    )
    for claim in Claim.objects.order_by("register", "number"):
        if lines.get(claim.pk, 0) != claim.total_cents:
            yield Broken(label(claim), "its lines don't add up to its total")
        if shares.get(claim.pk, 0) != claim.total_cents:
            yield Broken(label(claim), "its shares don't add up to its total")
        if digest(claim.document) != claim.digest:
            yield Broken(label(claim), "its document is not the one that was frozen")


def lines_are_what_was_accepted() -> Iterator[Broken]:
    """Every line of a claim claims what was accepted of its entry, for the entry's project."""
    accepted = Check.objects.filter(
        cost_entry=OuterRef("entry"), cost_entry__project=OuterRef("project"), accepted_cents=OuterRef("amount_cents")
    )
    for line in ClaimLine.objects.filter(~Exists(accepted)).order_by("pk"):
        yield Broken(label(line), "is not what was accepted")


def shares_stand_as_split() -> Iterator[Broken]:
    """What every source carries of every project is the split of what stands of it, under the plan it was split by."""
    for register in Register.objects.order_by("pk"):
        terms = _split_by(register)
        if terms is None:
            continue
        books = books_of(register)
        expected = allot_changes(books, {}, plan_of(terms)).shares
        for one in books:
            if any(less(expected[one.project], one.shares).values()):
                place = f"{register.code_of(one.number)} shares"
                yield Broken(place, f"are not the split of what stands, {expected[one.project]}")


def _split_by(register: Register) -> Terms | None:
    """The terms of the newest claim or funder's decision: a plan loaded since then has split nothing yet."""
    steps = Entry.objects.filter(register=register, verb__in=["freeze_claim", "record_funder_decision"])
    newest = steps.order_by("-seq").first()
    if newest is None:
        return None
    return read_terms(TermsRow.objects.get(register=register, number=json.loads(newest.facts)["terms"]))


def flat_rates_follow_their_base() -> Iterator[Broken]:
    """Each project's flat rate in all is the rate of its base in all, rounded down once; cuts included."""
    for register in Register.objects.order_by("pk"):
        for one in books_of(register):
            rate = one.flat_rate.rate_basis_points if one.flat_rate else 0
            if flat_rate_due(rate, one.base_cents, one.flat_cents):
                yield Broken(f"{register.code_of(one.number)} flat rate", "doesn't follow its base")


def flat_rates_name_their_base() -> Iterator[Broken]:
    """Every claimed line of the base is named by the flat rate of its project in the same claim."""
    naming = FlatRateBase.objects.filter(
        base_entry=OuterRef("entry"), claim=OuterRef("claim"), flat_entry__project=OuterRef("project")
    )
    for line in ClaimLine.objects.filter(~Exists(naming), entry__in_flat_base=True).order_by("pk"):
        yield Broken(label(line), "is counted in no flat rate of its claim")


def nothing_stands_above_its_grant() -> Iterator[Broken]:
    """What was accepted and claimed of a project, less what was cut, stays within what is committed to it."""
    for register in Register.objects.order_by("pk"):
        commitments = Commitment.objects.filter(register=register).values_list("matter__number").order_by()
        committed = dict(commitments.annotate(cents=Sum("amount_cents")))
        for one in books_of(register):
            if one.standing_cents > committed.get(one.number, 0):
                yield Broken(f"{register.code_of(one.number)} costs", "stand above what is committed to it")


def money_received_was_approved() -> Iterator[Broken]:
    """No source has paid more on a claim than it carries of it after the cuts."""
    for claim in Claim.objects.order_by("register", "number"):
        approved = approved_shares(claim)
        paid = claim.funds_received.values_list("source").annotate(cents=Sum("amount_cents")).order_by()
        for source, cents in paid:
            if cents > approved.get(source, 0):
                yield Broken(label(claim), f"{source} paid more than it carries")


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
    lines_are_what_was_accepted,
    shares_stand_as_split,
    flat_rates_follow_their_base,
    flat_rates_name_their_base,
    nothing_stands_above_its_grant,
    money_received_was_approved,
    decisions_add_up,
)
