"""Whether a programme makes sense: faults stop a load, warnings don't. Pure functions on a parsed file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from talkoot.core.money import BASIS
from talkoot.core.periods import ONE_DAY, Period
from talkoot.core.split import SourceKind, split, total
from talkoot.people.roles import PERMISSIONS, Permission, RoleCode
from talkoot.programme import consistency
from talkoot.programme.consistency import Fault
from talkoot.programme.file import ProgrammeFile
from talkoot.programme.terms import FundingModel, Terms, plan_of, weights_of
from talkoot.programme.today import Contact, Today, present_on
from talkoot.programme.values import euros_text, rate_text


@dataclass(frozen=True)
class FitRow:
    """One source in cents: its amount in the plan, and its share of all models' planned totals."""

    source: str
    planned_cents: int
    split_cents: int

    @property
    def difference_cents(self) -> int:
        """How much the split takes above the plan; negative when below."""
        return self.split_cents - self.planned_cents


@dataclass(frozen=True)
class Fit:
    """How well the financing plan and the split of the planned totals agree."""

    rows: tuple[FitRow, ...]
    tolerance_cents: int

    @property
    def worst_cents(self) -> int:
        """The largest difference of a source, whichever way."""
        return max(abs(row.difference_cents) for row in self.rows)

    @property
    def misfits(self) -> tuple[FitRow, ...]:
        """The sources whose difference is larger than the tolerance."""
        return tuple(row for row in self.rows if abs(row.difference_cents) > self.tolerance_cents)


def fit(terms: Terms) -> Fit:
    """Split every model's planned total by its weights and lay it beside the plan. Wants terms with whole weights."""
    shares = total([split(model.planned_cents, weights_of(terms, model.code)) for model in terms.models])
    rows = (FitRow(code, cents, shares.get(code, 0)) for code, cents in plan_of(terms).items())
    return Fit(tuple(rows), terms.tolerance_cents)


def faults(file: ProgrammeFile) -> list[Fault]:
    """Everything that stops a load: (key, what is wrong and what is allowed), all at once."""
    return [*_of(TERMS_CHECKS, file.terms), *consistency.faults(file)]


def _of(checks: Iterable[Callable[[Terms], Iterator[Fault]]], terms: Terms) -> Iterator[Fault]:
    return (fault for check in checks for fault in check(terms))


def _sources_add_up(terms: Terms) -> Iterator[Fault]:
    amounts = {f"terms.sources.{one.code}.amount": one.amount_cents for one in terms.sources}
    if sum(amounts.values()) != terms.total_cents:
        yield "terms.total", f"is {euros_text(terms.total_cents)}, but {_sum_text(amounts)}; they must be equal"


def _planned_totals_add_up(terms: Terms) -> Iterator[Fault]:
    planned = {f"terms.models.{one.code}.planned": one.planned_cents for one in terms.models}
    if sum(planned.values()) != terms.total_cents:
        yield "terms.total", f"is {euros_text(terms.total_cents)}, but {_sum_text(planned)}; they must be equal"


def _sum_text(amounts: dict[str, int]) -> str:
    written = " + ".join(f"{key} ({euros_text(cents)})" for key, cents in amounts.items())
    return f"{written} = {euros_text(sum(amounts.values()))}"


def _parts_are_whole(terms: Terms) -> Iterator[Fault]:
    for source in terms.sources:
        rates = [part.rate_basis_points for part in source.parts]
        known = [rate for rate in rates if rate is not None]
        if known and (len(known) < len(rates) or sum(known) != BASIS):
            key = f"terms.sources.{source.code}.parts"
            yield key, "has rates that don't add up to 100 %; give every part its rate, or none"


def _weights_name_sources(terms: Terms) -> Iterator[Fault]:
    known = plan_of(terms)
    for model in terms.models:
        for code in model.weights:
            if code not in known:
                yield _weight_key(model, code), f"there is no such source; there are: {', '.join(known)}"


def _weights_are_whole(terms: Terms) -> Iterator[Fault]:
    for model in terms.models:
        together = sum(model.weights.values())
        if together != BASIS:
            written = " + ".join(f"{_weight_key(model, code)} ({rate_text(bp)})" for code, bp in model.weights.items())
            yield f"terms.models.{model.code}.weights", f"{written} = {rate_text(together)}; they must be 100 %"


def _one_public_source(terms: Terms) -> Iterator[Fault]:
    for model in terms.models:
        public = _sources_of(terms, model, SourceKind.PUBLIC)
        if len(public) != 1:
            found = " and ".join(public) or "none"
            key = f"terms.models.{model.code}.weights"
            yield key, f"must name exactly one source of kind 'public', which takes the rounding; it names {found}"


def _own_share_is_reached(terms: Terms) -> Iterator[Fault]:
    for model in terms.models:
        own = _sources_of(terms, model, SourceKind.OWN)
        weight = sum(model.weights[code] for code in own)
        if weight < model.own_share_minimum_basis_points:
            asked = rate_text(model.own_share_minimum_basis_points)
            keys = " + ".join(_weight_key(model, code) for code in own) or "no source of kind 'own'"
            key = f"terms.models.{model.code}.own_share_minimum"
            yield key, f"asks for {asked}, but {keys} gives {rate_text(weight)}; the weights must reach the minimum"


def _plan_fits(terms: Terms) -> Iterator[Fault]:
    if any(_of(WEIGHT_CHECKS, terms)):
        return
    for row in fit(terms).misfits:
        keys = [_weight_key(model, row.source) for model in terms.models if row.source in model.weights]
        yield (
            f"terms.sources.{row.source}.amount",
            f"is {euros_text(row.planned_cents)}, but the models' planned totals give it {euros_text(row.split_cents)} "
            f"by {', '.join(keys)}; the difference {euros_text(row.difference_cents)} may be at most "
            f"{euros_text(terms.tolerance_cents)} (terms.tolerance)",
        )


def _sources_of(terms: Terms, model: FundingModel, kind: SourceKind) -> list[str]:
    return [source.code for source in terms.sources if source.kind is kind and source.code in model.weights]


def _weight_key(model: FundingModel, source: str) -> str:
    return f"terms.models.{model.code}.weights.{source}"


WEIGHT_CHECKS = (_weights_name_sources, _weights_are_whole, _one_public_source)
"""What must hold before anything can be split."""

TERMS_CHECKS = (
    _sources_add_up,
    _planned_totals_add_up,
    _parts_are_whole,
    *WEIGHT_CHECKS,
    _own_share_is_reached,
    _plan_fits,
)


def changed_frozen(old: Terms, new: Terms) -> list[str]:
    """The keys that may not change once a decision exists, and did: cost model, rates, weights, vanished codes.

    Rates are the flat rate, the weights, the minimum own share, and the kind of a source, which fixes its rounding.
    New models, sources, categories and criteria may come; those that are there end by validity, never by vanishing.
    """
    before, after = _frozen(old), _frozen(new)
    changed = [key for key, value in before.items() if key in after and after[key] != value]
    return changed + [f"{key} (vanished)" for key in before if key not in after]


def _frozen(terms: Terms) -> dict[str, object]:
    facts: dict[str, object] = {"terms.cost_model": terms.cost_model}
    for source in terms.sources:
        facts[f"terms.sources.{source.code}.kind"] = source.kind
    for model in terms.models:
        facts[f"terms.models.{model.code}.weights"] = model.weights
        facts[f"terms.models.{model.code}.own_share_minimum"] = model.own_share_minimum_basis_points
    facts |= {f"terms.categories.{category.code}": None for category in terms.categories}
    facts |= {f"terms.criteria.{criterion.code}": None for criterion in terms.criteria}
    return facts


FOUR_EYES = ((Permission.RECORD_COSTS, Permission.CHECK_COSTS),)
"""Who does the first may not do the second. Preparing and approving payments join when there is a stage for them."""


def warnings(file: ProgrammeFile) -> list[Fault]:
    """What a programme can start with but should mend: (key, text). Days on which four eyes are too few."""
    return [warning for pair in FOUR_EYES for warning in _four_eyes_gaps(file, *pair)]


def _four_eyes_gaps(file: ProgrammeFile, first: Permission, second: Permission) -> Iterator[Fault]:
    for gap in _joined(days for days in _stretches(file) if not _two_can(file.today, days, first, second)):
        yield (
            "today.contacts",
            f"from {gap.starts_on} to {gap.ends_on} no two different persons can {first.value} and {second.value}; "
            f"name a deputy or another contact as {' or '.join(_roles_with(first) + _roles_with(second))}",
        )


def _two_can(today: Today, days: Period, first: Permission, second: Permission) -> bool:
    present = present_on(today, days.starts_on)
    ones, others = _holders(present, first), _holders(present, second)
    return bool(ones and others) and len(ones | others) > 1


def _holders(present: dict[RoleCode, frozenset[str]], permission: Permission) -> frozenset[str]:
    return frozenset().union(*(present.get(role, frozenset()) for role in _roles_with(permission)))


def _roles_with(permission: Permission) -> list[RoleCode]:
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


def _stretches(file: ProgrammeFile) -> Iterator[Period]:
    """The programme's days, cut wherever a contact comes, goes or is away."""
    period = file.terms.period
    cuts = {day for contact in file.today.contacts for day in _changes(contact) if day and day in period}
    starts = sorted({period.starts_on, *cuts})
    return (Period(start, after - ONE_DAY) for start, after in pairwise([*starts, period.ends_on + ONE_DAY]))


def _changes(contact: Contact) -> Iterator[date | None]:
    yield contact.valid_from
    yield contact.valid_to and contact.valid_to + ONE_DAY
    for gap in contact.away:
        yield gap.starts_on
        yield gap.ends_on + ONE_DAY


def _joined(periods: Iterable[Period]) -> list[Period]:
    """Periods that follow each other at once, made one."""
    joined: list[Period] = []
    for period in periods:
        if joined and joined[-1].ends_on + ONE_DAY == period.starts_on:
            joined[-1] = Period(joined[-1].starts_on, period.ends_on)
        else:
            joined.append(period)
    return joined
