"""What an invoice may name, gathered once per file: projects, order slips, and everybody who orders or once did."""

from collections.abc import Iterable, Sequence
from datetime import date

from talkoot.agreements.models import Project
from talkoot.costs.models import OrderSlip
from talkoot.costs.rules.routing import Known, KnownOrderer, KnownProject, KnownSlip
from talkoot.people.models import Role
from talkoot.people.permissions import holders_on
from talkoot.people.roles import PERMISSIONS, Permission, RoleCode
from talkoot.programme.today import Contact, Invoicing, Today
from talkoot.records.models import Register

ORDERERS = tuple(code for code, permissions in PERMISSIONS.items() if Permission.ORDER in permissions)
"""The roles whose holders order things: only they are looked for on an invoice."""


def known_on(register: Register, programme: Today, today: date) -> Known:
    """Everything the register knows that an invoice may name, with whoever handles it today."""
    invoicing = programme.invoicing
    default = holders_on(register, invoicing.default_orderer, today).first()
    slips = OrderSlip.objects.filter(register=register).order_by("pk")
    numbered = slips.values_list("pk", "project_id", "number", "orderer_id")
    return Known(
        prefix=register.prefix,
        projects=tuple(_projects(register, invoicing)),
        slips=tuple(KnownSlip(*one) for one in numbered),
        orderers=tuple(_orderers(register, programme, today)),
        umbrella_words=(invoicing.reference, *invoicing.umbrella_words),
        default_orderer=default.pk if default else None,
    )


def _projects(register: Register, invoicing: Invoicing) -> Iterable[KnownProject]:
    """Every project; its cost centres are its own and those the programme file gives its number."""
    listed: dict[str, list[str]] = {}
    for centre, matter in invoicing.cost_centres.items():
        listed.setdefault(matter.upper(), []).append(centre)
    projects = Project.objects.filter(register=register).order_by("matter__number")
    for key, number, kind, state, own in projects.values_list("pk", "matter__number", "kind", "state", "cost_centre"):
        code = register.code_of(number)
        centres = dict.fromkeys(centre for centre in (own, *listed.get(code.upper(), ())) if centre)
        yield KnownProject(id=key, number=number, code=code, kind=kind, state=state, cost_centres=tuple(centres))


def _orderers(register: Register, programme: Today, today: date) -> Iterable[KnownOrderer]:
    roles = list(
        Role.objects.filter(register=register, code__in=ORDERERS).select_related("person").order_by("valid_from", "pk")
    )
    by_person: dict[int, list[Role]] = {}
    for role in roles:
        by_person.setdefault(role.person_id, []).append(role)
    called = _contact_names(programme, roles, today)
    for person_id, held in by_person.items():
        person, handler = held[0].person, _handler(held, by_person, today)
        names = (person.name, _turned(person.name), person.email, *called.get(person_id, ()))
        yield KnownOrderer(person_id, names, handler, is_successor=not _is_here(held, today))


def _turned(name: str) -> str:
    """'Hallinto Heikki' of 'Heikki Hallinto': invoices write both."""
    first, _, last = name.rpartition(" ")
    return f"{last} {first}"


def _is_here(held: Sequence[Role], today: date) -> bool:
    return any(role.valid_from <= today <= (role.valid_to or date.max) for role in held)


def _handler(held: Sequence[Role], by_person: dict[int, list[Role]], today: date) -> int | None:
    """The person, while here; else the successor (or theirs), else whoever holds the same role now."""
    seen: set[int] = set()
    while not _is_here(held, today):
        last = max(held, key=lambda role: (role.valid_to or date.max, role.pk))
        seen.add(last.person_id)
        if last.successor_id is None or last.successor_id in seen:
            return _holder_now(RoleCode(last.code), by_person, today)
        if last.successor_id not in by_person:
            return last.successor_id
        held = by_person[last.successor_id]
    return held[0].person_id


def _holder_now(code: RoleCode, by_person: dict[int, list[Role]], today: date) -> int | None:
    same = ([role for role in held if role.code == code] for held in by_person.values())
    return next((held[0].person_id for held in same if _is_here(held, today)), None)


def _contact_names(programme: Today, roles: Sequence[Role], today: date) -> dict[int, list[str]]:
    """By person: the codes that belong to the contact they are, and the role's address for whoever has it now."""
    names: dict[int, list[str]] = {}
    at_address: dict[str, int] = {}
    for contact in sorted(programme.contacts, key=lambda one: one.valid_from or date.min):
        person = _behind(contact, roles)
        if person is not None:
            names.setdefault(person, []).extend(contact.also_known_as)
            if contact.address not in at_address or (contact.valid_from or date.min) <= today:
                at_address[contact.address] = person
    for address, person in at_address.items():
        names[person].append(address)
    return names


def _behind(contact: Contact, roles: Sequence[Role]) -> int | None:
    """The person behind a contact: whose e-mail it names; else who got its role that day, or held it meanwhile."""
    starts, ends = contact.valid_from or date.min, contact.valid_to or date.max
    held = [
        role
        for role in roles
        if role.code == contact.role and role.valid_from <= ends and starts <= (role.valid_to or date.max)
    ]
    named = [role for role in held if role.person.email and role.person.email in contact.also_known_as]
    same_day = [role for role in held if role.valid_from == contact.valid_from]
    return next((role.person_id for role in (*named, *same_day, *held)), None)
