"""Declare an interest in a matter."""

from datetime import datetime

from talkoot.core.actor import Actor
from talkoot.people.models import Interest, Person
from talkoot.records.models import Matter, Register
from talkoot.records.writing import record, writing


def declare_interest(
    *, register: Register, actor: Actor, person: Person, matter: Matter, ground: str, now: datetime
) -> Interest:
    """Anybody may say it, of themselves or of another; saying it twice changes nothing."""
    with writing(register) as register:
        interest, is_new = Interest.objects.get_or_create(
            register=register, person=person, matter=matter, defaults={"ground": ground, "declared_at": now}
        )
        if is_new:
            facts = {"person": person.pk, "ground": ground}
            record(
                register=register, actor=actor, verb="declare_interest", now=now,
                matter=matter, subject=interest, facts=facts,
            )  # fmt: skip
        return interest
