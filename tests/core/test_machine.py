"""A state table says where a verb leads, refuses the rest and says what is possible instead."""

from enum import StrEnum

import pytest

from talkoot.core.machine import LANGUAGES, Machine, NotInOrder, Step


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


DOOR = Machine(
    name="Door",
    states=Door,
    start=Door.OPEN,
    steps=(
        Step("shut", (Door.OPEN,), Door.SHUT, turn="caretaker"),
        Step("open", (Door.SHUT,), Door.OPEN),
        Step("lock", (Door.SHUT,), Door.LOCKED),
        Step("break", (Door.SHUT, Door.LOCKED), Door.OPEN),
    ),
    words={
        Door.OPEN: {"fi": "auki", "sv": "öppen", "en": "open"},
        Door.SHUT: {"fi": "kiinni", "sv": "", "en": "shut"},
        Door.LOCKED: {"fi": "lukossa"},
    },
)


def test_a_verb_leads_where_the_table_says() -> None:
    assert DOOR.after("shut", Door.OPEN) == "shut"
    assert DOOR.after("break", Door.SHUT) == DOOR.after("break", Door.LOCKED) == "open"


def test_a_state_may_come_as_the_text_the_database_gives() -> None:
    assert DOOR.after("lock", "shut") == "locked"


def test_the_new_state_is_plain_text_for_the_database() -> None:
    assert type(DOOR.after("shut", Door.OPEN)) is str


def test_a_verb_out_of_order_is_refused_and_the_error_says_what_is_possible() -> None:
    with pytest.raises(NotInOrder, match=r"'lock' is not possible when it is 'open'\. Possible now: shut"):
        DOOR.after("lock", Door.OPEN)


def test_an_unknown_verb_is_refused_as_out_of_order() -> None:
    with pytest.raises(NotInOrder, match="Possible now: open, lock, break"):
        DOOR.after("paint", Door.SHUT)


def test_a_state_that_leads_nowhere_says_so() -> None:
    dead_end = Machine(name="Door", states=Door, start=Door.OPEN, steps=())
    with pytest.raises(NotInOrder, match="Possible now: nothing more"):
        dead_end.after("shut", Door.OPEN)


def test_open_verbs_come_in_the_tables_order() -> None:
    assert DOOR.open_verbs(Door.SHUT) == ["open", "lock", "break"]
    assert DOOR.open_verbs(Door.OPEN) == ["shut"]


@pytest.mark.parametrize(
    ("state", "lang", "expected"),
    [("open", "sv", "öppen"), ("shut", "sv", "kiinni"), ("locked", "en", "lukossa"), ("open", "fi-simple", "auki")],
)
def test_a_public_word_falls_back_to_finnish(state: str, lang: str, expected: str) -> None:
    assert DOOR.word(state, lang) == expected


def test_the_public_words_are_promised_in_four_languages() -> None:
    assert LANGUAGES == ("fi", "fi-simple", "sv", "en")
