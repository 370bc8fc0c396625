"""The index of a claim: every line with the way down from it, on pages and as CSV."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import override

from talkoot.agreements.models import Agreement, Project
from talkoot.applications.models import Application
from talkoot.claims.models import Claim, ClaimLine, Cut
from talkoot.core.typed import is_text
from talkoot.costs.models import Arrival, Check, CostEntry, Voucher
from talkoot.decisions.models import Decision
from talkoot.decisions.states import DecisionStep
from talkoot.ideas.models import Idea
from talkoot.programme.terms import ProjectKind
from talkoot.records.models import Matter

ORDER = ("project_id", "pk")
"""Project by project as they were opened, each in the order of its costs: an index has them so."""
AT_ONCE = 500  # lines that the export holds in memory, and sends, at a time
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


@dataclass(frozen=True)
class IndexRow:
    """One line of a claim and what it rests on. Keys are for links; 0 where there is nothing to link to.

    `what` is the seller or the payroll's person, `cut_cents` what the funder took off, `checker` empty where a rule
    made the entry.
    """

    key: int
    code: str
    title: str
    title_lang: str
    is_public: bool
    category: str
    cents: int
    cut_cents: int
    entry: int
    is_flat_rate: bool
    voucher: int
    what: str
    number: str
    issued_on: date | None
    arrival: int
    has_file: bool
    paid_on: date | None
    ledger_voucher: str
    checker: str
    accepted_cents: int
    outcome: str
    has_agreement: bool
    has_decision: bool
    has_application: bool
    has_idea: bool


def lines_of(claim: Claim, code: str = "", category: str = "") -> QuerySet[ClaimLine]:
    """The lines with all that the index shows of them, of one project (its matter's number) or category if named.

    Three statements for a page of them, however many rows: the lines, their arrivals and their decisions.
    """
    lines = ClaimLine.objects.filter(claim=claim) if is_text(code + category) else ClaimLine.objects.none()
    if code:
        _prefix, _dash, number = code.rpartition("-")
        lines = lines.filter(project__matter__number=int(number)) if number.isdecimal() else lines.none()
    if category:
        lines = lines.filter(entry__category=category)
    cuts = Cut.objects.filter(line=OuterRef("pk")).order_by().values("line")
    cut = cuts.annotate(cents=Sum("amount_cents")).values("cents")
    arrivals = Arrival.objects.order_by("pk").only("pk", "voucher")
    decisions = Decision.objects.filter(step=DecisionStep.DECIDED).only("pk", "matter")
    return (
        lines.select_related(
            "entry__voucher__person",
            "entry__verdict__checker",
            "project__matter__register",
            "project__matter__application",
            "project__matter__idea",
            "project__agreement",
        )
        .annotate(cut_cents=Coalesce(Subquery(cut), 0))
        .prefetch_related(
            Prefetch("entry__voucher__arrivals", queryset=arrivals),
            Prefetch("project__matter__decisions", queryset=decisions),
        )
    )


def rows_of(lines: Iterable[ClaimLine], categories: Mapping[str, str]) -> Iterator[IndexRow]:
    """What is shown of lines from `lines_of`; asks the database nothing more."""
    for line in lines:
        yield _row(line, categories)


def _row(line: ClaimLine, categories: Mapping[str, str]) -> IndexRow:
    entry, matter, voucher = line.entry, line.project.matter, line.entry.voucher
    check: Check = entry.verdict
    return IndexRow(
        key=line.pk,
        code=matter.code,
        title=matter.title,
        title_lang=matter.title_lang,
        is_public=matter.is_public,
        category=categories.get(entry.category, entry.category),
        cents=line.amount_cents,
        cut_cents=line.cut_cents,  # type: ignore[attr-defined]
        entry=entry.pk,
        is_flat_rate=entry.kind == CostEntry.Kind.FLAT_RATE,
        voucher=voucher.pk if voucher else 0,
        what=what_of(voucher),
        number=voucher.number if voucher else "",
        issued_on=voucher.issued_on if voucher else None,
        arrival=_arrival(voucher),
        has_file=bool(voucher and voucher.file_id),
        paid_on=entry.paid_on,
        ledger_voucher=entry.ledger_voucher or "",
        checker=check.checker.name if check.checker else "",
        accepted_cents=check.accepted_cents,
        outcome=outcome_word(check),
        **_whence(line.project, matter),
    )


def what_of(voucher: Voucher | None) -> str:
    """Whom a voucher is from: the seller, or whose salary it is; empty without a voucher."""
    if voucher is None:
        return ""
    return _issuer(voucher.person.name if voucher.person else None, voucher.seller_name, voucher.seller)


def _issuer(person: str | None, seller_name: str | None, seller: str | None) -> str:
    return person if person is not None else seller_name or seller or ""


def _arrival(voucher: Voucher | None) -> int:
    arrivals = list(voucher.arrivals.all()) if voucher else []
    return arrivals[0].pk if arrivals else 0


def _whence(project: Project, matter: Matter) -> dict[str, bool]:
    """What the project came from. The main project came from none of it: it was opened with the programme."""
    agreement: Agreement | None = getattr(project, "agreement", None)
    application: Application | None = getattr(matter, "application", None)
    idea: Idea | None = getattr(matter, "idea", None)
    return {
        "has_agreement": agreement is not None,
        "has_decision": bool(matter.decisions.all()),
        "has_application": application is not None and project.kind != ProjectKind.MAIN,
        "has_idea": idea is not None,
    }


def outcome_word(check: Check) -> str:
    """What the check said, in the page's language."""
    return _outcome_words()[check.outcome]


def _outcome_words() -> dict[str, str]:
    return {
        Check.Outcome.ACCEPT: _("accepted whole"),
        Check.Outcome.PART: _("accepted in part"),
        Check.Outcome.REJECT: _("not accepted"),
    }


def chosen_lines(claim: Claim, keys: Collection[int]) -> list[ClaimLine]:
    """The lines of this claim with these keys, in the order of the index; keys of other claims are left aside."""
    lines = ClaimLine.objects.filter(claim=claim, pk__in=keys)
    related = lines.select_related("claim__register", "entry__voucher__person", "project__matter__register")
    return list(related.order_by(*ORDER))


def projects_in(claim: Claim) -> list[tuple[str, str]]:
    """The projects of a claim for the filter: their numbers and titles, in one statement."""
    lines = ClaimLine.objects.filter(claim=claim, project=OuterRef("project"))
    matters = Matter.objects.filter(Exists(lines), register=claim.register_id).select_related("register")
    return [(matter.code, matter.title) for matter in matters.order_by("number")]


class _Line:
    """What csv writes to: it hands the line back, so that it can be streamed."""

    def write(self, line: str) -> str:
        return line


def csv_of(lines: QuerySet[ClaimLine], categories: Mapping[str, str], lang: str) -> Iterator[str]:
    """Lines from `lines_of` as CSV for a spreadsheet in Finland: semicolons, decimal commas, a mark of UTF-8 first.

    The language is set here, since the rows are written when the view is over.
    """
    with override(lang):
        written_lines = _csv(lines, categories)
        while block := "".join(islice(written_lines, AT_ONCE)):
            yield block


def _csv(lines: QuerySet[ClaimLine], categories: Mapping[str, str]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    heads = [
        _("Line"), _("Project"), _("Title"), _("Category"), _("Claimed"), _("Cut"), _("Cost entry"), _("Voucher"),
        _("Issued by"), _("Number"), _("Dated"), _("Arrival"), _("Paid"), _("In the books"), _("Checked by"),
        _("Check"),
    ]  # fmt: skip
    yield writer.writerow([safe(head) for head in heads])
    outcomes = _outcome_words()
    for row in _plain_rows(lines):
        yield writer.writerow(_cells(row, categories, outcomes))


def _plain_rows(lines: QuerySet[ClaimLine]) -> Iterator[tuple[Any, ...]]:
    """What `_cells` writes, column by column in one statement: a record of each of a million lines takes too long."""
    arrivals = Arrival.objects.filter(voucher=OuterRef("entry__voucher")).order_by("pk").values("pk")
    columns = (
        "pk", "project__matter__register__prefix", "project__matter__number", "project__matter__title",
        "entry__category", "amount_cents", "cut_cents", "entry_id", "entry__voucher_id", "entry__voucher__person__name",
        "entry__voucher__seller_name", "entry__voucher__seller", "entry__voucher__number", "entry__voucher__issued_on",
        "arrival", "entry__paid_on", "entry__ledger_voucher", "entry__verdict__checker__name",
        "entry__verdict__outcome",
    )  # fmt: skip
    plain = lines.prefetch_related(None).annotate(arrival=Subquery(arrivals[:1])).order_by(*ORDER)
    return plain.values_list(*columns).iterator(chunk_size=AT_ONCE)


def _cells(row: tuple[Any, ...], categories: Mapping[str, str], outcomes: Mapping[str, str]) -> list[str | int]:
    (
        key, prefix, project, title, category, cents, cut_cents, entry, voucher, person, seller_name, seller, number,
        issued_on, arrival, paid_on, ledger_voucher, checker, outcome,
    ) = row  # fmt: skip
    return [
        key, f"{prefix}-{project:04}", safe(title), safe(categories.get(category, category)), written(cents),
        written(cut_cents), entry, voucher or "", safe(_issuer(person, seller_name, seller)), safe(number or ""),
        issued_on.isoformat() if issued_on else "", arrival or "", paid_on.isoformat() if paid_on else "",
        safe(ledger_voucher or ""), safe(checker or ""), safe(outcomes[outcome]),
    ]  # fmt: skip


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def written(cents: int) -> str:
    """'-1234,50': an amount as a spreadsheet in Finland reads it. It is our own number, never a text from outside."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"
