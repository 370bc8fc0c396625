"""Two workers drain one queue: each message leaves once, on both databases."""

from threading import Barrier, Lock

import pytest

from talkoot.outbox.actions import deliver_messages as module
from talkoot.outbox.actions.deliver_messages import deliver_messages
from talkoot.outbox.models import Message
from talkoot.records.models import Register
from tests.at_once import PATIENCE, at_once
from tests.conftest import NOW
from tests.outbox.queued import WORKER, queued

KEYS = [f"message:{number:02}" for number in range(12)]


@pytest.mark.usefixtures("committed")
def test_two_workers_who_saw_the_same_queue_deliver_each_message_once(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in KEYS:
        queued(register, key)
    carried: list[str] = []
    lock, both_have_looked = Lock(), Barrier(2, timeout=PATIENCE)
    look = module._waiting

    def look_together() -> list[int]:
        found = look()
        both_have_looked.wait()
        return found

    def carry(message: Message) -> None:
        with lock:
            carried.append(message.key)

    monkeypatch.setattr(module, "_waiting", look_together)
    monkeypatch.setattr(module, "carry", carry)

    sent = at_once(*[lambda: deliver_messages(actor=WORKER, now=NOW)] * 2)

    assert sum(int(str(one)) for one in sent) == len(KEYS)
    assert sorted(carried) == KEYS
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}
