"""Deliver the next message that is due."""

from datetime import datetime, timedelta

from django.db import transaction

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.outbox.carriers import carry
from talkoot.outbox.models import Message
from talkoot.outbox.states import MESSAGE, MessageState
from talkoot.people.roles import COMMANDS, Permission

LEASE = timedelta(minutes=10)
"""How long a message belongs to the worker that took it: longer than a carrier waits for an answer."""

PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long it rests after each failed attempt. After one more it is given up."""

ATTEMPTS = len(PAUSES) + 1


def deliver_message(*, actor: Actor, now: datetime) -> Message | None:
    """Carry the oldest message that is due and say what became of it; None when none is due.

    It is taken in one short transaction, carried outside of any, and marked in a second one, so that a carrier that is
    silent holds nobody up. Each worker takes another message. If a worker is killed half-way, its message is due again
    when the lease runs out: it is never lost, but at worst it leaves twice. `retry_message` is the way back for what
    was given up.
    """
    if Permission.DELIVER_MESSAGES not in COMMANDS.get(actor.system, frozenset()):
        raise NotPermitted("Messages are delivered by the command: talkoot work")
    message = _take(now)
    if message is None:
        return None
    try:
        carry(message)
    except (OSError, ValueError) as error:  # ValueError: an address that no mail can have, typed by somebody
        return _mark_failed(message, str(error), now)
    return _mark(message, state=MESSAGE.after("send", message.state), sent_at=now, last_error="")


def _take(now: datetime) -> Message | None:
    with transaction.atomic(durable=True):
        due = Message.objects.filter(state=MessageState.QUEUED, next_attempt_at__lte=now)
        message = due.order_by("queued_at", "pk").select_for_update(skip_locked=True).first()
        if message:
            message.attempts += 1
            message.next_attempt_at = now + LEASE
            message.save(update_fields=["attempts", "next_attempt_at"])
        return message


def _mark_failed(message: Message, error: str, now: datetime) -> Message:
    if message.attempts >= ATTEMPTS:
        return _mark(message, state=MESSAGE.after("give_up", message.state), last_error=error)
    return _mark(message, next_attempt_at=now + PAUSES[message.attempts - 1], last_error=error)


def _mark(message: Message, **changes: object) -> Message:
    """Write what became of it, unless its lease ran out and another worker has it now."""
    mine = Message.objects.filter(pk=message.pk, state=message.state, attempts=message.attempts)
    mine.update(**changes)
    for name, value in changes.items():
        setattr(message, name, value)
    return message
