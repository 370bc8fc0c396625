"""The one way anything is written: under the register's lock, with an entry in its chain.

An action reads: `with writing(register) as register:` → permission → rule → change → `record(...)` → message.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from talkoot.core import canonical
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence, StaleVersion
from talkoot.core.typed import check_lang, check_typed
from talkoot.records.fields import new_salt
from talkoot.records.models import Entry, EntryText, Matter, Register
from talkoot.records.rows import as_stored, facts_of, label, parts_of
from talkoot.records.states import Phase

LONGEST = 100_000  # characters of one text; more than anybody reads


@dataclass(frozen=True)
class Text:
    """What a person wrote, in which language, and whether the public may read it."""

    text: str
    lang: str
    is_public: bool = False


@contextmanager
def writing(register: Register) -> Iterator[Register]:
    """One transaction with the register's row locked, fresh from the database."""
    with transaction.atomic():
        yield Register.objects.select_for_update().get(pk=register.pk)


def open_matter(
    *, register: Register, title: Text, phase: Phase, status: str, now: datetime, came_from: Matter | None = None
) -> Matter:
    """A new matter with the register's next number; numbers have no gaps because `writing` holds the lock."""
    number = Register.objects.values_list("next_number", flat=True).get(pk=register.pk)
    Register.objects.filter(pk=register.pk).update(next_number=number + 1)
    return Matter.objects.create(
        register=register,
        number=number,
        title=title.text,
        title_lang=title.lang,
        is_public=title.is_public,
        phase=phase,
        status=status,
        came_from=came_from,
        opened_at=now,
    )


def move_matter(matter: Matter, *, phase: Phase, status: str) -> None:
    """Set where the matter stands. The entry recorded next with this matter carries its row."""
    matter.phase = phase
    matter.status = status
    matter.version += 1
    matter.save(update_fields=["phase", "status", "version"])


def record(
    *,
    register: Register,
    actor: Actor,
    verb: str,
    now: datetime,
    matter: Matter | None = None,
    subject: models.Model | None = None,
    rows: Sequence[models.Model] = (),
    facts: Mapping[str, object] | None = None,
    texts: Mapping[str, Text] | None = None,
) -> Entry:
    """Append an entry to the register's chain. Call it inside `writing`, after the change.

    The subject, the matter and all `rows` that are guarded go into the facts whole, with the digest of their parts, as
    they stand in the database. The first entry of a chain also says whose chain it is.

    Raises NotText, TooLong, UnknownLanguage for what somebody wrote, before any database sees it.
    """
    texts = texts or {}
    for name, text in texts.items():
        check_lang(text.lang)
        check_typed(text.text, Sentence("The text '{name}'", name=name), LONGEST)
    # Read afresh: an action that calls another has an older copy of the register in its hands.
    chain = Register.objects.get(pk=register.pk)
    named = (subject, matter, None if chain.chain_count else chain, *rows)
    written = as_stored(row for row in named if row is not None)
    salts = {name: new_salt() for name in texts}
    evidence = {
        "rows": {label(row): facts_of(row) for row in written},
        "parts": {place: held for row in written for place, held in parts_of(row).items()},
        "texts": {name: text_digest(text, salts[name]) for name, text in texts.items()},
    }
    entry = _append(
        chain,
        at=now,
        actor=actor.key,
        on_behalf_of=actor.on_behalf_of,
        verb=verb,
        matter=matter,
        subject=label(subject) if subject else "",
        facts=canonical.dumps({**(facts or {}), **{name: held for name, held in evidence.items() if held}}),
    )
    EntryText.objects.bulk_create(
        EntryText(entry=entry, name=name, lang=text.lang, is_public=text.is_public, text=text.text, salt=salts[name])
        for name, text in texts.items()
    )
    return entry


def text_digest(text: Any, salt: str) -> str:
    """The digest that stands for a text (a Text, an EntryText or its row from `as_cells`) in the chain."""
    return canonical.digest(canonical.dumps([salt, text.lang, text.is_public, text.text]))


def entry_digest(entry: Any) -> str:
    """The digest of every cell of an entry (or of its row from `as_cells`) but the digest itself."""
    cells = {
        "previous": entry.previous,
        "register": entry.register_id,
        "seq": entry.seq,
        "at": canonical.plain(entry.at),
        "actor": entry.actor,
        "on_behalf_of": entry.on_behalf_of,
        "verb": entry.verb,
        "matter": entry.matter_id,
        "subject": entry.subject,
        "facts": entry.facts,
    }
    return canonical.digest(canonical.encode(cells))


def _append(chain: Register, **cells: object) -> Entry:
    entry = Entry(register=chain, seq=chain.chain_count + 1, previous=chain.chain_head, **cells)
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    Register.objects.filter(pk=chain.pk).update(chain_head=entry.digest, chain_count=entry.seq)
    return entry


def check_version(row: models.Model, version: int, typed: Mapping[str, str]) -> None:
    """Refuse a save made from an older copy of the row. `typed` names the fields and what the person wrote in them.

    Raises StaleVersion with both texts, so that the screen can show them side by side.
    """
    if getattr(row, "version") != version:  # noqa: B009  (a row of any model that has a version)
        # What was typed may be new words beside the row (an answer to an idea), for which nothing is stored.
        stored = {name: str(getattr(row, name, "")) for name in typed}
        raise StaleVersion(
            "Somebody saved this in between. Your text is kept below: compare the two and save again.",
            typed=dict(typed),
            stored=stored,
        )
