"""What the public pages show."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from talkoot.activities.models import Activity
from talkoot.activities.queries import coming_activities, reach_of
from talkoot.agreements.models import Project
from talkoot.agreements.queries import grant_on, weights_of_project
from talkoot.claims.queries import MoneyRow, accepted_standings, money_by_source, standing_shares
from talkoot.core.split import Shares, allot, split, total
from talkoot.costs.models import CostEntry
from talkoot.costs.queries import accepted_of
from talkoot.decisions.queries import committed_by_model
from talkoot.people.roles import PERMISSIONS, Permission
from talkoot.programme.file import Terms
from talkoot.programme.terms import plan_of, weights_of
from talkoot.programme.today import Contact, Today, contacts_on, is_away, word
from talkoot.records.models import Matter, Register
from talkoot.site.timeline import Line, timeline
from talkoot.ui.charts import Bar, Bars, Flow, Link


@dataclass(frozen=True)
class NamedMoney:
    """A row of the money table with the source's name in the page's language."""

    name: str
    row: MoneyRow


def source_names(terms: Terms, lang: str) -> dict[str, str]:
    """What each source of funding is called in a language, by its code."""
    return {source.code: word(dict(source.name), lang) for source in terms.sources}


def named_money(register: Register, terms: Terms, names: dict[str, str]) -> tuple[list[NamedMoney], MoneyRow]:
    """The money by source, and its totals, in cents."""
    rows = money_by_source(register, terms)
    totals = MoneyRow(
        "total",
        sum(row.planned for row in rows),
        sum(row.committed for row in rows),
        sum(row.accepted for row in rows),
        sum(row.claimed for row in rows),
        sum(row.received for row in rows),
    )
    return [NamedMoney(names[row.source], row) for row in rows], totals


def claimed_flow(register: Register, terms: Terms, lang: str, title: str) -> Flow | None:
    """What was claimed less what was cut: from each source to each funding model. None before the first claim."""
    shares = standing_shares(register)
    models = dict(Project.objects.filter(pk__in=shares).values_list("pk", "model"))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for project, by_source in shares.items():
        for source, cents in by_source.items():
            sums[source, models[project]] += cents
    sources, uses = source_names(terms, lang), {one.code: word(dict(one.name), lang) for one in terms.models}
    links = tuple(
        Link(sources[source], uses[use], sums[source, use])
        for source in sources
        for use in uses
        if sums[source, use] > 0
    )
    return Flow(title, links) if links else None


def named_lines(matter: Matter, lang: str, names: dict[str, str]) -> list[Line]:
    """The matter's timeline, its shares by the names of their sources (only a project has any)."""
    return [
        replace(line, shares={names[source]: cents for source, cents in line.shares.items()})
        for line in timeline(matter, lang)
    ]


def told_matter(register: Register) -> Matter | None:
    """The matter whose story the front page tells: the first public one that has come to its end."""
    closed = Matter.objects.select_related("register").filter(register=register, phase="closed", is_public=True)
    return closed.order_by("number").first()


def to_ring(today: Today, day: date) -> list[Contact]:
    """Who answers residents on a day: the roles that handle ideas; whoever is away isn't rung, unless all are."""
    helping = [one for one in contacts_on(today, day) if Permission.HANDLE_IDEAS in PERMISSIONS[one.role]]
    return [one for one in helping if not is_away(today, one.holder, day)] or helping


@dataclass(frozen=True)
class Became:
    """What a matter became: its project, who carries it out, what was granted, what was accepted by source, in cents.

    `visits` and `target` count visits; `coming` is what happens next.
    """

    project: Project
    organisation: str
    granted_cents: int
    accepted: Shares
    visits: int
    target: int
    coming: Activity | None

    @property
    def accepted_cents(self) -> int:
        """Everything accepted."""
        return sum(self.accepted.values())


def became(project: Project, terms: Terms, lang: str, now: datetime) -> Became:
    """What the matter of a project became."""
    reach, names = reach_of(project), source_names(terms, lang)
    granted_cents, organisation = grant_on(project.matter)
    accepted = accepted_shares(project, terms)
    return Became(
        project=project,
        organisation=organisation,
        granted_cents=granted_cents,
        # In the plan's order, so that a source has the same colour here as in a claim.
        accepted={name: accepted[source] for source, name in names.items() if accepted.get(source)},
        visits=reach.visits,
        target=reach.target,
        coming=coming_activities(project.register, now).filter(project=project).first(),
    )


def accepted_shares(project: Project, terms: Terms) -> Shares:
    """What was accepted of the project's costs by source, in cents, as the whole programme's money is allotted.

    No more is accepted of a project than is committed to it. So while the commitments fit into the whole
    plan nothing falls on the rest source, and the project's own split is its allotment; else all are allotted in their
    order.
    """
    plan, weights = plan_of(terms), weights_of_project(project)
    by_model = committed_by_model(project.register).items()
    committed = total([split(cents, weights_of(terms, model)) for model, cents in by_model])
    if all(committed.get(source, 0) <= cents for source, cents in plan.items()):
        return split(accepted_of(CostEntry.objects.filter(project=project)), weights)
    return allot(accepted_standings(project.register), plan).shares.get(project.pk, {})


def accepted_bars(accepted: Shares, title: str, row: str) -> Bars | None:
    """The accepted euros as one bar; None when there are none."""
    parts = tuple((name, cents) for name, cents in accepted.items())
    return Bars(title, (Bar(row, parts),)) if parts else None


@dataclass(frozen=True)
class Related:
    """A matter beside this one: its public number and its title."""

    code: str
    title: str
    title_lang: str


def related(matter: Matter) -> list[Related]:
    """The public matters this one came from or led to."""
    origin = [matter.came_from_id] if matter.came_from_id else []
    kin = Matter.objects.filter(Q(pk__in=origin) | Q(came_from=matter), is_public=True)
    found = kin.order_by("number").values_list("number", "title", "title_lang")
    return [Related(matter.register.code_of(number), title, lang) for number, title, lang in found]
