"""The terms of a programme: what money is promised, split, asked for and checked by.

Every load that changes them makes a new version, and decisions and projects keep the version they were made under.
Dates include both ends; `*_cents` are euro cents, `*_basis_points` hundredths of a per cent.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from talkoot.core.errors import NotFound, Sentence
from talkoot.core.periods import Period
from talkoot.core.split import SourceKind, Weight, Weights
from talkoot.programme.values import (
    BasisPoints,
    BusinessId,
    Cents,
    Code,
    Coded,
    Count,
    Dated,
    Day,
    Flag,
    Part,
    Text,
    TimeZone,
    Words,
    keyed_by,
)


class Beneficiary(Part):
    """The one legal beneficiary, who answers to the funder for everything. Its VAT decides net or gross."""

    name: Words
    business_id: BusinessId
    deducts_vat: Flag


class Funder(Dated):
    """The authority that funds on a day; a reform may put a successor in its place."""

    code: Code
    name: Words


class SourcePart(Part):
    """Whose money a source is made of, so that nobody is told that the EU paid it all. The rate may be unknown."""

    code: Code
    name: Words
    rate_basis_points: BasisPoints | None = None


class Source(Part):
    """A source of funding and its amount in the financing plan. The kind fixes how its share is rounded."""

    code: Code
    name: Words
    kind: SourceKind
    amount_cents: Cents
    parts: Coded[SourcePart] = ()


class ProjectKind(StrEnum):
    """What a project of a funding model is: an association's, an event, or the main project with its staff."""

    SUB_GRANT = "sub_grant"
    EVENT = "event"
    MAIN = "main"


class FundingModel(Part):
    """How projects of one kind are paid for.

    `planned_cents` is the frame: what may be committed to such projects. `weights` are basis points by source.
    """

    code: Code
    name: Words
    kind: ProjectKind
    planned_cents: Cents
    weights: dict[str, BasisPoints]
    own_share_minimum_basis_points: BasisPoints = 0
    group_size_minimum: Count = 0
    months_maximum: Count | None = None
    criteria: tuple[str, ...] = ()


class CostModelKind(StrEnum):
    """How costs become eligible: vouchers and a flat rate on top, vouchers only, or a sum agreed beforehand."""

    FLAT_RATE = "flat_rate"
    ACTUAL = "actual"
    LUMP_SUM = "lump_sum"


class FlatRate(Part):
    """`rate_basis_points` of the accepted costs in `base`, written under `category`, for everything in `covered`.

    Covered categories are refused as direct costs, and no voucher is ever asked for them.
    """

    rate_basis_points: BasisPoints
    category: str
    base: tuple[str, ...] = Field(min_length=1)
    covered: tuple[str, ...] = ()


class CostModel(Part):
    """The cost model of the funding decision; it can't change afterwards."""

    kind: CostModelKind
    flat_rate: FlatRate | None = None


class CostCategory(Dated):
    """A kind of cost. `staff` marks payroll, which needs a person's role and month."""

    code: Code
    name: Words
    staff: Flag = False


class CriterionKind(StrEnum):
    """How a criterion acts: points, a door that must open, a minimum, or a ground for refusal."""

    SCORED = "scored"
    GATE = "gate"
    THRESHOLD = "threshold"
    EXCLUSION = "exclusion"


class Criterion(Part):
    """One ground of assessment. A scored one has points from 0 to `scale` and an anchor, in words, for each."""

    code: Code
    kind: CriterionKind
    text: Words
    scale: Count | None = None
    anchors: tuple[Words, ...] = ()


class ClaimPeriod(Part):
    """One link of the chain of claim periods, and the last day for its claim."""

    number: Annotated[int, Field(ge=1)]
    starts_on: Day
    ends_on: Day
    due_on: Day

    @property
    def period(self) -> Period:
        """The days whose payments the claim takes in."""
        return Period(self.starts_on, self.ends_on)


class Advance(Part):
    """The most that may be paid beforehand: by the funder to the beneficiary, by the beneficiary to a recipient."""

    from_funder_maximum_basis_points: BasisPoints = 0
    to_recipient_maximum_basis_points: BasisPoints = 0


class Body(StrEnum):
    """Who takes a step of a decision."""

    STEERING_GROUP = "steering_group"
    AUTHORITY = "authority"
    FUNDER = "funder"


class DecisionSteps(Part):
    """The steps from assessment to a grant. A step without a body isn't taken in this programme."""

    proposed_by: Body | None = None
    decided_by: Body
    new_recipient_approved_by: Body | None = None
    quorum: Annotated[int, Field(strict=True, ge=1)]


class Counted(StrEnum):
    """The event from which a retention period runs."""

    LAST_ANSWER = "last_answer"
    DECISION = "decision"
    CLOSING = "closing"
    LAST_PAYMENT = "last_payment"


class Retention(Part):
    """How long a class of documents is kept, in months from an event."""

    code: Code
    name: Words
    months: Annotated[int, Field(strict=True, ge=1)]
    counted_from: Counted


class Recipient(Part):
    """An organisation that the funder has approved as a recipient of transferred aid."""

    business_id: BusinessId
    name: Text


class Terms(Part):
    """The frozen half of the programme file."""

    slug: Code
    name: Words
    prefix: Annotated[str, Field(strict=True, pattern=r"^[A-Z]{2,8}$")]
    time_zone: TimeZone
    starts_on: Day
    ends_on: Day
    total_cents: Cents
    tolerance_cents: Cents
    beneficiary: Beneficiary
    funders: Coded[Funder] = Field(min_length=1)
    funder_codes: dict[str, Text] = Field(default_factory=dict)
    sources: Coded[Source] = Field(min_length=1)
    models: Coded[FundingModel] = Field(min_length=1)
    cost_model: CostModel
    categories: Coded[CostCategory] = Field(min_length=1)
    criteria: Coded[Criterion]
    claim_periods: Annotated[tuple[ClaimPeriod, ...], keyed_by("number"), Field(min_length=1)]
    advance: Advance
    decisions: DecisionSteps
    retention: Coded[Retention]
    core_districts: tuple[Text, ...] = ()
    known_recipients: Annotated[tuple[Recipient, ...], keyed_by("business_id")] = ()

    @property
    def period(self) -> Period:
        """The days of the programme."""
        return Period(self.starts_on, self.ends_on)


class _HasCode(Protocol):
    @property
    def code(self) -> str: ...


Row = TypeVar("Row", bound=_HasCode)


def find(rows: Iterable[Row], code: str, what: Sentence) -> Row:
    """The row with the code. Raises NotFound and says which codes there are."""
    known = list(rows)
    for row in known:
        if row.code == code:
            return row
    raise NotFound(
        "There is no {what} '{code}'. There are: {known}.",
        what=what,
        code=code,
        known=", ".join(row.code for row in known),
    )


def source(terms: Terms, code: str) -> Source:
    """A source of funding by its code. Raises NotFound."""
    return find(terms.sources, code, Sentence("source"))


def model(terms: Terms, code: str) -> FundingModel:
    """A funding model by its code. Raises NotFound."""
    return find(terms.models, code, Sentence("funding model"))


def criteria_of(terms: Terms, model_code: str) -> tuple[Criterion, ...]:
    """The criteria that projects of a model are assessed by, in the file's order. Raises NotFound."""
    wanted = model(terms, model_code).criteria
    return tuple(criterion for criterion in terms.criteria if criterion.code in wanted)


def weights_of(terms: Terms, model_code: str) -> Weights:
    """A funding model's weights in the order of the sources, as `core.split` takes them. Raises NotFound."""
    weights = model(terms, model_code).weights
    return tuple(Weight(one.code, one.kind, weights[one.code]) for one in terms.sources if one.code in weights)


def plan_of(terms: Terms) -> dict[str, int]:
    """The financing plan: cents by the code of the source."""
    return {one.code: one.amount_cents for one in terms.sources}


def frame_of(terms: Terms, model_code: str) -> int:
    """The cents that may be committed to projects of a model. Raises NotFound."""
    return model(terms, model_code).planned_cents


def claim_period(terms: Terms, number: int) -> ClaimPeriod:
    """A claim period by its number. Raises NotFound."""
    for one in terms.claim_periods:
        if one.number == number:
            return one
    numbers = ", ".join(str(one.number) for one in terms.claim_periods)
    raise NotFound("There is no claim period {number}. There are: {numbers}.", number=number, numbers=numbers)


def categories_on(terms: Terms, on: date) -> tuple[CostCategory, ...]:
    """The cost categories that hold on a day."""
    return tuple(one for one in terms.categories if one.holds_on(on))


def category(terms: Terms, code: str, on: date) -> CostCategory:
    """A cost category that holds on a day. Raises NotFound."""
    return find(categories_on(terms, on), code, Sentence("cost category on {on}", on=on))


def refused_as_direct(terms: Terms) -> frozenset[str]:
    """The categories nobody may write a voucher under: what the flat rate covers, and the flat rate's own."""
    flat_rate = terms.cost_model.flat_rate
    return frozenset((*flat_rate.covered, flat_rate.category)) if flat_rate else frozenset()


def is_new_recipient(terms: Terms, business_id: str) -> bool:
    """Whether the funder must approve the organisation before aid can be transferred to it."""
    return business_id not in {one.business_id for one in terms.known_recipients}
