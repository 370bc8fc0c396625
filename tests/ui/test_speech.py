"""What `say` makes of an error in the reader's language, and that nothing a catalogue holds can make it fail."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from talkoot.core.errors import Faults, NotPermitted, RuleBroken, Sentence
from talkoot.core.machine import StateWord
from talkoot.ideas.states import IDEA
from talkoot.people.roles import Permission
from talkoot.ui import speech
from talkoot.ui.speech import say

FINNISH = {
    "{what} has {length} characters.": "{what} on liian pitkä: {length} merkkiä.",
    "The title": "Otsikko",
    "You may not {permission} here today.": "Sinulla ei ole oikeutta: {permission}.",
    "check costs": "tarkastaa kuluja",
    "It is {amount}.": "Siinä on {amount} ja {nothing}.",
    "is missing": "puuttuu",
    "The idea is '{state}' since {since}.": "Idea on tilassa ”{state}” {since} alkaen.",
}


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A small catalogue in place of the real one, which may change its words."""
    monkeypatch.setattr(speech, "gettext", lambda text: FINNISH.get(text, text) if _is_finnish() else text)
    with translation.override("fi"):
        yield


def _is_finnish() -> bool:
    return (translation.get_language() or "").startswith("fi")


def test_an_error_is_said_with_its_facts_and_those_are_said_too() -> None:
    error = RuleBroken("{what} has {length} characters.", what=Sentence("The title"), length=201)
    assert say(error) == "Otsikko on liian pitkä: 201 merkkiä."
    with translation.override("en"):
        assert say(error) == error.message


def test_a_word_of_an_enum_is_looked_up() -> None:
    error = NotPermitted("You may not {permission} here today.", permission=Permission.CHECK_COSTS)
    assert say(error) == "Sinulla ei ole oikeutta: tarkastaa kuluja."


def test_what_no_catalogue_has_is_english() -> None:
    assert say(RuleBroken("Nobody translated {this}.", this="it")) == "Nobody translated it."


def test_a_broken_translation_gives_way_to_english() -> None:
    assert say(Sentence("It is {amount}.", amount=5)) == "It is 5."


def test_a_fact_is_only_text_even_with_braces_or_a_translation() -> None:
    assert say(Sentence("It says {typed}.", typed="{length} The title")) == "It says {length} The title."


def test_plain_text_and_nothing() -> None:
    assert say("is missing") == "puuttuu"
    assert say("") == ""
    assert say(Sentence("")) == ""


def test_faults_come_one_to_a_line() -> None:
    assert say(Faults([("plan", Sentence("is missing")), ("budget", "is {odd}")])) == "puuttuu\nis {odd}"


def test_states_and_days_are_said_as_the_public_knows_them() -> None:
    said = Sentence("The idea is '{state}' since {since}.", state=StateWord(IDEA, "growing"), since=date(2027, 3, 7))
    assert say(said) == "Idea on tilassa ”kehitteillä” 7.3.2027 alkaen."
    with translation.override("fi-simple"):
        assert "”kehitteillä”" in say(said)
    with translation.override("en"):
        assert say(said) == "The idea is 'being developed' since 7.3.2027."


def test_a_moment_is_said_in_the_zone_it_comes_in() -> None:
    begins = datetime(2027, 3, 7, 22, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Helsinki"))
    said = Sentence("It begins {begins}.", begins=begins)
    assert say(said) == "It begins 8.3.2027 00.30."
    assert str(said) == "It begins 2027-03-07 22:30 (UTC)."


def test_several_facts_are_listed() -> None:
    assert say(Sentence("Write {missing}.", missing=(Sentence("The title"), "b"))) == "Write Otsikko, b."
