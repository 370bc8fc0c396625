"""Who may do what. Every stage's `permissions.py` asks here."""

from datetime import date

from django.db import models
from django.db.models import Q

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted, Sentence
from talkoot.people.models import Interest, Organisation, Person, Role
from talkoot.people.roles import COMMANDS, PERMISSIONS, Permission, RoleCode
from talkoot.records.models import Matter, Register


class HasInterest(NotPermitted):
    """The person has declared an interest in the matter and steps aside."""

    code = "has_interest"


def may(
    actor: Actor, permission: Permission, *, register: Register, today: date, organisation: Organisation | None = None
) -> bool:
    """Whether the actor holds a role with this permission today, in this programme and, if named, organisation."""
    if actor.system:
        return permission in COMMANDS.get(actor.system, frozenset())
    roles = roles_on(register, today).filter(person=actor.person_id, code__in=_codes_with(permission))
    return (roles.filter(organisation=organisation) if organisation else roles).exists()


def permissions_on(actor: Actor, register: Register, day: date) -> frozenset[Permission]:
    """Everything the actor's roles and mandates in a programme let them do on a day. One statement."""
    if actor.person_id is None:
        return frozenset()
    codes = roles_on(register, day).filter(person=actor.person_id).values_list("code", flat=True)
    return frozenset().union(*(PERMISSIONS[RoleCode(code)] for code in codes))


def check_may(
    actor: Actor, permission: Permission, *, register: Register, today: date, organisation: Organisation | None = None
) -> None:
    """Raise NotPermitted unless `may`. The message names the permission, since that is what to ask for."""
    if not may(actor, permission, register=register, today=today, organisation=organisation):
        raise NotPermitted(
            "You may not {permission} here today. Ask the programme's administrator for a role that may.",
            permission=permission,
        )


def check_may_for(
    actor: Actor, permission: Permission, *, register: Register, today: date, organisation: Organisation | None
) -> None:
    """Raise NotPermitted unless the actor may by a role of the programme or by a mandate of this organisation.

    For what both staff and associations do: a mandate of another association is not enough.
    """
    as_command = actor.system and organisation and may(actor, permission, register=register, today=today)
    holds = Q(organisation__isnull=True)
    if organisation:
        holds |= Q(organisation=organisation)
    roles = roles_on(register, today).filter(holds, person=actor.person_id, code__in=_codes_with(permission))
    if not as_command and not roles.exists():
        raise NotPermitted(
            "You may not {permission} here today. It takes a role of the programme or a mandate of the "
            "organisation itself: ask the programme's administrator.",
            permission=permission,
        )


def check_can_declare_interest(actor: Actor, person: Person, register: Register, today: date) -> None:
    """Raise NotPermitted unless it is the actor's own interest, or the actor prepares meetings.

    Of themselves anybody may say it. Of somebody else it puts a person out of a matter, so not anybody may: it takes
    who prepares the meetings at which recusals are settled (the Administrative Procedure Act, section 29: the body
    itself settles whether its member must step aside). Keeping people is a clerk's work and gives no say in a matter.
    """
    if actor.person_id != person.pk:
        check_may(actor, Permission.PREPARE_MEETING, register=register, today=today)


def check_can_complete(actor: Actor, organisation: Organisation, register: Register, today: date) -> None:
    """Raise NotPermitted unless the actor keeps people where the organisation has a mandate today.

    Organisations are shared by all programmes: one in which nobody acts for it has no say in where it is paid.
    """
    check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
    if not roles_on(register, today).filter(organisation=organisation).exists():
        raise NotPermitted(
            "Nobody acts for this organisation here today. Give its signatory or writer their role first, or do it in "
            "the programme in which they have one."
        )


def check_can_replace_iban(actor: Actor, organisation: Organisation, before: str) -> None:
    """Raise NotPermitted when who has ever acted for the organisation puts another account in the place of one.

    Four eyes: the organisation says its account, somebody else writes it. The first account replaces nothing.
    """
    own = Role.objects.filter(person=actor.person_id, organisation=organisation)
    if before and organisation.iban != before and own.exists():
        raise NotPermitted("You act for this organisation, so a second person replaces its account. Ask them to.")


def _codes_with(permission: Permission) -> list[RoleCode]:
    return [code for code, permissions in PERMISSIONS.items() if permission in permissions]


def check_no_interest(actor: Actor, matter: Matter) -> None:
    """Raise HasInterest if the person has declared an interest in this matter."""
    if Interest.objects.filter(register=matter.register_id, matter=matter, person=actor.person_id).exists():
        raise HasInterest("You have declared an interest in this matter, so you step aside. Somebody else handles it.")


def check_four_eyes(actor: Actor, other_person_id: int | None, what: Sentence) -> None:
    """Raise NotPermitted when the same person did the step before."""
    if actor.person_id is not None and actor.person_id == other_person_id:
        raise NotPermitted("{what} needs a second person: you did the step before yourself.", what=what)


def roles_on(register: Register, day: date) -> models.QuerySet[Role]:
    """The roles valid on a day in a programme."""
    ends_later = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Role.objects.filter(ends_later, register=register, valid_from__lte=day)


def holders_on(register: Register, code: RoleCode, day: date) -> models.QuerySet[Person]:
    """The people who hold a role on a day, in the order in which they got it."""
    held = roles_on(register, day).filter(code=code)
    return Person.objects.filter(roles__in=held).order_by("roles__valid_from", "pk").distinct()
