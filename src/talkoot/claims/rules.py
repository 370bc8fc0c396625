"""How a claim is reckoned: pure functions on plain values, in cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talkoot.core.errors import RuleBroken
from talkoot.core.money import share_down
from talkoot.core.periods import Period
from talkoot.core.split import Allotment, Shares, Standing, Weights, allot, less


class PeriodNotEnded(RuleBroken):
    """Costs may still be paid in this period."""

    code = "period_not_ended"


class AlreadyFrozen(RuleBroken):
    """This period's claim is frozen: what came later goes into the next one."""

    code = "already_frozen"


class ChainBroken(RuleBroken):
    """The claim of the period before isn't frozen yet."""

    code = "chain_broken"


class CutTooLarge(RuleBroken):
    """More was cut than stands on the line."""

    code = "cut_too_large"


class FlatRateIsCutWithItsBase(RuleBroken):
    """A flat rate follows the costs it was counted on and can't be cut by itself."""

    code = "flat_rate_is_cut_with_its_base"


class NotSettled(RuleBroken):
    """Something of the project is not checked, claimed or decided yet."""

    code = "not_settled"


@dataclass(frozen=True)
class Books:
    """One project as it stands: its number, weights, standing and standing shares, and what its flat rate rests on."""

    project: int
    number: int
    weights: Weights
    standing_cents: int
    shares: Mapping[str, int]
    base_cents: int
    flat_cents: int


def check_can_freeze(number: int, period: Period, frozen: Sequence[int], today: date) -> None:
    """A claim is frozen once, after its period ended, and after the claim before it."""
    if number in frozen:
        raise AlreadyFrozen(f"Claim {number} is frozen. See it with: talkoot claim show. Later costs go into the next.")
    if number > 1 and number - 1 not in frozen:
        raise ChainBroken(f"Freeze claim {number - 1} first: periods are claimed in an unbroken chain.")
    if today <= period.ends_on:
        raise PeriodNotEnded(f"Period {number} ends on {period.ends_on}. Freeze its claim after that day.")


def flat_rate_due(rate: int, base_cents: int, flat_cents: int) -> int:
    """What brings a project's flat rate to `rate` (basis points) of its base so far, rounded down once in all.

    Counted on the running total and never on single lines, so that it doesn't drift; negative after a cut.
    """
    return share_down(base_cents, rate) - flat_cents


def allot_changes(books: Sequence[Books], change: Mapping[int, int], plan: Mapping[str, int]) -> Allotment:
    """The standing shares of all projects once each standing has changed by `change` (cents by project)."""
    in_order = sorted(books, key=lambda one: one.number)
    after = [Standing(one.project, one.weights, one.standing_cents + change.get(one.project, 0)) for one in in_order]
    return allot(after, plan)


def share_changes(books: Sequence[Books], allotment: Allotment) -> dict[int, Shares]:
    """What each source's share of each project changes by, without the zeros."""
    changes = {one.project: less(allotment.shares[one.project], one.shares) for one in books}
    nonzero = {project: {code: cents for code, cents in shares.items() if cents} for project, shares in changes.items()}
    return {project: shares for project, shares in nonzero.items() if shares}


def check_cut(cents: int, line_cents: int, is_flat_rate: bool) -> None:
    """A cut takes something from a line and leaves nothing negative."""
    if is_flat_rate:
        raise FlatRateIsCutWithItsBase("Cut the salary that the flat rate was counted on: the flat rate follows.")
    if not 0 < cents <= line_cents:
        raise CutTooLarge(f"A cut of this line is between 1 and {line_cents} cents, not {cents}.")


def check_settled(unchecked: int, unclaimed: int, undecided: int) -> None:
    """Nothing of the project is left open. Each is a number of entries."""
    open_now = {"to be checked": unchecked, "to be claimed": unclaimed, "waiting for the funder": undecided}
    still = [f"{count} {what}" for what, count in open_now.items() if count]
    if still:
        raise NotSettled(f"The project can be closed when nothing is open. Still open: {', '.join(still)}.")
