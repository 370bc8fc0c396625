"""queue_message: told by the way the person chose, in their language, once, and only if what it tells of happened."""

import pytest
from django.db import transaction

from talkoot.outbox.models import Message
from talkoot.people.models import Channel
from talkoot.records.models import Register
from tests.conftest import NOW
from tests.outbox.queued import queue, queued

pytestmark = pytest.mark.django_db


def test_it_waits_for_its_worker_with_subject_and_words(register: Register) -> None:
    message = queued(register)

    assert (message.state, message.queued_at, message.attempts) == ("queued", NOW, 0)
    assert message.subject == "Ideasi on tullut perille: MM-0042"
    assert message.body.startswith("Kiitos ideastasi.")


def test_the_same_thing_is_told_once(register: Register) -> None:
    first = queued(register)

    assert queued(register, facts={"code": "MM-0043"}) == first
    assert Message.objects.count() == 1


def test_another_programme_may_use_the_same_key(register: Register) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")

    assert queued(register) != queued(other)


@pytest.mark.parametrize(
    "nobody", [{"channel": Channel.NONE}, {"address": ""}, {"channel": Channel.NONE, "address": ""}]
)
def test_who_wants_no_answer_or_left_no_address_gets_none(register: Register, nobody: dict[str, object]) -> None:
    assert queue(register, **nobody) is None
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("lang", "written_in", "subject"),
    [
        ("fi", "fi", "Ideasi on tullut perille: MM-0042"),
        ("fi-simple", "fi-simple", "Saimme ideasi: MM-0042"),
        ("sv", "sv", "Din idé har kommit fram: MM-0042"),
        ("en", "en", "Your idea has arrived: MM-0042"),
        ("ru", "fi", "Ideasi on tullut perille: MM-0042"),
    ],
)
def test_it_is_written_in_the_persons_language_or_in_finnish(
    register: Register, lang: str, written_in: str, subject: str
) -> None:
    message = queued(register, lang=lang)

    assert (message.lang, message.subject) == (written_in, subject)


def test_what_people_write_is_not_taken_for_html(register: Register) -> None:
    said = "Käy ensin Väki & Työ ry:n <toimistolla>."
    message = queued(register, template="ideas/messages/returned", facts={"code": "MM-0042", "said": said})

    assert said in message.body


def test_nothing_is_told_of_what_was_undone(register: Register) -> None:
    def told_and_undone() -> None:
        with transaction.atomic():
            queued(register)
            raise RuntimeError("the action failed after its message")

    with pytest.raises(RuntimeError):
        told_and_undone()

    assert not Message.objects.exists()
