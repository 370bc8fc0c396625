"""End a role, and say who takes over."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.people import rules
from talkoot.people.models import Person, Role
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import check_version, record, writing


def end_role(
    *,
    register: Register,
    actor: Actor,
    role: Role,
    last_day: date,
    successor: Person | None = None,
    version: int,
    now: datetime,
    today: date,
) -> Role:
    """The role ends after `last_day`, today at the earliest; what still arrives for its holder goes to the successor.

    Raises WrongProgramme, EndsBeforeItBegins, EndsInThePast, StaleVersion.
    """
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        role = Role.objects.select_for_update().get(pk=role.pk)
        rules.check_programme(register.pk, role.register_id, Sentence("role"))
        check_version(role, version, {"valid_to": last_day.isoformat()})
        rules.check_days(role.valid_from, last_day)
        rules.check_last_day(last_day, today)
        role.valid_to = last_day
        role.successor = successor
        role.version += 1
        role.save(update_fields=["valid_to", "successor", "version"])
        facts = {"to": last_day, "successor": successor.pk if successor else None}
        record(register=register, actor=actor, verb="end_role", now=now, subject=role, facts=facts)
        return role
