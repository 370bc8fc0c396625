"""What a funder's cuts would change: the same reckoning before the decision is written down and when it is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from talkoot.claims import rules
from talkoot.claims.actions.record_funder_decision import CutGiven
from talkoot.claims.models import Claim
from talkoot.claims.queries import books_of, standing_of_voucher
from talkoot.core.errors import Faults, RuleBroken, Sentence
from talkoot.core.split import Shares, total
from talkoot.costs.models import CostEntry
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import plan_of


@dataclass(frozen=True)
class CutEffect:
    """What the cuts take in all, in cents (positive): the lines, the flat rates that follow, and each source's part.

    `flat_rates` and `shares` are by project.
    """

    lines_cents: int
    flat_rates: Mapping[int, int]
    shares: Mapping[int, Shares]
    approved_cents: int

    @property
    def cut_cents(self) -> int:
        """Lines and flat rates together."""
        return self.lines_cents + sum(self.flat_rates.values())

    @property
    def by_source(self) -> Shares:
        """What each source no longer carries."""
        return total(list(self.shares.values()))


def effect_of_cuts(claim: Claim, cuts: Sequence[CutGiven]) -> CutEffect:
    """Reckon them; nothing is written. Raises Faults, by the line's key, for cuts that can't be made."""
    faults = list(_faults(cuts))
    if faults:
        raise Faults(faults)
    books = books_of(claim.register)
    base_cut, change = defaultdict(int), defaultdict(int)  # type: dict[int, int], dict[int, int]
    for cut in cuts:
        change[cut.line.project_id] -= cut.cents
        if cut.line.entry.in_flat_base:
            base_cut[cut.line.project_id] += cut.cents
    follows = rules.flat_rates_after(books, base_cut)
    for project, cents in follows.items():
        change[project] += cents
    allotment = rules.allot_changes(books, change, plan_of(terms_of(claim.register)))
    changes = rules.share_changes(books, allotment)
    return CutEffect(
        lines_cents=sum(cut.cents for cut in cuts),
        flat_rates={project: -cents for project, cents in follows.items()},
        shares={project: {source: -cents for source, cents in one.items()} for project, one in changes.items()},
        approved_cents=claim.total_cents + sum(change.values()),
    )


def _faults(cuts: Sequence[CutGiven]) -> Sequence[tuple[str, Sentence | str]]:
    """Two cuts of one voucher share what still counts of it, as they do when they are written down."""
    faults: list[tuple[str, Sentence | str]] = []
    taken: dict[int | None, int] = defaultdict(int)
    for cut in cuts:
        entry = cut.line.entry
        left_cents = standing_of_voucher(entry) - taken[entry.voucher_id]
        try:
            rules.check_cut(cut.cents, cut.line.amount_cents, left_cents, entry.kind == CostEntry.Kind.FLAT_RATE)
        except RuleBroken as error:
            faults.append((f"cents_{cut.line.pk}", error.sentence))
        taken[entry.voucher_id] += cut.cents
    return faults
