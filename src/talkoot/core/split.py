"""Who carries what: one pure function of a total, and its use over many projects under a plan.

Rounding follows the kind of the source (design decision 0003): a *funder*'s share goes down, so that a cent
too much is never claimed; an *own* share goes up, so that own funding is at least its share; the one *public*
source takes the rest. The shares therefore add up to the total for every total, negative ones included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from talkoot.core.money import BASIS, share_down, share_up


class SourceKind(StrEnum):
    """What a source of funding is, which fixes how its share is rounded."""

    FUNDER = "funder"
    OWN = "own"
    PUBLIC = "public"


@dataclass(frozen=True)
class Weight:
    """One source's part in a funding model: `basis_points` of 10 000."""

    source: str
    kind: SourceKind
    basis_points: int


Weights = tuple[Weight, ...]
Shares = dict[str, int]
"""Cents by the code of the source."""


def rest_source(weights: Weights) -> str:
    """The code of the one public source, which takes what rounding and full plans leave over."""
    (rest,) = (weight.source for weight in weights if weight.kind is SourceKind.PUBLIC)
    return rest


def split(total_cents: int, weights: Weights) -> Shares:
    """Each source's share of a total in cents. The weights add up to 10 000 and name one public source."""
    if sum(weight.basis_points for weight in weights) != BASIS:
        raise ValueError("weights must add up to 10 000 basis points")
    shares = {}
    for weight in weights:
        if weight.kind is SourceKind.FUNDER:
            shares[weight.source] = share_down(total_cents, weight.basis_points)
        elif weight.kind is SourceKind.OWN:
            shares[weight.source] = share_up(total_cents, weight.basis_points)
    shares[rest_source(weights)] = total_cents - sum(shares.values())
    return shares


@dataclass(frozen=True)
class Standing:
    """What stands for one project: everything accepted and claimed, less everything cut, in cents."""

    project: int
    weights: Weights
    cents: int


@dataclass(frozen=True)
class Allotment:
    """The standing shares of all projects under a plan.

    `shares` is by project; `overflow` says, by funder, how many cents did not fit its plan and fell on the rest
    source; `over_plan` says the same of sources that passed their plan all the same (a warning, no refusal).
    """

    shares: dict[int, Shares]
    overflow: Shares
    over_plan: Shares


def allot(standings: Sequence[Standing], plan: Mapping[str, int]) -> Allotment:
    """Split every project's standing, in the order given (project numbers), never above a funder's plan.

    A pure function of what stands now: how claims and cuts came about makes no difference, so shares never drift.
    """
    left = dict(plan)
    shares: dict[int, Shares] = {}
    overflow: Shares = {}
    for standing in standings:
        own = split(standing.cents, standing.weights)
        rest = rest_source(standing.weights)
        for weight in standing.weights:
            if weight.kind is SourceKind.FUNDER:
                excess = max(0, own[weight.source] - max(0, left[weight.source]))
                own[weight.source] -= excess
                own[rest] += excess
                overflow[weight.source] = overflow.get(weight.source, 0) + excess
        for source, cents in own.items():
            left[source] -= cents
        shares[standing.project] = own
    return Allotment(
        shares=shares,
        overflow={source: cents for source, cents in overflow.items() if cents},
        over_plan={source: -cents for source, cents in left.items() if cents < 0},
    )


def less(after: Shares, before: Mapping[str, int]) -> Shares:
    """What has to be added to `before` to reach `after`, by source."""
    return {source: after.get(source, 0) - before.get(source, 0) for source in sorted({*after, *before})}


def total(shares: Sequence[Shares]) -> Shares:
    """The sum of several shares, by source."""
    summed: Shares = {}
    for one in shares:
        for source, cents in one.items():
            summed[source] = summed.get(source, 0) + cents
    return summed
