"""One thing that waits for somebody, and who asks what waits for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from talkoot.core.errors import Sentence
from talkoot.people.models import Role
from talkoot.people.roles import PERMISSIONS, Permission, RoleCode
from talkoot.programme.terms import Terms
from talkoot.records.models import Register

MOST = 20
"""How many things of one kind the worklist shows before it leads to the list of all of them."""


@dataclass(frozen=True)
class Waiting:
    """One row of a worklist: what to do, about what, since when, until when, and where it is done.

    `code` is the matter's number, empty where there is none. `note` says what the reader should know beforehand.
    """

    do: str | Promise
    code: str
    title: str
    title_lang: str
    since: date | None
    due_on: date | None
    address: str
    note: Sentence | None = None

    def late(self, today: date) -> int:
        """How many days over its last day it is; 0 when it has none or there is still time."""
        return max(0, (today - self.due_on).days) if self.due_on else 0

    def age(self, today: date) -> int | None:
        """How many days it has waited; None when nobody knows."""
        return (today - self.since).days if self.since else None

    def urgency(self, today: date) -> tuple[object, ...]:
        """Late ones first, the latest on top; then by last day; then by how long they have waited."""
        return (-self.late(today), self.due_on or date.max, self.since or today, self.code)


@dataclass(frozen=True)
class Found:
    """What one source of work gave: at most `MOST` rows of a kind, and where the rest of the kinds with more are.

    `more` is (what to do, address of the whole list).
    """

    rows: Sequence[Waiting] = ()
    more: Sequence[tuple[str | Promise, str]] = ()

    def __add__(self, other: "Found") -> "Found":
        return Found((*self.rows, *other.rows), (*self.more, *other.more))


@dataclass(frozen=True)
class Left:
    """Somebody whose work came to the asker: their name and the last day of their role."""

    name: str
    last_day: date


@dataclass(frozen=True)
class Asker:
    """Who asks for their worklist, with everything that says what may wait for them.

    `terms` are the programme's newest; `as_staff` the permissions by roles of the programme; `mandates` the
    organisations for which a permission is held; `left` the people whose work they took over.
    """

    person: int
    register: Register
    terms: Terms
    now: datetime
    today: date
    as_staff: frozenset[Permission] = frozenset()
    mandates: Mapping[Permission, frozenset[int]] = field(default_factory=dict)
    left: Mapping[int, Left] = field(default_factory=dict)

    def may(self, permission: Permission) -> bool:
        """Whether a role of the programme gives it."""
        return permission in self.as_staff

    def organisations(self, permission: Permission | None = None) -> list[int]:
        """The organisations for which they hold the permission by a mandate, or any mandate at all."""
        if permission:
            return sorted(self.mandates.get(permission, ()))
        return sorted(frozenset().union(*self.mandates.values()))


def first_of_each(
    rows: "QuerySet[Any]", order: str, cases: Iterable[tuple[str, Q]]
) -> "list[QuerySet[Any, tuple[int, str]]]":
    """Of each case (its name, and which rows fit it) the keys of the first rows that fit it and none before it.

    One more than are shown, each with the case's name; `named` reads them. Each begins at an index and ends after so
    many rows, which one statement with a rank for every row never does.
    """
    firsts = []
    for name, fits in cases:
        first = rows.filter(fits).order_by(order).values("pk")[: MOST + 1]
        firsts.append(rows.model._default_manager.filter(pk__in=first).values_list("pk", Value(name)))
        rows = rows.exclude(fits)
    return firsts


def named(firsts: "Sequence[QuerySet[Any, tuple[int, str]]]") -> dict[int, str]:
    """The name of the case of every key. One statement."""
    return dict(firsts[0].union(*firsts[1:], all=True))


def asker_from(
    roles: Sequence[Role], person: int, register: Register, terms: Terms, now: datetime, today: date
) -> Asker:
    """The asker by the roles that are theirs and those of everybody who has ever named a successor."""
    own = [role for role in roles if role.person_id == person and _is_valid(role, today)]
    mandates: dict[Permission, set[int]] = {}
    for role in own:
        if role.organisation_id is not None:
            for permission in PERMISSIONS[RoleCode(role.code)]:
                mandates.setdefault(permission, set()).add(role.organisation_id)
    return Asker(
        person=person,
        register=register,
        terms=terms,
        now=now,
        today=today,
        as_staff=_permissions(role for role in own if role.organisation_id is None),
        mandates={permission: frozenset(ones) for permission, ones in mandates.items()},
        left=_left_to(person, roles, today),
    )


def _permissions(roles: Iterable[Role]) -> frozenset[Permission]:
    return frozenset().union(*(PERMISSIONS[RoleCode(role.code)] for role in roles))


def _left_to(person: int, roles: Sequence[Role], today: date) -> dict[int, Left]:
    """Who has left, with no role any more, and whose successor, or theirs in turn, is the person."""
    held: dict[int, list[Role]] = {}
    for role in roles:
        held.setdefault(role.person_id, []).append(role)
    last = {
        one: max(theirs, key=lambda role: (role.valid_to or date.max, role.pk))
        for one, theirs in held.items()
        if one != person and not any(_is_valid(role, today) for role in theirs)
    }
    gone = {one: role for one, role in last.items() if role.valid_to and role.valid_to < today}
    return {
        one: Left(role.person.name, role.valid_to)
        for one, role in gone.items()
        if role.valid_to and _heir(role, gone) == person
    }


def _heir(role: Role, gone: Mapping[int, Role]) -> int | None:
    seen: set[int] = set()
    successor = role.successor_id
    while successor is not None and successor in gone and successor not in seen:
        seen.add(successor)
        successor = gone[successor].successor_id
    return successor


def _is_valid(role: Role, day: date) -> bool:
    return role.valid_from <= day <= (role.valid_to or date.max)


def address(route: str, register: Register, query: Mapping[str, str] | None = None, **kwargs: Any) -> str:
    """The address of a page of the programme, with filters if wanted; empty when no stage has that page."""
    try:
        return reverse(route, kwargs={"slug": register.slug, **kwargs}, query=query)
    except NoReverseMatch:
        return ""
