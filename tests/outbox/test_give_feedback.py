"""give_feedback: anybody says what doesn't work, once, and hears by when it is answered."""

from datetime import timedelta

import pytest

from talkoot.config.invariants import everything_broken
from talkoot.core.actor import VISITOR
from talkoot.core.typed import NotText, TooLong, UnknownLanguage
from talkoot.outbox.actions.give_feedback import give_feedback
from talkoot.outbox.models import Feedback, Message
from talkoot.outbox.rules import FeedbackIsEmpty, InvalidFeedbackKey, channel_of
from talkoot.people.rules import InvalidEmail
from talkoot.records.models import Entry, Register
from talkoot.records.writing import Text
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

SAID = Text("Kartta ei toimi ruudunlukijalla.", "fi")


def given(register: Register, **changes: object) -> Feedback:
    facts: dict[str, object] = {
        "register": register,
        "actor": VISITOR,
        "text": SAID,
        "answer_to": "aino.asukas@example.org",
        "form_key": "one",
        "now": NOW,
        "today": TODAY,
    }
    return give_feedback(**{**facts, **changes})  # type: ignore[arg-type]


def test_it_is_due_in_fourteen_days_and_its_giver_is_told_so(register: Register) -> None:
    feedback = given(register)

    assert feedback.due_on == TODAY + timedelta(days=14)
    message = Message.objects.get()
    assert (message.channel, message.address) == ("email", "aino.asukas@example.org")
    assert "17.9.2018" in message.body


def test_the_entry_holds_its_row_and_none_of_its_words(register: Register) -> None:
    given(register)

    entry = Entry.objects.get(verb="give_feedback")
    assert entry.actor == "system:visitor"
    assert "Kartta" not in entry.facts
    assert "aino" not in entry.facts
    assert not everything_broken()


def test_a_change_behind_its_back_is_found(register: Register) -> None:
    feedback = given(register)
    Feedback.objects.filter(pk=feedback.pk).update(text="Kaikki toimii.")

    assert [one.place for one in everything_broken()] == [f"outbox.feedback:{feedback.pk}"]


def test_a_double_click_gives_it_once(register: Register) -> None:
    assert given(register) == given(register)
    assert (Feedback.objects.count(), Message.objects.count()) == (1, 1)


def test_who_wants_no_answer_gets_none(register: Register) -> None:
    assert given(register, answer_to=" ").answer_to == ""
    assert not Message.objects.exists()


@pytest.mark.parametrize("lang", ["fi", "fi-simple", "sv", "en"])
def test_the_receipt_speaks_the_page_s_language(register: Register, lang: str) -> None:
    given(register, text=Text("x", lang))

    assert Message.objects.get().lang == lang


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"text": Text(" ", "fi")}, FeedbackIsEmpty),
        ({"text": Text("a\x00", "fi")}, NotText),
        ({"text": Text("a" * 20_001, "fi")}, TooLong),
        ({"text": Text("a", "Suomi!")}, UnknownLanguage),
        ({"form_key": ""}, InvalidFeedbackKey),
        ({"answer_to": "a@"}, InvalidEmail),
    ],
)
def test_what_makes_no_sense_is_refused(register: Register, changes: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        given(register, **changes)
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("address", "channel"),
    [
        ("", "none"),
        ("aino@example.org", "email"),
        ("0100 000 000", "phone"),
        ("+358 (0)100 000", "phone"),
        ("Kotikuja 3, 50100 Mikkeli", "letter"),
    ],
)
def test_an_address_typed_freely_says_how_it_is_reached(address: str, channel: str) -> None:
    assert channel_of(address) == channel
