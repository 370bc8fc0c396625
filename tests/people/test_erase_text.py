"""erase_text: what a person wrote can be forgotten by whoever may, and the chain still closes."""

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.people.actions.erase_text import erase_text
from talkoot.people.roles import RoleCode
from talkoot.records import triggers
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.writing import Text, record, writing
from tests.agreements.granted import elsewhere
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

SAYER = Actor(person_id=7)


@pytest.fixture
def text(cast: Cast) -> EntryText:
    """What somebody said, with an entry after it."""
    with writing(cast.register) as register:
        entry = record(
            register=register, actor=SAYER, verb="say", now=NOW, texts={"body": Text("Naapuri Maija.", "fi")}
        )
        record(register=register, actor=SAYER, verb="go_on", now=NOW)
    return entry.texts.get()


def erase(cast: Cast, text: EntryText, actor: Actor | None = None) -> EntryText:
    actor = actor or cast.act("administrator")
    return erase_text(register=cast.register, actor=actor, text=text, now=NOW, today=TODAY)


def places() -> list[str]:
    return [one.place for ask in INVARIANTS for one in ask()]


def where(text: EntryText) -> str:
    return f"meijan-mikkeli entry {text.entry.seq} text 'body'"


def test_words_and_salt_are_gone_and_everything_still_verifies(cast: Cast, text: EntryText) -> None:
    digest = text.entry.digest

    erase(cast, text)

    text.refresh_from_db()
    assert (text.text, text.salt) == ("", "")
    assert Entry.objects.get(verb="say").digest == digest
    assert places() == []


def test_that_it_was_erased_and_by_whom_stands_in_the_chain(cast: Cast, text: EntryText) -> None:
    erase(cast, text)

    entry = Entry.objects.get(verb="erase_text")
    assert (entry.actor, entry.subject) == (cast.act("administrator").key, f"records.entrytext:{text.pk}")
    assert "Maija" not in entry.facts


def test_words_that_are_gone_without_an_entry_are_missed(text: EntryText) -> None:
    EntryText.objects.filter(pk=text.pk).update(text="", salt="")

    assert places() == [where(text)]


def test_words_put_in_the_place_of_erased_ones_are_found(cast: Cast, text: EntryText) -> None:
    erase(cast, text)

    EntryText.objects.filter(pk=text.pk).update(text="Ei kukaan.")

    assert places() == [where(text)]


def test_a_text_whose_row_is_gone_is_missed(text: EntryText) -> None:
    triggers.drop()
    EntryText.objects.filter(pk=text.pk).delete()

    assert where(text) in places()


@pytest.mark.parametrize("name", ["coordinator", "auditor", "member", "writer", "resident"])
def test_nobody_else_erases_what_was_written(cast: Cast, text: EntryText, name: str) -> None:
    with pytest.raises(NotPermitted):
        erase(cast, text, cast.act(name))


def test_the_administrator_of_another_programme_erases_nothing_here(cast: Cast, text: EntryText) -> None:
    other = elsewhere(RoleCode.ADMINISTRATOR, cast)

    with pytest.raises(NotPermitted):
        erase(cast, text, other)
    there = Register.objects.get(slug="muualla")
    with pytest.raises(NotFound):
        erase_text(register=there, actor=other, text=text, now=NOW, today=TODAY)

    text.refresh_from_db()
    assert text.text
