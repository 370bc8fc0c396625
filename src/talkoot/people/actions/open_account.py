"""Open an account for a person."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.people import rules
from talkoot.people.models import Account, Person
from talkoot.people.permissions import check_may
from talkoot.people.queries import is_email_taken
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def open_account(*, register: Register, actor: Actor, person: Person, now: datetime, today: date) -> Account:
    """A way to sign in by a code sent to the person's e-mail; no password is ever set.

    Raises EmailMissing, AccountOpen, EmailTaken.
    """
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        person = Person.objects.select_for_update().get(pk=person.pk)
        email = rules.sign_in_email(person.email)
        rules.check_account(has_account=hasattr(person, "account"), is_taken=is_email_taken(email))
        account = Account(email=email, person=person)
        account.set_unusable_password()
        account.save(force_insert=True)
        record(register=register, actor=actor, verb="open_account", now=now, subject=account)
        return account
