"""Add a person to the programme's people."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.core.typed import check_lang, check_typed
from talkoot.people import rules
from talkoot.people.models import Channel, Person
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def add_person(
    *,
    register: Register,
    actor: Actor,
    name: str,
    email: str = "",
    phone: str = "",
    address: str = "",
    lang: str = "fi",
    channel: Channel = Channel.NONE,
    is_invented: bool = False,
    now: datetime,
    today: date,
) -> Person:
    """A new person. The entry names the id only: who it is stays in a row that can be masked.

    Raises InvalidName, InvalidEmail, InvalidPhone, UnknownLanguage, NotText, TooLong.
    """
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        check_lang(lang)
        check_typed(address, Sentence("The address"), rules.ADDRESS_LENGTH)
        person = Person.objects.create(
            name=rules.name(name),
            email=rules.email(email) if email.strip() else "",
            phone=rules.phone(phone) if phone.strip() else "",
            address=address,
            lang=lang,
            channel=channel,
            is_invented=is_invented,
        )
        record(register=register, actor=actor, verb="add_person", now=now, subject=person)
        return person
