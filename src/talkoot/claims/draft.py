"""What a claim would hold if it were frozen now: the same reckoning for the preview and for the freezing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from talkoot.claims.queries import books_of, claimable
from talkoot.claims.rules import Books, allot_changes, flat_rate_due, share_changes
from talkoot.core.canonical import Json, plain
from talkoot.core.split import Shares, total
from talkoot.costs.models import Check
from talkoot.programme.file import Terms
from talkoot.programme.terms import ClaimPeriod, FlatRate, claim_period, plan_of
from talkoot.records.models import Register


@dataclass(frozen=True)
class FlatRateDue:
    """A project's flat rate in one claim, in cents, and the checks it is newly counted on."""

    project: int
    category: str
    cents: int
    base_cents_so_far: int
    base: tuple[Check, ...]


@dataclass(frozen=True)
class Draft:
    """A claim before it is frozen. A total of nothing or less is a nil claim: no lines, its entries go on."""

    period: ClaimPeriod
    checks: tuple[Check, ...]
    flat_rates: tuple[FlatRateDue, ...]
    shares: dict[int, Shares]
    total_cents: int
    overflow: Shares = field(default_factory=dict)
    over_plan: Shares = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    @property
    def cents_by_project(self) -> dict[int, int]:
        """What is claimed of each project, its flat rate included."""
        return _by_project(self.checks, self.flat_rates)


def _by_project(checks: Iterable[Check], flat_rates: Iterable[FlatRateDue]) -> dict[int, int]:
    cents: dict[int, int] = defaultdict(int)
    for check in checks:
        cents[check.cost_entry.project_id] += check.accepted_cents
    for flat in flat_rates:
        cents[flat.project] += flat.cents
    return dict(cents)


def draft_claim(register: Register, terms: Terms, number: int) -> Draft:
    """Reckon the claim of a period from everything that can be claimed by its end. Reads only."""
    period = claim_period(terms, number)
    books = books_of(register)
    checks = tuple(claimable(register, period.ends_on))
    flat_rates = _flat_rates(books, checks)
    change = _by_project(checks, flat_rates)
    total_cents = sum(change.values())
    if total_cents <= 0:
        return Draft(period, (), (), {}, 0)
    allotment = allot_changes(books, change, plan_of(terms))
    return Draft(
        period=period,
        checks=checks,
        flat_rates=flat_rates,
        shares=share_changes(books, allotment),
        total_cents=total_cents,
        overflow=allotment.overflow,
        over_plan=allotment.over_plan,
        numbers={one.project: one.number for one in books},
    )


def _flat_rates(books: list[Books], checks: tuple[Check, ...]) -> tuple[FlatRateDue, ...]:
    """One flat rate for every project that has new base."""
    new_base: dict[int, list[Check]] = defaultdict(list)
    for check in checks:
        if check.cost_entry.in_flat_base:
            new_base[check.cost_entry.project_id].append(check)
    return tuple(
        _flat_rate_due(one, one.flat_rate, tuple(new_base[one.project]))
        for one in books
        if one.flat_rate and one.project in new_base
    )


def _flat_rate_due(books: Books, flat_rate: FlatRate, base: tuple[Check, ...]) -> FlatRateDue:
    so_far = books.base_cents + sum(check.accepted_cents for check in base)
    due = flat_rate_due(flat_rate.rate_basis_points, so_far, books.flat_cents)
    return FlatRateDue(books.project, flat_rate.category, due, so_far, base)


def document(register: Register, draft: Draft, flat_entries: Mapping[int, int] | None = None) -> dict[str, Json]:
    """The claim as facts: ids, codes, dates and cents. Its canonical JSON is what is frozen.

    `flat_entries` are the ids of the flat rates' entries by project; a draft has none yet.
    """
    code = {project: f"{register.prefix}-{number:04}" for project, number in draft.numbers.items()}
    lines: list[Json] = [
        {
            "entry": check.cost_entry_id,
            "matter": code[check.cost_entry.project_id],
            "category": check.cost_entry.category,
            "cents": check.accepted_cents,
            "paid_on": plain(check.cost_entry.paid_on),
            "ledger_voucher": check.cost_entry.ledger_voucher,
        }
        for check in draft.checks
    ]
    flat_rates: list[Json] = [
        {
            "entry": flat_entries[flat.project] if flat_entries else None,
            "matter": code[flat.project],
            "cents": flat.cents,
            "base_cents_so_far": flat.base_cents_so_far,
            "base": [check.cost_entry_id for check in flat.base],
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
