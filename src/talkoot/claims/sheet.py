"""A claim as a page lays it out: the same reading of its document before it is frozen and after."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

from django.http import HttpRequest

from talkoot.claims.draft import document, draft_claim
from talkoot.claims.models import Claim
from talkoot.core.canonical import Json
from talkoot.core.money import share_down
from talkoot.core.periods import Period
from talkoot.programme.terms import Terms
from talkoot.programme.today import word
from talkoot.programme.values import rate_text
from talkoot.records.models import Matter, Register
from talkoot.ui.charts import Bar, Bars
from talkoot.ui.paging import Page, page_of_numbers

AT_ONCE = 100  # projects on one page of a claim: all of them, for most programmes
MOST_BARS = 12  # more projects than this make a drawing nobody reads; the table has them all


class LineFacts(TypedDict):
    """One line of a claim's document: `count` entries of a project under one category."""

    matter: str
    category: str
    in_flat_base: bool
    count: int
    cents: int


class FlatRateFacts(TypedDict):
    """One flat rate of a claim's document; `entry` is None in a draft."""

    entry: int | None
    matter: str
    cents: int
    base_cents_so_far: int
    base_count: int


class ClaimFacts(TypedDict):
    """A claim's document, see `draft.document`."""

    number: int
    period: list[str]
    total_cents: int
    shares: dict[str, int]
    projects: dict[str, dict[str, int]]
    lines: list[LineFacts]
    flat_rates: list[FlatRateFacts]
    did_not_fit_plan: dict[str, int]
    over_plan: dict[str, int]


@dataclass(frozen=True)
class CategorySum:
    """What is claimed of one project under one category."""

    code: str
    name: str
    count: int
    cents: int


@dataclass(frozen=True)
class FlatRateSum:
    """How a project's flat rate was reckoned: `rate` of everything accepted under its base so far, rounded down
    (`due_cents`), less the flat rates of earlier claims (`before_cents`). `count` costs are newly in the base."""

    name: str
    rate: str
    cents: int
    base_cents: int
    due_cents: int
    before_cents: int
    count: int


@dataclass(frozen=True)
class ProjectSum:
    """One project in a claim; `shares` in the order of the sheet's sources."""

    code: str
    title: str
    title_lang: str
    cents: int
    shares: tuple[int, ...]
    categories: tuple[CategorySum, ...]
    flat_rate: FlatRateSum | None


@dataclass(frozen=True)
class Sheet:
    """A whole claim, and one page of its projects. Every `shares` is in the order of `sources` (names)."""

    number: int
    period: Period
    total_cents: int
    sources: tuple[str, ...]
    source_codes: tuple[str, ...]
    shares: tuple[int, ...]
    projects: Page[ProjectSum]
    overflow: tuple[tuple[str, int], ...]
    over_plan: tuple[tuple[str, int], ...]

    @property
    def shares_by_source(self) -> list[tuple[str, str, int]]:
        """Code, name and cents of every source."""
        return list(zip(self.source_codes, self.sources, self.shares, strict=True))


def draft_facts(register: Register, terms: Terms, number: int) -> dict[str, Json]:
    """The document of what a claim would hold if it were frozen now. Raises NotFound for no such period."""
    return document(register, draft_claim(register, terms, number))


def sheet_of_claim(claim: Claim, terms: Terms, lang: str, request: HttpRequest) -> Sheet:
    """A frozen claim, as it was frozen."""
    return sheet_of(json.loads(claim.document), claim.register, terms, lang, request)


def sheet_of(facts: Mapping[str, Json], register: Register, terms: Terms, lang: str, request: HttpRequest) -> Sheet:
    """The document laid out, with the names that its terms give; one statement, for the projects' titles.

    Which of its projects are told is the request's, as of any list.
    """
    told = cast(ClaimFacts, facts)
    names = source_names(terms, lang)
    starts_on, ends_on = (date.fromisoformat(day) for day in told["period"])
    return Sheet(
        number=told["number"],
        period=Period(starts_on, ends_on),
        total_cents=told["total_cents"],
        sources=tuple(names.values()),
        source_codes=tuple(names),
        shares=tuple(told["shares"].get(code, 0) for code in names),
        projects=_projects(told, register, terms, lang, request),
        overflow=tuple((names[code], cents) for code, cents in told["did_not_fit_plan"].items()),
        over_plan=tuple((names[code], cents) for code, cents in told["over_plan"].items()),
    )


def source_names(terms: Terms, lang: str) -> dict[str, str]:
    """What each source of funding is called, by its code, in the plan's order."""
    return {one.code: word(dict(one.name), lang) for one in terms.sources}


def category_names(terms: Terms, lang: str) -> dict[str, str]:
    """What each cost category is called, by its code."""
    return {one.code: word(dict(one.name), lang) for one in terms.categories}


def _projects(told: ClaimFacts, register: Register, terms: Terms, lang: str, request: HttpRequest) -> Page[ProjectSum]:
    lines: dict[str, list[LineFacts]] = defaultdict(list)
    for line in told["lines"]:
        lines[line["matter"]].append(line)
    flat_rates = {one["matter"]: one for one in told["flat_rates"]}
    codes = {_number(code): code for code in {*lines, *flat_rates, *told["projects"]}}
    shown = page_of_numbers(sorted(codes), request, AT_ONCE)
    matters = {one.number: one for one in Matter.objects.filter(register=register, number__in=shown.rows)}
    rows = [
        _project(code, matters[number], lines[code], flat_rates.get(code), told["projects"].get(code, {}), terms, lang)
        for number, code in ((number, codes[number]) for number in shown.rows)
    ]
    return Page(rows, shown.before, shown.after)


def _number(code: str) -> int:
    return int(code.rpartition("-")[2])


def _project(
    code: str,
    matter: Matter,
    lines: Sequence[LineFacts],
    flat_rate: FlatRateFacts | None,
    shares: Mapping[str, int],
    terms: Terms,
    lang: str,
) -> ProjectSum:
    return ProjectSum(
        code=code,
        title=matter.title,
        title_lang=matter.title_lang,
        cents=sum(line["cents"] for line in lines) + (flat_rate["cents"] if flat_rate else 0),
        shares=tuple(shares.get(one.code, 0) for one in terms.sources),
        categories=_categories(lines, category_names(terms, lang)),
        flat_rate=_flat_rate(flat_rate, terms, lang) if flat_rate else None,
    )


def _categories(lines: Sequence[LineFacts], names: Mapping[str, str]) -> tuple[CategorySum, ...]:
    """One sum a category, in the order of the terms, whether the flat rate is counted on its entries or not."""
    found: dict[str, list[LineFacts]] = defaultdict(list)
    for line in lines:
        found[line["category"]].append(line)
    in_order = [code for code in names if code in found] + sorted(set(found) - set(names))
    return tuple(
        CategorySum(
            code,
            names.get(code, code),
            count=sum(line["count"] for line in found[code]),
            cents=sum(line["cents"] for line in found[code]),
        )
        for code in in_order
    )


def _flat_rate(told: FlatRateFacts, terms: Terms, lang: str) -> FlatRateSum | None:
    """What the flat rate came to before this claim is what is due now less what this claim adds."""
    rule = terms.cost_model.flat_rate
    if rule is None:
        return None
    due_cents = share_down(told["base_cents_so_far"], rule.rate_basis_points)
    return FlatRateSum(
        name=category_names(terms, lang).get(rule.category, rule.category),
        rate=rate_text(rule.rate_basis_points),
        cents=told["cents"],
        base_cents=told["base_cents_so_far"],
        due_cents=due_cents,
        before_cents=due_cents - told["cents"],
        count=told["base_count"],
    )


def chart_of(sheet: Sheet, title: str, whole: str) -> Bars:
    """The shares as bars: the whole claim, and each project where there are few enough to read."""
    rows = [Bar(whole, tuple(zip(sheet.sources, sheet.shares, strict=True)))]
    projects = sheet.projects.rows
    if 1 < len(projects) <= MOST_BARS:
        rows += [Bar(one.code, tuple(zip(sheet.sources, one.shares, strict=True))) for one in projects]
    return Bars(title, tuple(rows))
