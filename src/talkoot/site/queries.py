"""What the public pages show."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from talkoot.activities.models import Activity
from talkoot.activities.queries import coming_activities, reach_of
from talkoot.agreements.models import Project
from talkoot.agreements.queries import grants_by_matter, organisation_of, project_of
from talkoot.claims.queries import MoneyRow, accepted_standings, money_by_source, standing_shares
from talkoot.core.split import Shares, allot
from talkoot.people.roles import PERMISSIONS, Permission
from talkoot.programme.file import Terms
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import ProjectKind, plan_of
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


def named_money(register: Register, names: dict[str, str]) -> tuple[list[NamedMoney], MoneyRow]:
    """The money by source, and its totals, in cents."""
    rows = money_by_source(register)
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
    """The matter's timeline, its shares by the names of their sources."""
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


def became(matter: Matter, names: dict[str, str], now: datetime) -> Became | None:
    """What the matter became; None when it has no project."""
    project = project_of(matter)
    if project is None:
        return None
    organisation = organisation_of(project)
    reach = reach_of(project)
    return Became(
        project=project,
        organisation=organisation.name if organisation else "",
        granted_cents=grants_by_matter().get(matter.pk, 0) if project.kind != ProjectKind.MAIN else 0,
        accepted={names[source]: cents for source, cents in accepted_of(project).items() if cents},
        visits=reach.visits,
        target=reach.target,
        coming=coming_activities(matter.register, now).filter(project=project).first(),
    )


def accepted_of(project: Project) -> Shares:
    """What was accepted of the project's costs by source, in cents, as the whole programme's money is allotted."""
    standings = accepted_standings(project.register)
    return allot(standings, plan_of(terms_of(project.register))).shares.get(project.pk, {})


def accepted_bars(accepted: Shares, title: str, row: str) -> Bars | None:
    """The accepted euros as one bar; None when there are none."""
    parts = tuple((name, cents) for name, cents in accepted.items())
    return Bars(title, (Bar(row, parts),)) if parts else None


def related(matter: Matter) -> list[Matter]:
    """The public matters this one came from or led to."""
    kin = Q(led_to=matter) | Q(came_from=matter)
    return list(Matter.objects.select_related("register").filter(kin, is_public=True).order_by("number").distinct())
