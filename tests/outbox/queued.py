"""Messages in the queue, for tests of outbox."""

from datetime import datetime

from talkoot.core.actor import Actor
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.outbox.models import Message
from talkoot.people.models import Channel
from talkoot.records.models import Register
from tests.conftest import NOW

WORKER = Actor(system="work")


def queue(register: Register, key: str = "idea_received:1", **changes: object) -> Message | None:
    """The receipt of an idea, by e-mail and in Finnish unless told otherwise."""
    facts: dict[str, object] = {
        "register": register,
        "key": key,
        "template": "ideas/messages/received",
        "lang": "fi",
        "channel": Channel.EMAIL,
        "address": "aino.asukas@example.org",
        "facts": {"code": "MM-0042"},
        "now": NOW,
    }
    return queue_message(**{**facts, **changes})  # type: ignore[arg-type]


def queued(register: Register, key: str = "idea_received:1", now: datetime = NOW, **changes: object) -> Message:
    """A message that somebody wants."""
    message = queue(register, key, now=now, **changes)
    assert message
    return message
