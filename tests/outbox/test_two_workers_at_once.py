"""Two workers drain one queue: each message leaves once, and both carry at the same time, on both databases."""

from threading import Barrier, Lock

import pytest

from talkoot.outbox.actions import deliver_message as module
from talkoot.outbox.actions.deliver_message import deliver_message
from talkoot.outbox.models import Message
from talkoot.records.models import Register
from tests.at_once import PATIENCE, at_once
from tests.conftest import NOW
from tests.outbox.queued import WORKER, queued

KEYS = [f"message:{number:02}" for number in range(12)]


@pytest.mark.usefixtures("committed")
def test_two_workers_carry_at_the_same_time_and_each_message_once(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in KEYS:
        queued(register, key)
    carried: list[str] = []
    lock, both_carry = Lock(), Barrier(2, timeout=PATIENCE)

    def carry(message: Message) -> None:
        if message.key in KEYS[:2]:
            both_carry.wait()  # the first of each worker: neither holds the other up
        with lock:
            carried.append(message.key)

    monkeypatch.setattr(module, "carry", carry)

    def drain() -> int:
        return len(list(iter(lambda: deliver_message(actor=WORKER, now=NOW), None)))

    tried = at_once(drain, drain)

    assert sum(int(str(one)) for one in tried) == len(KEYS)
    assert sorted(carried) == KEYS
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
