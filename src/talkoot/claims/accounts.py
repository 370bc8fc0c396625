"""The programme's money, from above down: by source, by project, and what each figure is made of. Cents throughout."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from talkoot.agreements.models import Project
from talkoot.claims.models import Claim, ClaimLine, ClaimShare, Cut, CutShare, FundsReceived
from talkoot.claims.queries import money_by_source
from talkoot.core.errors import NotFound
from talkoot.costs.models import Check
from talkoot.decisions.models import Commitment
from talkoot.programme.terms import ProjectKind, Terms
from talkoot.records.models import Register


@dataclass(frozen=True)
class SourceMoney:
    """One source of funding. `claimed` is before the cuts; what is approved is the difference."""

    code: str
    name: str
    planned: int
    committed: int
    accepted: int
    claimed: int
    cut: int
    received: int

    @property
    def approved(self) -> int:
        """What was claimed and not cut."""
        return self.claimed - self.cut


@dataclass(frozen=True)
class ProjectMoney:
    """One project: what was granted, what counts of its costs so far, what was claimed and what the funder cut.

    The main project (`is_main`) was opened with the programme: no decision grants it anything.
    """

    code: str
    title: str
    title_lang: str
    is_main: bool
    committed: int
    accepted: int
    claimed: int
    cut: int

    @property
    def standing(self) -> int:
        """What was claimed and not cut."""
        return self.claimed - self.cut


@dataclass(frozen=True)
class ClaimMoney:
    """One claim's part in something; `shares` by source only where it is a project's."""

    number: int
    claimed: int
    cut: int
    received: int = 0
    shares: tuple[int, ...] = ()

    @property
    def approved(self) -> int:
        """What is left after the cuts."""
        return self.claimed - self.cut


def by_source(register: Register, terms: Terms, names: dict[str, str]) -> list[SourceMoney]:
    """Every source in the order of the newest terms' plan, named: six statements."""
    cut = _sums(CutShare.objects.filter(funder_decision__register=register).values_list("source"))
    return [
        SourceMoney(
            one.source,
            names[one.source],
            one.planned,
            one.committed,
            one.accepted,
            one.claimed,
            cut.get(one.source, 0),
            one.received,
        )
        for one in money_by_source(register, terms)
    ]


def sum_of(rows: Iterable[SourceMoney]) -> SourceMoney:
    """The whole programme's row."""
    whole = SourceMoney("", "", 0, 0, 0, 0, 0, 0)
    for one in rows:
        whole = replace(
            whole,
            planned=whole.planned + one.planned,
            committed=whole.committed + one.committed,
            accepted=whole.accepted + one.accepted,
            claimed=whole.claimed + one.claimed,
            cut=whole.cut + one.cut,
            received=whole.received + one.received,
        )
    return whole


def by_project(register: Register) -> list[ProjectMoney]:
    """Every project in number order: one statement, however many there are."""
    projects: Any = Project.objects.filter(register=register).select_related("matter__register")
    projects = projects.annotate(
        committed_cents=_summed(Commitment.objects.filter(matter=OuterRef("matter")), "matter"),
        accepted_cents=_summed(
            Check.objects.filter(cost_entry__project=OuterRef("pk")), "cost_entry__project", "accepted_cents"
        ),
        claimed_cents=_summed(ClaimLine.objects.filter(project=OuterRef("pk")), "project"),
        cut_cents=_summed(Cut.objects.filter(project=OuterRef("pk")), "project"),
    )
    return [
        ProjectMoney(
            one.matter.code,
            one.matter.title,
            one.matter.title_lang,
            one.kind == ProjectKind.MAIN,
            one.committed_cents,
            one.accepted_cents,
            one.claimed_cents,
            one.cut_cents,
        )
        for one in projects.order_by("matter__number")
    ]


def _summed(rows: "QuerySet[Any, Any]", whose: str, column: str = "amount_cents") -> Coalesce:
    """What the rows of one project of a list come to, as a part of the list's own statement."""
    return Coalesce(Subquery(rows.order_by().values(whose).annotate(cents=Sum(column)).values("cents")), 0)


def _sums(rows: "QuerySet[Any, Any]") -> "dict[Any, int]":
    return dict(rows.annotate(cents=Sum("amount_cents")).order_by())


def claims_of_project(project: Project, sources: Iterable[str]) -> list[ClaimMoney]:
    """What was claimed and cut of a project, claim by claim, and what each source stands for of it: four statements."""
    claimed = _sums(ClaimLine.objects.filter(project=project).values_list("claim__number"))
    cut = _sums(Cut.objects.filter(project=project).values_list("funder_decision__claim__number"))
    standing: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    added = ClaimShare.objects.filter(project=project).values_list("claim__number", "source", "amount_cents")
    taken = CutShare.objects.filter(project=project)
    for number, source, cents in added:
        standing[number][source] += cents
    for number, source, cents in taken.values_list("funder_decision__claim__number", "source", "amount_cents"):
        standing[number][source] -= cents
    return [
        ClaimMoney(
            number, claimed.get(number, 0), cut.get(number, 0), shares=tuple(standing[number][one] for one in sources)
        )
        for number in sorted({*claimed, *cut, *standing})
    ]


def claims_of_source(register: Register, terms: Terms, source: str) -> list[ClaimMoney]:
    """What a source carries, claim by claim, and what it has paid: four statements. Raises NotFound."""
    check_source(terms, source)
    claimed = _sums(ClaimShare.objects.filter(claim__register=register, source=source).values_list("claim__number"))
    cuts = CutShare.objects.filter(funder_decision__register=register, source=source)
    cut = _sums(cuts.values_list("funder_decision__claim__number"))
    received = _sums(FundsReceived.objects.filter(register=register, source=source).values_list("claim__number"))
    numbers = Claim.objects.filter(register=register).order_by("number").values_list("number", flat=True)
    return [ClaimMoney(one, claimed.get(one, 0), cut.get(one, 0), received.get(one, 0)) for one in numbers]


def check_source(terms: Terms, source: str) -> None:
    """Raise NotFound for a source the programme doesn't have."""
    known = [one.code for one in terms.sources]
    if source not in known:
        raise NotFound("There is no source '{source}'. There are: {known}.", source=source, known=", ".join(known))


@dataclass(frozen=True)
class Debt:
    """What a source carries of a claim after the cuts, what it has paid, and what it still owes."""

    code: str
    name: str
    approved: int
    received: int

    @property
    def still_open(self) -> int:
        """What it still owes."""
        return self.approved - self.received


def debts_of(claim: Claim, names: dict[str, str]) -> list[Debt]:
    """Every source's debt on a claim: three statements."""
    claimed = _sums(ClaimShare.objects.filter(claim=claim).values_list("source"))
    cut = _sums(CutShare.objects.filter(funder_decision__claim=claim).values_list("source"))
    received = _sums(FundsReceived.objects.filter(claim=claim).values_list("source"))
    return [
        Debt(code, name, claimed.get(code, 0) - cut.get(code, 0), received.get(code, 0)) for code, name in names.items()
    ]
