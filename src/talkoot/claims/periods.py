"""The programme's claim periods, and where each of them stands today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from talkoot.claims.models import Claim, FundsReceived
from talkoot.claims.states import ClaimState, PeriodState
from talkoot.core.periods import Period
from talkoot.programme.terms import Terms
from talkoot.records.models import Register


@dataclass(frozen=True)
class PeriodRow:
    """One period of the chain. Amounts in cents; None for what isn't known before the claim is frozen or decided.

    `due_on` is the last day for the claim; None when the programme file doesn't hold the period any more.
    """

    number: int
    period: Period
    due_on: date | None
    state: PeriodState
    total_cents: int | None = None
    approved_cents: int | None = None
    received_cents: int | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether it has a claim that doesn't change any more."""
        return self.total_cents is not None

    @property
    def word(self) -> str:
        """Its state in the page's language."""
        return gettext(self.state.value)

    def is_late(self, today: date) -> bool:
        """Whether the claim's last day has passed and nothing was frozen."""
        return not self.is_frozen and self.due_on is not None and self.due_on < today


def claim_if_any(register: Register, number: int) -> Claim | None:
    """The frozen claim of a period with its terms and the funder's decision, or None."""
    frozen = Claim.objects.filter(register=register, number=number).exclude(state=ClaimState.OPEN)
    return frozen.select_related("register", "terms", "funder_decision__recorded_by").first()


def periods_of(register: Register, terms: Terms, today: date) -> list[PeriodRow]:
    """Every period in its order, in one statement; a frozen claim keeps the days it was frozen with."""
    paid = FundsReceived.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
    claims = Claim.objects.filter(register=register).exclude(state=ClaimState.OPEN).select_related("funder_decision")
    claims = claims.annotate(
        received_cents=Coalesce(Subquery(paid.annotate(cents=Sum("amount_cents")).values("cents")), 0)
    )
    frozen = {claim.number: claim for claim in claims}
    planned = {one.number: one for one in terms.claim_periods}
    due = {number: one.due_on for number, one in planned.items()}
    return [
        _frozen(frozen[number], due.get(number))
        if number in frozen
        else PeriodRow(number, planned[number].period, due[number], _before(planned[number].period, today))
        for number in sorted({*frozen, *planned})
    ]


def _frozen(claim: Claim, due_on: date | None) -> PeriodRow:
    decision = getattr(claim, "funder_decision", None)
    received: int = claim.received_cents  # type: ignore[attr-defined]
    state = PeriodState.FROZEN
    if decision:
        state = PeriodState.RECEIVED if received == decision.approved_cents else PeriodState.DECIDED
    return PeriodRow(
        number=claim.number,
        period=Period(claim.starts_on, claim.ends_on),
        due_on=due_on,
        state=state,
        total_cents=claim.total_cents,
        approved_cents=decision.approved_cents if decision else None,
        received_cents=received if decision else None,
    )


def _before(period: Period, today: date) -> PeriodState:
    if today < period.starts_on:
        return PeriodState.COMING
    return PeriodState.OPEN if today <= period.ends_on else PeriodState.PREVIEW


def next_to_freeze(rows: list[PeriodRow]) -> PeriodRow | None:
    """The first period that has ended and whose claim isn't frozen, or None."""
    return next((row for row in rows if row.state is PeriodState.PREVIEW), None)
