"""invite_person: an account, and one message that says how to sign in."""

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.desk.actions.invite_person import invite_person
from talkoot.outbox.models import Message
from talkoot.people.models import Account, Channel, Person
from talkoot.people.rules import AccountOpen
from talkoot.records.invariants import INVARIANTS
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

SIGN_IN = "https://talkoot.example.org/fi/sign-in/"


def inviting(cast: Cast, **changes: object) -> Account:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "person": cast.writer,
        "sign_in": SIGN_IN,
        "now": NOW,
        "today": TODAY,
    }
    return invite_person(**{**facts, **changes})  # type: ignore[arg-type]


def test_who_is_invited_hears_where_and_how_to_sign_in(cast: Cast) -> None:
    account = inviting(cast)

    message = Message.objects.get()
    assert (message.channel, message.address, message.person) == (Channel.EMAIL, account.email, cast.writer)
    assert SIGN_IN in message.body
    assert account.email in message.body
    assert message.subject == "Sinulle on avattu tunnus: Meijän Mikkeli"
    assert not [one for invariant in INVARIANTS for one in invariant()]


@pytest.mark.parametrize("lang", ["fi", "fi-simple", "sv", "en"])
def test_the_message_is_in_the_language_of_the_person(cast: Cast, lang: str) -> None:
    Person.objects.filter(pk=cast.writer.pk).update(lang=lang)
    inviting(cast, person=Person.objects.get(pk=cast.writer.pk))

    assert Message.objects.get().lang == lang


def test_who_has_an_account_is_not_told_twice(cast: Cast) -> None:
    inviting(cast)
    with pytest.raises(AccountOpen):
        inviting(cast)

    assert Message.objects.count() == 1


def test_who_may_not_keep_people_invites_nobody_and_nobody_hears_of_it(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        inviting(cast, actor=cast.act("auditor"))

    assert not Message.objects.exists()
    assert not Account.objects.exists()
