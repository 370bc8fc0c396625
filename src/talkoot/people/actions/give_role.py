"""Give a person a role for a time."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import RuleBroken
from talkoot.people.models import Organisation, Person, Role
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission, RoleCode
from talkoot.records.models import Register
from talkoot.records.writing import record, writing

MANDATES = (RoleCode.WRITER, RoleCode.SIGNATORY)


class MandateNeedsOrganisation(RuleBroken):
    """A writer or signatory acts for an organisation, every other role for the programme."""

    code = "mandate_needs_organisation"


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
    """The role, valid from one day to another, both included."""
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        if (code in MANDATES) != (organisation is not None):
            raise MandateNeedsOrganisation(f"Name the organisation for a {code}, and for no other role.")
        role = Role.objects.create(
            register=register,
            person=person,
            code=code,
            organisation=organisation,
            deputy_for=deputy_for,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        facts = {"person": person.pk, "code": code, "from": valid_from, "to": valid_to}
        record(register=register, actor=actor, verb="give_role", now=now, subject=role, facts=facts)
        return role
