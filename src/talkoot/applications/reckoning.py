"""What an application's money comes to: shares, cash in hand and the payments to expect. Plain values, in cents."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from talkoot.applications.rules import (
    HANDLING_MONTHS,
    Answers,
    cash_need,
    costs_after,
    months_of,
    own_share_needed,
)
from talkoot.core.split import Shares, SourceKind, split
from talkoot.programme.terms import ClaimPeriod, ProjectKind, Terms, model, weights_of


@dataclass(frozen=True)
class Instalment:
    """One payment to expect: for the project's days in one claim period, at the latest on `paid_by`.

    `in_hand_cents` is what the organisation has paid out by then beyond what it has got: the money it needs meanwhile.
    """

    number: int
    starts_on: date
    ends_on: date
    costs_cents: int
    payment_cents: int
    paid_by: date
    in_hand_cents: int


@dataclass(frozen=True)
class Reckoning:
    """An application's money. `instalments` is empty while days or costs are missing, and for an event.

    `pays_first`: the organisation pays and is paid afterwards; the costs of an event come to the beneficiary.
    `flat_rate_cents` is the flat rate's line, reckoned of `flat_rate_base_cents`.
    """

    pays_first: bool
    total_cents: int
    flat_rate_base_cents: int
    flat_rate_cents: int
    flat_rate_basis_points: int
    own_share_cents: int
    own_share_needed_cents: int
    own_share_basis_points: int
    shares: Shares
    cash_need_cents: int
    instalments: tuple[Instalment, ...]

    @property
    def most(self) -> Instalment | None:
        """When the organisation needs the most money at once."""
        return max(self.instalments, key=lambda one: one.in_hand_cents, default=None)


def reckoned(answers: Answers, terms: Terms, model_code: str) -> Reckoning:
    """Everything the page reckons of what was saved."""
    rate = terms.cost_model.flat_rate
    total = answers.total_cents
    return Reckoning(
        pays_first=model(terms, model_code).kind is ProjectKind.SUB_GRANT,
        total_cents=total,
        flat_rate_base_cents=sum(answers.budget.get(one, 0) for one in rate.base) if rate else 0,
        flat_rate_cents=answers.budget.get(rate.category, 0) if rate else 0,
        flat_rate_basis_points=rate.rate_basis_points if rate else 0,
        own_share_cents=answers.own_share_cents,
        own_share_needed_cents=own_share_needed(total, terms, model_code),
        own_share_basis_points=model(terms, model_code).own_share_minimum_basis_points,
        shares=split(total, weights_of(terms, model_code)),
        cash_need_cents=cash_need(answers, terms, model_code),
        instalments=tuple(_instalments(answers, terms, model_code)),
    )


def _instalments(answers: Answers, terms: Terms, model_code: str) -> Iterator[Instalment]:
    """Claim period by claim period, as `cash_need` reckons the first: even costs, money so many months after its end.

    The costs of an event come to the beneficiary, so nothing is paid to the organisation.
    """
    starts_on, ends_on, total = answers.starts_on, answers.ends_on, answers.total_cents
    if not cash_need(answers, terms, model_code) or starts_on is None or ends_on is None:
        return
    months, spent, received = months_of(starts_on, ends_on), 0, 0
    for period in _periods(terms, starts_on, ends_on):
        last = min(period.ends_on, ends_on)
        costs = costs_after(months_of(starts_on, last), total, months)
        support = _support(costs, terms, model_code)
        waiting = months_of(starts_on, period.ends_on) + HANDLING_MONTHS
        yield Instalment(
            number=period.number,
            starts_on=max(period.starts_on, starts_on),
            ends_on=last,
            costs_cents=costs - spent,
            payment_cents=support - received,
            paid_by=_end_of_month_after(period.ends_on, HANDLING_MONTHS),
            in_hand_cents=costs_after(waiting, total, months) - received,
        )
        spent, received = costs, support


def _periods(terms: Terms, starts_on: date, ends_on: date) -> Iterator[ClaimPeriod]:
    return (one for one in terms.claim_periods if one.starts_on <= ends_on and starts_on <= one.ends_on)


def _support(costs_cents: int, terms: Terms, model_code: str) -> int:
    """What others than the organisation pay of so much cost."""
    weights = weights_of(terms, model_code)
    own = {one.source for one in weights if one.kind is SourceKind.OWN}
    return sum(cents for source, cents in split(costs_cents, weights).items() if source not in own)


def _end_of_month_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
