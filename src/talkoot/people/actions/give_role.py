"""Give a person a role for a time."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.people import rules
from talkoot.people.models import Organisation, Person, Role
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission, RoleCode
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def give_role(
    *,
    register: Register,
    actor: Actor,
    person: Person,
    code: RoleCode,
    valid_from: date,
    valid_to: date | None = None,
    organisation: Organisation | None = None,
    deputy_for: Role | None = None,
    now: datetime,
    today: date,
) -> Role:
    """The role, valid from one day to another, both included.

    Raises EndsBeforeItBegins, MandateNeedsOrganisation, WrongProgramme, WrongDeputy.
    """
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        rules.check_days(valid_from, valid_to)
        rules.check_mandate(code, organisation.pk if organisation else None)
        role = Role(
            register=register,
            person=person,
            code=code,
            organisation=organisation,
            deputy_for=deputy_for,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        if deputy_for:
            _check_deputy(role, deputy_for)
        role.save(force_insert=True)
        facts = {"person": person.pk, "code": code, "from": valid_from, "to": valid_to}
        record(register=register, actor=actor, verb="give_role", now=now, subject=role, facts=facts)
        return role


def _check_deputy(role: Role, deputy_for: Role) -> None:
    rules.check_programme(role.register_id, deputy_for.register_id, Sentence("role to stand in for"))
    wanted, held = ((one.code, one.organisation_id) for one in (role, deputy_for))
    rules.check_deputy(wanted, held, is_holder=role.person_id == deputy_for.person_id)
