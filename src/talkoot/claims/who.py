"""Who did something, for a trail: the person and the role they held on that day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from talkoot.core.clock import day_of
from talkoot.people.models import Person, Role
from talkoot.records.models import Register

PERSON = "person:"


@dataclass(frozen=True)
class Who:
    """A name and what it was there, in the page's language. A command has no name, a resident none that is shown."""

    name: str
    role: str


def who_by_key(register: Register, deeds: Iterable[tuple[str, datetime]]) -> dict[str, Who]:
    """Who acted, by actor key; `deeds` are keys and moments. The role is that of their first deed. Two statements.

    Somebody without a role here is a resident: their name isn't for a list of money.
    """
    first: dict[str, datetime] = {}
    for key, at in deeds:
        first.setdefault(key, at)
    people = [int(key.removeprefix(PERSON)) for key in first if key.startswith(PERSON)]
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    held: dict[int, list[Role]] = defaultdict(list)
    for role in Role.objects.filter(register=register, person__in=people).order_by("valid_from", "pk"):
        held[role.person_id].append(role)
    return {key: _who(register, key, at, names, held) for key, at in first.items()}


def _who(register: Register, key: str, at: datetime, names: dict[int, str], held: dict[int, list[Role]]) -> Who:
    if not key.startswith(PERSON):
        return Who("", _("the system itself"))
    person = int(key.removeprefix(PERSON))
    day = day_of(at, register.time_zone)
    codes = [
        one.code for one in held[person] if one.valid_from <= day and (one.valid_to is None or one.valid_to >= day)
    ]
    if not codes:
        return Who("", _("a resident"))
    return Who(names[person], ", ".join(dict.fromkeys(_(code) for code in codes)))
