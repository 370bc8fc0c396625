"""Meetings as the table sees them: who sits there, what is on the agenda, who steps aside from which item."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Max, QuerySet

from talkoot.core.errors import NotFound
from talkoot.decisions.models import AgendaItem, Meeting, Presence, Recusal
from talkoot.decisions.queries import AT_THE_TABLE
from talkoot.decisions.queries.cases import RELATED, Case, Opinion, asides, cases, opinions
from talkoot.decisions.rules import HIGHEST_NUMBER, Room, Seat, voters
from talkoot.decisions.states import MeetingState
from talkoot.people.models import Person, Role
from talkoot.people.permissions import roles_on
from talkoot.programme.queries import terms_of
from talkoot.records.models import Register


@dataclass(frozen=True)
class Sitter:
    """Somebody with a seat at the table or standing in for one, and whether they came (None before the meeting)."""

    person: Person
    role: str
    stands_in_for: str
    is_present: bool | None
    seat: Seat


@dataclass(frozen=True)
class StepsAside:
    """Somebody at the table (once it was held: who was present) who steps aside from an item, and the ground's code."""

    person: Person
    ground: str


@dataclass(frozen=True)
class Item:
    """One item of an agenda: its case, what the assessors said in short, and who may say something on it.

    `room` is what the frame has left when everything before it on the agenda is granted as proposed or asked; None
    once it is decided. `voting` is how many who were present may vote; None before the meeting.
    """

    key: int
    position: int
    case: Case
    opinion: Opinion | None
    aside: tuple[StepsAside, ...]
    room: Room | None
    voting: int | None


@dataclass(frozen=True)
class Table:
    """A meeting with its table and its agenda. `quorum` is how many votes the terms ask for today."""

    meeting: Meeting
    sitters: tuple[Sitter, ...]
    others: tuple[Person, ...]
    items: tuple[Item, ...]
    quorum: int
    voting: int | None

    def item(self, code: str) -> Item:
        """The item of the matter with this number. Raises NotFound."""
        for one in self.items:
            if one.case.application.matter.code == code:
                return one
        raise NotFound(
            "{code} is not on the agenda of meeting {number}. Open the meeting and choose from its agenda.",
            code=code,
            number=self.meeting.number,
        )


def meetings_of(register: Register) -> QuerySet[Meeting]:
    """Every meeting with how many items it has (`item_count`)."""
    return Meeting.objects.filter(register=register).annotate(item_count=Count("items"))


def next_meeting_number(register: Register) -> int:
    """One more than the highest number in use."""
    highest: int | None = Meeting.objects.filter(register=register).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def meeting_by_number(register: Register, number: int) -> Meeting:
    """The meeting with this number. Raises NotFound, also for one of another programme."""
    meetings = Meeting.objects.select_related("register").filter(register=register)
    found = meetings.filter(number=number).first() if number <= HIGHEST_NUMBER else None
    if found is None:
        raise NotFound("There is no meeting {number} in this programme. Look at the list of meetings.", number=number)
    return found


def sitters_on(register: Register, day: date, present: Collection[int] | None = None) -> tuple[Sitter, ...]:
    """Who has a seat at the table on a day or stands in for one: the chair first, deputies after the holders."""
    roles = roles_on(register, day).filter(code__in=AT_THE_TABLE)
    found = sorted(roles.select_related("person", "deputy_for__person"), key=_order)
    return tuple(_sitter(role, present) for role in found)


def _order(role: Role) -> tuple[bool, int, int]:
    return role.deputy_for_id is not None, -AT_THE_TABLE.index(role.code), role.pk


def _sitter(role: Role, present: Collection[int] | None) -> Sitter:
    return Sitter(
        person=role.person,
        role=role.code,
        stands_in_for=role.deputy_for.person.name if role.deputy_for else "",
        is_present=None if present is None else role.person_id in present,
        seat=Seat(role.deputy_for_id or role.pk, role.person_id, role.deputy_for_id is not None),
    )


def table_of(meeting: Meeting) -> Table:
    """The whole meeting, in a number of statements that its agenda doesn't change."""
    is_held = meeting.state == MeetingState.HELD
    presences = Presence.objects.filter(meeting=meeting).select_related("person").order_by("person__name", "pk")
    there = {one.person_id: one.person for one in presences} if is_held else {}
    sitters = sitters_on(meeting.register, meeting.held_on, there if is_held else None)
    seated = {one.person.pk for one in sitters}
    seats = [one.seat for one in sitters if one.is_present]
    return Table(
        meeting=meeting,
        sitters=sitters,
        others=tuple(person for key, person in there.items() if key not in seated),
        items=_items(meeting, sitters, seats if is_held else None),
        quorum=terms_of(meeting.register).decisions.quorum,
        voting=len(voters(seats)) if is_held else None,
    )


def _items(meeting: Meeting, sitters: Sequence[Sitter], seats: Sequence[Seat] | None) -> tuple[Item, ...]:
    related = [f"application__{name}" for name in RELATED]
    rows = list(AgendaItem.objects.filter(meeting=meeting).select_related(*related).order_by("position"))
    applications = [row.application for row in rows]
    aside = asides(applications, meeting.held_on)
    said = opinions(applications, aside)
    for item, person, ground in _written_recusals(meeting):
        aside[item] |= {person: ground}
    found = []
    for row, case, room in _with_rooms(rows, cases(meeting.register, applications)):
        steps_aside = aside[row.application_id]
        found.append(
            Item(
                key=row.pk,
                position=row.position,
                case=case,
                opinion=said.get(row.application_id),
                aside=_at_the_table(sitters, steps_aside),
                room=room,
                voting=None if seats is None else len(voters(seats, steps_aside)),
            )
        )
    return tuple(found)


def _written_recusals(meeting: Meeting) -> Iterable[tuple[int, int, str]]:
    written = Recusal.objects.filter(item__meeting=meeting).order_by("pk")
    return list(written.values_list("item__application_id", "person_id", "ground"))


def _at_the_table(sitters: Iterable[Sitter], aside: Mapping[int, str]) -> tuple[StepsAside, ...]:
    people = {one.person.pk: one.person for one in sitters if one.is_present is not False}
    return tuple(StepsAside(person, aside[key]) for key, person in people.items() if key in aside)


def _with_rooms(rows: Sequence[AgendaItem], found: Sequence[Case]) -> Iterable[tuple[AgendaItem, Case, Room | None]]:
    """Each item with the room that is left for it when what stands before it on the agenda is granted."""
    earlier: dict[str, int] = {}
    for row, case in zip(rows, found, strict=True):
        code = row.application.model
        room = replace(case.room, earlier_cents=earlier.get(code, 0), wants_cents=case.wants_cents)
        yield row, case, None if case.decision else room
        earlier[code] = earlier.get(code, 0) + case.wants_cents
