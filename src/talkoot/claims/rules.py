"""How a claim is reckoned: pure functions on plain values, in cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from talkoot.claims.states import ClaimState
from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.money import format_euros, share_down
from talkoot.core.periods import Period, break_in_chain
from talkoot.core.split import Allotment, Shares, Standing, Weights, allot, less
from talkoot.programme.terms import FlatRate


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


class DecisionMakesNoSense(RuleBroken):
    """A funder's decision has a diary number and is made after the claim was frozen, not in the future."""

    code = "decision_makes_no_sense"


class ReceiptMakesNoSense(RuleBroken):
    """Money comes in on a decided claim, is more than nothing, and has a voucher in the books."""

    code = "receipt_makes_no_sense"


class MoreThanApproved(RuleBroken):
    """A source would have paid more than it carries."""

    code = "more_than_approved"


class NotDecided(RuleBroken):
    """The funder hasn't decided on the claim."""

    code = "not_decided"


class AlreadyReceived(RuleBroken):
    """The voucher of the books is written down already."""

    code = "already_received"


class AboveGrant(RuleBroken):
    """More stands of the project than was granted to it."""

    code = "above_grant"


class NotSettled(RuleBroken):
    """Something of the project is not signed, recorded, checked, claimed or decided yet."""

    code = "not_settled"


@dataclass(frozen=True)
class Books:
    """One project as it stands: its number, its own weights and flat rate (those it was opened under), its standing
    and standing shares in cents, and what its flat rate rests on."""

    project: int
    number: int
    weights: Weights
    flat_rate: FlatRate | None
    standing_cents: int
    shares: Mapping[str, int]
    base_cents: int
    flat_cents: int


def check_can_freeze(number: int, period: Period, frozen: Mapping[int, Period], today: date) -> None:
    """A claim is frozen once, after its period ended, and right after the claim before it, as that was frozen."""
    if number in frozen:
        raise AlreadyFrozen(
            "Claim {number} is frozen already and never changes. Later costs go into the next claim.", number=number
        )
    if number > 1 and number - 1 not in frozen:
        raise ChainBroken("Freeze claim {before} first: periods are claimed in an unbroken chain.", before=number - 1)
    if number > 1 and break_in_chain([frozen[number - 1], period]) is not None:
        raise ChainBroken(
            "Period {number} doesn't follow claim {before}, frozen up to {ends_on}."
            " Put the old periods back into the programme file.",
            number=number,
            before=number - 1,
            ends_on=frozen[number - 1].ends_on,
        )
    if today <= period.ends_on:
        raise PeriodNotEnded(
            "Period {number} ends on {ends_on}. Freeze its claim after that day.", number=number, ends_on=period.ends_on
        )


def flat_rate_due(rate: int, base_cents: int, flat_cents: int) -> int:
    """What brings a project's flat rate to `rate` (basis points) of its base so far, rounded down once in all.

    Counted on the running total and never on single lines, so that it doesn't drift; negative after a cut.
    """
    return share_down(base_cents, rate) - flat_cents


def flat_rates_after(books: Sequence[Books], base_cut: Mapping[int, int]) -> dict[int, int]:
    """What the flat rates of projects change by once so much (cents by project) is cut from what they rest on."""
    due = {
        one.project: flat_rate_due(
            one.flat_rate.rate_basis_points, one.base_cents - base_cut[one.project], one.flat_cents
        )
        for one in books
        if one.flat_rate and one.project in base_cut
    }
    return {project: cents for project, cents in due.items() if cents}


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


def check_cut(cents: int, line_cents: int, left_cents: int, is_flat_rate: bool) -> None:
    """A cut takes something from a line and leaves nothing negative; `left_cents` is what still counts of its voucher.

    What an accepted correction has taken back already can't be cut too.
    """
    if is_flat_rate:
        raise FlatRateIsCutWithItsBase("Cut the salary that the flat rate was counted on: the flat rate follows.")
    if not 0 < cents <= line_cents:
        raise CutTooLarge(
            "A cut of this line is more than nothing and at most {most}, not {cents}.",
            most=format_euros(line_cents),
            cents=format_euros(cents),
        )
    if cents > left_cents:
        raise CutTooLarge(
            "A correction has taken part of this cost back: {left} are left to cut."
            " Correct that correction first, then write the decision down.",
            left=format_euros(left_cents),
        )


def check_decision(decided_on: date, frozen_on: date, today: date, diary_number: str) -> None:
    """The funder decides on what was frozen, and its decision can be found again."""
    if not diary_number.strip():
        raise DecisionMakesNoSense("Write the decision's diary number, so that it can be found again.")
    if not frozen_on <= decided_on <= today:
        raise DecisionMakesNoSense(
            "A decision on this claim is made between {frozen_on} and {today}.", frozen_on=frozen_on, today=today
        )


def check_receipt(amount_cents: int, open_cents: int, received_on: date, today: date, ledger_voucher: str) -> None:
    """Money that came in is more than nothing, not more than is still open, not in the future, and in the books."""
    if amount_cents <= 0 or received_on > today or not ledger_voucher.strip():
        raise ReceiptMakesNoSense("Give a sum above nothing, a day that is not in the future, and the books' voucher.")
    if amount_cents > open_cents:
        raise MoreThanApproved("This source still owes {open} on the claim, not more.", open=format_euros(open_cents))


def check_decided(state: str) -> None:
    """Money comes after the funder's decision."""
    if state != ClaimState.DECIDED:
        raise NotDecided("The funder hasn't decided on this claim. Write its decision down first.")


def check_not_received(is_booked: bool) -> None:
    """A voucher of the books is written down once."""
    if is_booked:
        raise AlreadyReceived("This voucher of the books is written down already. Check its number.")


def check_within_grant(standing_cents: int, committed_cents: int) -> int:
    """What is left of the grant, in cents. Raises AboveGrant."""
    if standing_cents > committed_cents:
        raise AboveGrant(
            "{standing} stand of the project, but {granted} were granted."
            " Correct the costs, or decide on a supplement first.",
            standing=format_euros(standing_cents),
            granted=format_euros(committed_cents),
        )
    return committed_cents - standing_cents


def check_settled(*, unsigned: int, unrecorded: int, unchecked: int, unclaimed: int, undecided: int) -> None:
    """Nothing of the project is left open. Each is a number: of statements, of vouchers, the rest of entries."""
    open_now = {
        Sentence("{count} cost statements to be signed, or their lines removed", count=unsigned): unsigned,
        Sentence("{count} vouchers to be recorded or dropped", count=unrecorded): unrecorded,
        Sentence("{count} to be checked", count=unchecked): unchecked,
        Sentence("{count} to be claimed", count=unclaimed): unclaimed,
        Sentence("{count} waiting for the funder", count=undecided): undecided,
    }
    still = tuple(what for what, count in open_now.items() if count)
    if still:
        raise NotSettled("The project can be closed when nothing is open. Still open: {still}.", still=still)
