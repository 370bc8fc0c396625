"""How a message leaves the house. E-mail by Django's backend; what a person must carry is laid out in the mailbox."""

from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage

from talkoot.outbox.models import Message
from talkoot.people.models import Channel


def carry(message: Message) -> None:
    """Send it, or lay it out to be printed, read by phone or sent as a text. Raises OSError when it can't leave."""
    if message.channel == Channel.EMAIL:
        EmailMessage(message.subject, message.body, to=[message.address]).send()
    else:
        _lay_out(message)


def _lay_out(message: Message) -> None:
    # Named by the message: carrying it twice, after a crash, writes the same file.
    path = Path(settings.MEDIA_ROOT) / "mailbox" / f"{message.pk:08}-{message.channel}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{message.address}\n\n{message.subject}\n\n{message.body}", encoding="utf-8")
