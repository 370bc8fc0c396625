"""Open an account for a person, and tell them how to sign in."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Channel, Person
from talkoot.records.models import Register
from talkoot.records.writing import writing


def invite_person(
    *, register: Register, actor: Actor, person: Person, sign_in: str, now: datetime, today: date
) -> Account:
    """The account, and a message to its e-mail with the address of the sign-in page (`sign_in`, whole).

    Raises EmailMissing, AccountOpen, EmailTaken.
    """
    with writing(register) as register:
        account = open_account(register=register, actor=actor, person=person, now=now, today=today)
        queue_message(
            register=register,
            key=f"invitation:{account.pk}",
            template="desk/messages/invitation",
            lang=person.lang,
            channel=Channel.EMAIL,  # whatever they chose otherwise: this is where the code to sign in will come
            address=account.email,
            facts={"name": person.name, "programme": register.name, "email": account.email, "sign_in": sign_in},
            now=now,
            person=person,
        )
        return account
