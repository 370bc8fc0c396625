"""The worklist of whoever asks, from every stage."""

from datetime import date, datetime

from django.db.models import Q

from talkoot.core.actor import Actor
from talkoot.desk.queries.line import waiting_on_the_line
from talkoot.desk.queries.spending import (
    waiting_activities,
    waiting_claims,
    waiting_costs,
    waiting_feedback,
    waiting_statements,
    waiting_vouchers,
)
from talkoot.desk.waiting import MOST, Asker, Found, address, asker_from
from talkoot.people.models import Role
from talkoot.programme.terms import Terms
from talkoot.records.models import Matter, Register


def asker_of(actor: Actor, register: Register, terms: Terms, now: datetime, today: date) -> Asker:
    """Who asks, by their roles and the roles of those who named a successor. One statement."""
    with_successor = Role.objects.filter(register=register, successor__isnull=False).values("person")
    roles = Role.objects.filter(Q(person=actor.person_id) | Q(person__in=with_successor), register=register)
    return asker_from(list(roles.select_related("person")), actor.person_id or 0, register, terms, now, today)


def waiting_for(asker: Asker) -> Found:
    """Everything that waits for them, the most urgent first. As many statements, however much waits."""
    found = (
        waiting_on_the_line(asker)
        + waiting_vouchers(asker)
        + waiting_costs(asker)
        + waiting_activities(asker)
        + waiting_statements(asker)
        + waiting_claims(asker)
        + waiting_feedback(asker)
    )
    return Found(sorted(found.rows, key=lambda row: row.urgency(asker.today)), found.more)


def own_matters(asker: Asker) -> list[tuple[Matter, str]]:
    """The matters of the organisations they act for, the newest first, each with the address of its page."""
    mine = asker.organisations()
    if not mine:
        return []
    matters = Matter.objects.filter(register=asker.register, application__organisation__in=mine)
    newest = matters.select_related("register", "project", "application").order_by("-number")[:MOST]
    return [(one, address(_page_of(one), asker.register, code=one.code)) for one in newest]


def _page_of(matter: Matter) -> str:
    return "project" if hasattr(matter, "project") else "application"
