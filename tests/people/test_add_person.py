"""add_person: by who keeps people, with nothing personal in the chain."""

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted, RuleBroken
from talkoot.core.typed import NotText, UnknownLanguage
from talkoot.people.actions.add_person import add_person
from talkoot.people.models import Channel, Person
from talkoot.people.roles import RoleCode
from talkoot.people.rules import InvalidEmail, InvalidName, InvalidPhone
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import somebody_elsewhere

pytestmark = pytest.mark.django_db


def adding(cast: Cast, **changes: object) -> Person:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "name": "Ulla Uusi",
        "email": "ulla.uusi@example.org",
        "channel": Channel.EMAIL,
        "lang": "sv",
        "is_invented": True,
        "now": NOW,
        "today": TODAY,
    }
    return add_person(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_person_is_kept_with_how_they_are_reached(cast: Cast) -> None:
    person = adding(cast)

    person.refresh_from_db()
    assert (person.name, person.channel, person.lang) == ("Ulla Uusi", "email", "sv")


def test_the_chain_names_the_id_and_nothing_else(cast: Cast) -> None:
    person = adding(cast)

    entry = Entry.objects.get(subject=f"people.person:{person.pk}")
    assert "Ulla" not in entry.facts + entry.actor
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.parametrize(("name", "said"), [("", "empty"), (" \t", "empty"), ("u" * 201, "201 characters")])
def test_a_person_has_a_name_that_fits(cast: Cast, name: str, said: str) -> None:
    with pytest.raises(InvalidName, match=said):
        adding(cast, name=name)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"email": "ulla at example.org"}, InvalidEmail),
        ({"email": "u" * 250 + "@example.org"}, InvalidEmail),
        ({"email": "ulla\0@example.org"}, InvalidEmail),
        ({"phone": "soita minulle"}, InvalidPhone),
        ({"phone": "0" * 41}, InvalidPhone),
        ({"address": "Esimerkkikuja\0"}, NotText),
        ({"lang": "sv" * 9}, UnknownLanguage),
        ({"name": "Ul\0la"}, InvalidName),
    ],
)
def test_what_reaches_nobody_is_refused_in_words(cast: Cast, typed: dict[str, str], refusal: type[RuleBroken]) -> None:
    with pytest.raises(refusal):
        adding(cast, **typed)


def test_spaces_around_a_name_are_nobodys_name(cast: Cast) -> None:
    assert adding(cast, name=" Ulla Uusi ").name == "Ulla Uusi"


@pytest.mark.parametrize("name", ["stranger", "signatory", "accountant", "communicator", "chair", "city_signatory"])
def test_only_who_keeps_people_adds_them(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted, match="keep people, organisations and roles"):
        adding(cast, actor=cast.act(name))


def test_the_administrator_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))


@pytest.mark.parametrize("actor", [Actor(system="invoice receive"), Actor(system="anything"), Actor()])
def test_other_commands_and_nobody_at_all_do_not(cast: Cast, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=actor)
