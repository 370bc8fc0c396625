"""Erase what a person wrote; the chain stays whole."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import EntryText, Register
from talkoot.records.writing import record, writing


def erase_text(*, register: Register, actor: Actor, text: EntryText, now: datetime, today: date) -> EntryText:
    """Mask one text of an entry for good. Its digest stays in the chain; without the salt nobody can guess it back.

    It masks this text alone. What else holds the same words stays: the record's own row (an idea's body, a matter's
    title), messages in the outbox and mails sent, stored files, and backups made before. Raises NotPermitted, NotFound.
    """
    with writing(register) as register:
        check_may(actor, Permission.ERASE, register=register, today=today)
        texts = EntryText.objects.select_related("entry__matter__register")
        found = texts.filter(pk=text.pk, entry__register=register).first()
        if found is None:
            raise NotFound("There is no such text in this programme. Look the entry up in its own programme.")
        found.text, found.salt = "", ""
        found.save(update_fields=["text", "salt"])
        record(register=register, actor=actor, verb="erase_text", now=now, subject=found, matter=found.entry.matter)
        return found
