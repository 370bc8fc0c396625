"""erase_text: what a person wrote can be forgotten, and the chain still closes."""

import pytest

from talkoot.core.actor import Actor
from talkoot.records import triggers
from talkoot.records.actions.erase_text import erase_text
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.writing import Text, record, writing
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

ERASER = Actor(person_id=7)


@pytest.fixture
def text(register: Register) -> EntryText:
    """What somebody said, with an entry after it."""
    with writing(register) as register:
        entry = record(
            register=register, actor=ERASER, verb="say", now=NOW, texts={"body": Text("Naapuri Maija.", "fi")}
        )
        record(register=register, actor=ERASER, verb="go_on", now=NOW)
    return entry.texts.get()


def places() -> list[str]:
    return [one.place for ask in INVARIANTS for one in ask()]


def test_words_and_salt_are_gone_and_everything_still_verifies(register: Register, text: EntryText) -> None:
    digest = text.entry.digest

    erase_text(register=register, actor=ERASER, text=text, now=NOW)

    text.refresh_from_db()
    assert (text.text, text.salt) == ("", "")
    assert Entry.objects.get(verb="say").digest == digest
    assert places() == []


def test_that_it_was_erased_and_by_whom_stands_in_the_chain(register: Register, text: EntryText) -> None:
    erase_text(register=register, actor=ERASER, text=text, now=NOW)

    entry = Entry.objects.get(verb="erase_text")
    assert (entry.actor, entry.subject) == ("person:7", f"records.entrytext:{text.pk}")
    assert "Maija" not in entry.facts


def test_words_that_are_gone_without_an_entry_are_missed(text: EntryText) -> None:
    EntryText.objects.filter(pk=text.pk).update(text="", salt="")

    assert places() == [f"entry {text.entry.seq} text 'body'"]


def test_words_put_in_the_place_of_erased_ones_are_found(register: Register, text: EntryText) -> None:
    erase_text(register=register, actor=ERASER, text=text, now=NOW)

    EntryText.objects.filter(pk=text.pk).update(text="Ei kukaan.")

    assert places() == [f"entry {text.entry.seq} text 'body'"]


def test_a_text_whose_row_is_gone_is_missed(text: EntryText) -> None:
    triggers.drop()
    EntryText.objects.filter(pk=text.pk).delete()

    assert f"entry {text.entry.seq} text 'body'" in places()
