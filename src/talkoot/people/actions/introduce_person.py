"""Keep who introduces themselves."""

from datetime import datetime

from talkoot.core.actor import Actor
from talkoot.core.typed import check_lang
from talkoot.people import rules
from talkoot.people.models import Channel, Person
from talkoot.records.models import Register
from talkoot.records.writing import record, writing

KEPT_IN = {
    Channel.EMAIL: "email",
    Channel.SMS: "phone",
    Channel.PHONE: "phone",
    Channel.LETTER: "address",
    Channel.VISIT: "address",
}


def introduce_person(
    *,
    register: Register,
    actor: Actor,
    name: str,
    lang: str,
    channel: Channel = Channel.NONE,
    address: str = "",
    now: datetime,
) -> Person:
    """Somebody who said their own name and how to reach them: always a new person, for nobody checked who it is.

    Anybody may, since it gives no role and no sign-in; the action that needs them asks whether its actor may.
    Raises InvalidName, UnknownLanguage, AddressMissing, ChannelMissing, InvalidEmail, InvalidPhone.
    """
    with writing(register) as register:
        check_lang(lang)
        address = rules.address(channel, address)
        contact = {KEPT_IN[channel]: address} if channel in KEPT_IN else {}
        person = Person.objects.create(
            name=rules.name(name), lang=lang, channel=channel, is_invented=register.is_demo, **contact
        )
        record(register=register, actor=actor, verb="introduce_person", now=now, subject=person)
        return person
