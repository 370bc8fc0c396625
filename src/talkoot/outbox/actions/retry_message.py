"""Put a message that was given up back into the queue."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.outbox.models import Message
from talkoot.outbox.states import MESSAGE
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def retry_message(
    *, register: Register, actor: Actor, message: int, address: str = "", now: datetime, today: date
) -> Message:
    """Let it be tried again from the first attempt on, to another `address` if the old one was wrong.

    Raises NotPermitted, NotFound, or NotInOrder when it wasn't given up.
    """
    with writing(register) as register:
        check_may(actor, Permission.DELIVER_MESSAGES, register=register, today=today)
        given_up = Message.objects.select_for_update(of=("self",)).filter(register=register, pk=message).first()
        if given_up is None:
            raise NotFound("There is no message {message} in this programme.", message=message)
        given_up.state = MESSAGE.after("retry", given_up.state)
        given_up.address = address or given_up.address
        given_up.attempts = 0
        given_up.next_attempt_at = now
        given_up.save(update_fields=["state", "address", "attempts", "next_attempt_at"])
        record(register=register, actor=actor, verb="retry_message", now=now, matter=given_up.matter, subject=given_up)
        return given_up
