"""Put a message into the queue."""

from datetime import datetime

from talkoot.outbox.compose import compose
from talkoot.outbox.models import Message
from talkoot.outbox.states import MESSAGE
from talkoot.people.models import Channel, Person
from talkoot.records.models import Matter, Register


def queue_message(
    *,
    register: Register,
    key: str,
    template: str,
    lang: str,
    channel: Channel,
    address: str,
    facts: dict[str, object],
    now: datetime,
    matter: Matter | None = None,
    person: Person | None = None,
) -> Message | None:
    """Queue it inside the caller's transaction; None when nobody wants it. A key that was used is not told again."""
    if channel == Channel.NONE or not address:
        return None
    subject, body, written_in = compose(template, lang, facts)
    message, _ = Message.objects.get_or_create(
        register=register,
        key=key,
        defaults={
            "matter": matter,
            "person": person,
            "channel": channel,
            "address": address,
            "lang": written_in,
            "subject": subject,
            "body": body,
            "state": MESSAGE.start,
            "queued_at": now,
            "next_attempt_at": now,
        },
    )
    return message
