"""Two workers drain one queue: each message leaves once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from django.db import connection

from talkoot.outbox.actions import deliver_messages as module
from talkoot.outbox.actions.deliver_messages import deliver_messages
from talkoot.outbox.models import Message
from talkoot.records.models import Register
from tests.conftest import NOW
from tests.outbox.queued import WORKER, queued

MESSAGES = 12


@pytest.mark.usefixtures("committed")
def test_two_workers_who_saw_the_same_queue_deliver_each_message_once(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MESSAGES):
        queued(register, f"message:{number:02}")
    carried: list[str] = []
    lock, both_have_looked = Lock(), Barrier(2, timeout=30)
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

    with ThreadPoolExecutor(max_workers=2) as pool:
        sent = [one.result() for one in [pool.submit(_work), pool.submit(_work)]]

    assert sum(sent) == MESSAGES
    assert sorted(carried) == [f"message:{number:02}" for number in range(MESSAGES)]
    assert set(Message.objects.values_list("state", "attempts")) == {("sent", 1)}


def _work() -> int:
    try:
        return deliver_messages(actor=WORKER, now=NOW)
    finally:
        connection.close()
