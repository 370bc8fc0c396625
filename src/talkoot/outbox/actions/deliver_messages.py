"""Deliver what waits in the queue."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.outbox.carriers import carry
from talkoot.outbox.models import Message
from talkoot.outbox.states import MESSAGE, MessageState
from talkoot.people.roles import COMMANDS, Permission

ATTEMPTS = 5


def deliver_messages(*, actor: Actor, now: datetime, told: Callable[[Message], None] = lambda message: None) -> int:
    """Carry every queued message, oldest first, each in its own transaction; how many left.

    A process killed half-way loses nothing: a message is marked after it has left, so at worst it leaves twice.
    After five attempts it is given up and waits for a person.
    """
    if Permission.DELIVER_MESSAGES not in COMMANDS.get(actor.system, frozenset()):
        raise NotPermitted("Messages are delivered by the command: talkoot work")
    sent = 0
    for pk in _waiting():
        sent += _deliver_one(pk, now, told)
    return sent


def _waiting() -> list[int]:
    queued = Message.objects.filter(state=MessageState.QUEUED).order_by("queued_at", "pk")
    return list(queued.values_list("pk", flat=True))


def _deliver_one(pk: int, now: datetime, told: Callable[[Message], None]) -> int:
    with transaction.atomic():
        # Another worker may have taken it meanwhile: then it is locked or no longer queued.
        message = Message.objects.select_for_update(skip_locked=True).filter(pk=pk, state=MessageState.QUEUED).first()
        if message is None:
            return 0
        message.attempts += 1
        try:
            carry(message)
        except (OSError, ValueError) as error:  # ValueError: an address that no mail can have, typed by somebody
            message.last_error = str(error)
            if message.attempts >= ATTEMPTS:
                message.state = MESSAGE.after("give_up", message.state)
        else:
            message.state = MESSAGE.after("send", message.state)
            message.sent_at = now
        message.save(update_fields=["state", "sent_at", "attempts", "last_error"])
        if message.state == MessageState.SENT:
            told(message)
        return int(message.state == MessageState.SENT)
