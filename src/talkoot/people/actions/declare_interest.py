"""Declare an interest in a matter."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.people import rules
from talkoot.people.models import Interest, Person
from talkoot.people.permissions import check_can_declare_interest
from talkoot.records.models import Matter, Register
from talkoot.records.writing import record, writing


def declare_interest(
    *, register: Register, actor: Actor, person: Person, matter: Matter, ground: str, now: datetime, today: date
) -> Interest:
    """The interest, from now on in the person's way; declaring it twice changes nothing.

    Of themselves anybody may, of somebody else who prepares meetings. `ground` is the code of a `Ground`.
    Raises UnknownGround, WrongProgramme.
    """
    with writing(register) as register:
        check_can_declare_interest(actor, person, register, today)
        rules.check_programme(register.pk, matter.register_id, Sentence("matter"))
        interest, is_new = Interest.objects.get_or_create(
            register=register,
            person=person,
            matter=matter,
            defaults={"ground": rules.ground(ground), "declared_at": now},
        )
        if is_new:
            facts = {"person": person.pk, "ground": interest.ground}
            record(
                register=register, actor=actor, verb="declare_interest", now=now,
                matter=matter, subject=interest, facts=facts,
            )  # fmt: skip
        return interest
