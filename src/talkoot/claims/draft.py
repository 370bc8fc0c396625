"""What a claim would hold if it were frozen now: the same reckoning for the preview and for the freezing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from talkoot.claims.queries import CostSum, books_of, claimable_sums
from talkoot.claims.rules import Books, allot_changes, flat_rate_due, share_changes
from talkoot.core.canonical import Json, plain
from talkoot.core.split import Shares, total
from talkoot.programme.file import Terms
from talkoot.programme.terms import ClaimPeriod, FlatRate, claim_period, plan_of
from talkoot.records.models import Register


@dataclass(frozen=True)
class FlatRateDue:
    """A project's flat rate in one claim, in cents, and how many entries it is newly counted on."""

    project: int
    category: str
    cents: int
    base_cents_so_far: int
    base_count: int


@dataclass(frozen=True)
class Draft:
    """A claim before it is frozen. A total of nothing or less is a nil claim: no costs, its entries go on."""

    period: ClaimPeriod
    costs: tuple[CostSum, ...]
    flat_rates: tuple[FlatRateDue, ...]
    shares: dict[int, Shares]
    total_cents: int
    overflow: Shares = field(default_factory=dict)
    over_plan: Shares = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def cents_by_project(self) -> dict[int, int]:
        """What is claimed of each project, its flat rate included."""
        return _by_project(self.costs, self.flat_rates)


def _by_project(costs: Iterable[CostSum], flat_rates: Iterable[FlatRateDue]) -> dict[int, int]:
    cents: dict[int, int] = defaultdict(int)
    for cost in costs:
        cents[cost.project] += cost.cents
    for flat in flat_rates:
        cents[flat.project] += flat.cents
    return dict(cents)


def draft_claim(register: Register, terms: Terms, number: int) -> Draft:
    """Reckon the claim of a period from everything that can be claimed by its end. Reads only."""
    period = claim_period(terms, number)
    books = books_of(register)
    numbers = {one.project: one.number for one in books}
    sums = claimable_sums(register, period.ends_on)
    costs = tuple(sorted(sums, key=lambda one: (numbers[one.project], one.category, one.in_flat_base)))
    flat_rates = _flat_rates(books, costs)
    change = _by_project(costs, flat_rates)
    total_cents = sum(change.values())
    if total_cents <= 0:
        return Draft(period, (), (), {}, 0)
    allotment = allot_changes(books, change, plan_of(terms))
    return Draft(
        period=period,
        costs=costs,
        flat_rates=flat_rates,
        shares=share_changes(books, allotment),
        total_cents=total_cents,
        overflow=allotment.overflow,
        over_plan=allotment.over_plan,
        numbers=numbers,
    )


def _flat_rates(books: list[Books], costs: Iterable[CostSum]) -> tuple[FlatRateDue, ...]:
    """One flat rate for every project that has new base."""
    new_base: dict[int, list[CostSum]] = defaultdict(list)
    for one in costs:
        if one.in_flat_base:
            new_base[one.project].append(one)
    return tuple(
        _flat_rate_due(one, one.flat_rate, new_base[one.project])
        for one in books
        if one.flat_rate and one.project in new_base
    )


def _flat_rate_due(books: Books, flat_rate: FlatRate, base: Sequence[CostSum]) -> FlatRateDue:
    so_far = books.base_cents + sum(one.cents for one in base)
    due = flat_rate_due(flat_rate.rate_basis_points, so_far, books.flat_cents)
    return FlatRateDue(books.project, flat_rate.category, due, so_far, sum(one.count for one in base))


def document(register: Register, draft: Draft, flat_entries: Mapping[int, int] | None = None) -> dict[str, Json]:
    """The claim as facts: ids, codes, dates and cents. Its canonical JSON is what is frozen.

    Its lines are sums by project and category, so that it stays readable however many entries are claimed; the entries
    themselves are the claim's rows. `flat_entries` are the ids of the flat rates' entries by project; a draft has none.
    """
    code = {project: register.code_of(number) for project, number in draft.numbers.items()}
    lines: list[Json] = [
        {
            "matter": code[one.project],
            "category": one.category,
            "in_flat_base": one.in_flat_base,
            "count": one.count,
            "cents": one.cents,
        }
        for one in draft.costs
    ]
    flat_rates: list[Json] = [
        {
            "entry": flat_entries[flat.project] if flat_entries else None,
            "matter": code[flat.project],
            "cents": flat.cents,
            "base_cents_so_far": flat.base_cents_so_far,
            "base_count": flat.base_count,
        }
        for flat in draft.flat_rates
    ]
    return {
        "programme": register.slug,
        "number": draft.period.number,
        "period": [plain(draft.period.starts_on), plain(draft.period.ends_on)],
        "total_cents": draft.total_cents,
        "shares": plain(total(list(draft.shares.values()))),
        "projects": {code[project]: plain(shares) for project, shares in sorted(draft.shares.items())},
        "lines": lines,
        "flat_rates": flat_rates,
        "did_not_fit_plan": plain(draft.overflow),
        "over_plan": plain(draft.over_plan),
    }
