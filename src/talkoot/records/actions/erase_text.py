"""Erase what a person wrote; the chain stays whole."""

from datetime import datetime

from talkoot.core.actor import Actor
from talkoot.records.models import EntryText, Register
from talkoot.records.writing import record, writing


def erase_text(*, register: Register, actor: Actor, text: EntryText, now: datetime) -> None:
    """Mask one text for good. Its digest stays in the chain, without the salt nobody can guess it back."""
    with writing(register) as register:
        text.text = ""
        text.salt = ""
        text.save(update_fields=["text", "salt"])
        record(register=register, actor=actor, verb="erase_text", now=now, subject=text, matter=text.entry.matter)
