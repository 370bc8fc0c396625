"""introduce_person: anybody may say who they are, and gets nothing by it but an answer."""

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import RuleBroken
from talkoot.core.typed import UnknownLanguage
from talkoot.people.actions.introduce_person import introduce_person
from talkoot.people.models import Account, Channel, Person, Role
from talkoot.people.rules import AddressMissing, ChannelMissing, InvalidEmail, InvalidName
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def introduced(cast: Cast, **changes: object) -> Person:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": Actor(system="visitor"),
        "name": "Vieno Vierailija",
        "lang": "fi-simple",
        "channel": Channel.EMAIL,
        "address": "vieno@example.org",
        "now": NOW,
    }
    return introduce_person(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("channel", "address", "kept"),
    [
        (Channel.EMAIL, "vieno@example.org", ("vieno@example.org", "", "")),
        (Channel.SMS, "0100 000 111", ("", "0100 000 111", "")),
        (Channel.PHONE, "0100 000 111", ("", "0100 000 111", "")),
        (Channel.LETTER, "Esimerkkikuja 2", ("", "", "Esimerkkikuja 2")),
        (Channel.VISIT, "Tulen torstaina", ("", "", "Tulen torstaina")),
        (Channel.NONE, "", ("", "", "")),
    ],
)
def test_who_introduces_themselves_is_kept_as_they_want_to_be_reached(
    cast: Cast, channel: Channel, address: str, kept: tuple[str, str, str]
) -> None:
    person = introduced(cast, channel=channel, address=address)

    person.refresh_from_db()
    assert (person.name, person.lang, person.channel) == ("Vieno Vierailija", "fi-simple", channel)
    assert (person.email, person.phone, person.address) == kept


def test_it_gives_no_role_and_no_sign_in_and_leaves_no_name_in_the_chain(cast: Cast) -> None:
    person = introduced(cast)

    assert not Role.objects.filter(person=person).exists()
    assert not Account.objects.filter(person=person).exists()
    entry = Entry.objects.get(verb="introduce_person")
    assert entry.subject == f"people.person:{person.pk}"
    assert "Vieno" not in entry.facts
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


def test_nobody_is_taken_for_somebody_in_the_books_by_saying_so(cast: Cast) -> None:
    again = introduced(cast, name=cast.administrator.name, address=cast.administrator.email)

    assert again != cast.administrator


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"name": " "}, InvalidName),
        ({"lang": "Finnish"}, UnknownLanguage),
        ({"address": ""}, AddressMissing),
        ({"channel": Channel.NONE}, ChannelMissing),
        ({"address": "vieno"}, InvalidEmail),
    ],
)
def test_what_reaches_nobody_is_refused_in_words(
    cast: Cast, typed: dict[str, object], refusal: type[RuleBroken]
) -> None:
    before = Person.objects.count()

    with pytest.raises(refusal):
        introduced(cast, **typed)
    assert Person.objects.count() == before
