"""deliver_message: every message leaves, each once, and one that can't leave keeps no other from leaving."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.outbox.actions import deliver_message as module
from talkoot.outbox.actions.deliver_message import ATTEMPTS, LEASE, PAUSES, deliver_message
from talkoot.outbox.models import Message
from talkoot.people.models import Channel
from talkoot.records.models import Register
from tests.conftest import NOW
from tests.outbox.queued import WORKER, queued

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)


def deliver(now: datetime = LATER) -> int:
    """How many left, of all that were due."""
    tried = list(iter(lambda: deliver_message(actor=WORKER, now=now), None))
    return sum(message.state == "sent" for message in tried)


class Carrier:
    """Takes the place of the real one: keeps the keys of what it carried, and fails or dies at some of them."""

    def __init__(self, fails_at: tuple[str, ...] = (), dies_at: tuple[str, ...] = ()) -> None:
        self.fails_at, self.dies_at = fails_at, dies_at
        self.carried: list[str] = []

    def __call__(self, message: Message) -> None:
        if message.key in self.fails_at:
            raise OSError("no route to host")
        if message.key in self.dies_at:
            raise KeyboardInterrupt
        self.carried.append(message.key)


@pytest.fixture
def carrier(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    """A carrier that takes everything until a test says otherwise."""
    one = Carrier()
    monkeypatch.setattr(module, "carry", one)
    return one


def test_an_e_mail_leaves_with_its_words(register: Register) -> None:
    message = queued(register)

    assert deliver() == 1

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["aino.asukas@example.org"], message.subject, message.body)
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.attempts) == ("sent", LATER, 1)


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.SMS, Channel.PHONE, Channel.VISIT])
def test_what_a_person_must_carry_is_laid_out_in_the_mailbox(register: Register, channel: Channel, files: Path) -> None:
    message = queued(register, channel=channel, address="Kotikuja 1, 50100 Keksitty")

    assert deliver() == 1

    (laid_out,) = (files / "mailbox").iterdir()
    text = laid_out.read_text(encoding="utf-8")
    assert text == f"Kotikuja 1, 50100 Keksitty\n\n{message.subject}\n\n{message.body}"
    assert laid_out.name.endswith(f"-{channel}.txt")
    assert not mail.outbox


def test_the_oldest_leaves_first(register: Register, carrier: Carrier) -> None:
    queued(register, "newer", now=NOW + timedelta(minutes=1))
    queued(register, "older", now=NOW)

    deliver()

    assert carrier.carried == ["older", "newer"]


def test_what_was_sent_is_not_sent_again(register: Register, carrier: Carrier) -> None:
    queued(register)

    assert [deliver(), deliver()] == [1, 0]
    assert carrier.carried == ["idea_received:1"]


def test_a_carrier_that_fails_keeps_the_message_and_its_reason(register: Register, carrier: Carrier) -> None:
    message = queued(register, "failed")
    queued(register, "other")
    carrier.fails_at = ("failed",)

    assert deliver() == 1

    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("queued", 1, "no route to host")
    assert message.sent_at is None
    assert carrier.carried == ["other"]


def test_it_rests_longer_after_every_failure_and_then_waits_for_a_person(register: Register, carrier: Carrier) -> None:
    message = queued(register, "failed")
    carrier.fails_at = ("failed",)
    now = NOW
    for attempt, pause in enumerate(PAUSES, start=1):
        deliver(now)
        deliver(now + pause - timedelta(seconds=1))
        message.refresh_from_db()
        assert (message.state, message.attempts) == ("queued", attempt)
        now += pause

    deliver(now)
    deliver(now + timedelta(days=1))

    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("failed", ATTEMPTS, "no route to host")
    assert sorted(PAUSES) == list(PAUSES)


def test_it_leaves_as_soon_as_it_is_due_and_the_carrier_is_back(register: Register, carrier: Carrier) -> None:
    message = queued(register, "failed")
    carrier.fails_at = ("failed",)
    deliver()
    carrier.fails_at = ()

    assert deliver(LATER + PAUSES[0]) == 1

    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("sent", 2, "")


def test_nothing_is_carried_inside_a_transaction(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A silent mail server would hold up every writer on SQLite."""
    queued(register)
    open_then: list[int] = []
    outside = len(connection.atomic_blocks)  # those of the test itself
    monkeypatch.setattr(module, "carry", lambda message: open_then.append(len(connection.atomic_blocks) - outside))

    deliver()

    assert open_then == [0]


def test_an_address_that_no_mail_can_have_keeps_no_other_message_from_leaving(register: Register) -> None:
    nonsense = queued(register, "nonsense", address="aino.asukas@example.org\nBcc: kaikki@example.org")
    queued(register, "other", now=LATER)

    assert deliver() == 1

    assert [one.to for one in mail.outbox] == [["aino.asukas@example.org"]]
    nonsense.refresh_from_db()
    assert (nonsense.state, nonsense.attempts) == ("queued", 1)
    assert "newlines" in nonsense.last_error


def test_what_a_killed_worker_had_taken_leaves_when_its_lease_has_run_out(register: Register, carrier: Carrier) -> None:
    for number, key in enumerate(("first", "second", "third")):
        queued(register, key, now=NOW + timedelta(seconds=number))
    carrier.dies_at = ("second",)

    with pytest.raises(KeyboardInterrupt):
        deliver()
    carrier.dies_at = ()

    assert deliver() == 1
    assert carrier.carried == ["first", "third"]
    assert deliver(LATER + LEASE) == 1
    assert carrier.carried == ["first", "third", "second"]
    assert Message.objects.get(key="second").attempts == 2


def test_a_letter_laid_out_by_a_worker_that_was_killed_is_there_once(
    register: Register, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(register, channel=Channel.LETTER, address="Kotikuja 1, 50100 Keksitty")
    carry = module.carry

    def carry_and_die(message: Message) -> None:
        carry(message)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "carry", carry_and_die)
    with pytest.raises(KeyboardInterrupt):
        deliver()
    monkeypatch.setattr(module, "carry", carry)

    assert deliver(LATER + LEASE) == 1
    assert len(list((files / "mailbox").iterdir())) == 1


def test_a_worker_slower_than_its_lease_does_not_undo_what_the_next_one_did(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queued(register)

    def slow(_message: Message) -> None:
        monkeypatch.setattr(module, "carry", lambda _message: None)
        assert deliver(LATER + LEASE) == 1
        raise OSError("timed out")

    monkeypatch.setattr(module, "carry", slow)
    deliver()

    message.refresh_from_db()
    assert (message.state, message.last_error) == ("sent", "")


@pytest.mark.parametrize("actor", [Actor(person_id=1), Actor(system="invoice receive")])
def test_only_the_worker_delivers(register: Register, actor: Actor) -> None:
    queued(register)

    with pytest.raises(NotPermitted, match="talkoot work"):
        deliver_message(actor=actor, now=LATER)
