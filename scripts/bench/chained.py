"""Rows written in bulk, each with its entry in a chain that `talkoot verify` follows to its end.

What the actions do one by one (`records.writing.record`) is done here for thousands at once, with the same digests.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from talkoot.core import canonical
from talkoot.core.canonical import Json
from talkoot.records.fields import new_salt
from talkoot.records.guards import GUARDS
from talkoot.records.models import Entry, EntryText, Matter, Register
from talkoot.records.rows import Parts, facts_of, label
from talkoot.records.writing import Text, entry_digest, text_digest

AT_ONCE = 1000
GUARDED = {guard.model: index for index, guard in enumerate(GUARDS)}
"""The order in which tables are written: along the line, as the guards are listed."""
Row = TypeVar("Row", bound=Model)
WHOLE_PARTS: dict[str, list[str]] = defaultdict(list)
for _guard in GUARDS:
    if _guard.part_of:
        WHOLE_PARTS[_guard.whole].append(_guard.model)


class Loader:
    """Collects rows with keys of their own and entries about them, and writes them all at `flush`."""

    def __init__(self, register: Register) -> None:
        register.refresh_from_db()
        self.register = register
        self.next_number = register.next_number
        self._seq, self._head = register.chain_count, register.chain_head
        self._waiting: dict[type[Model], list[Model]] = defaultdict(list)
        self._keys: dict[type[Model], int] = {}

    def add(self, row: Row) -> Row:
        """The row with the next key of its table."""
        model = type(row)
        if model not in self._keys:
            self._keys[model] = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
        self._keys[model] += 1
        row.pk = self._keys[model]
        self._waiting[model].append(row)
        return row

    def new_number(self) -> int:
        """The register's next public number."""
        self.next_number += 1
        return self.next_number - 1

    def tell(
        self,
        verb: str,
        at: datetime,
        *,
        actor: str = "system:bench",
        matter: Matter | None = None,
        subject: Model | None = None,
        rows: Sequence[Model] = (),
        parts: Sequence[Model] = (),
        facts: Mapping[str, object] | None = None,
        texts: Mapping[str, Text] | None = None,
    ) -> None:
        """The entry of something done; `subject` and `matter` are among its rows, `parts` belong to the subject."""
        named = [row for row in (subject, matter, *rows) if row is not None]
        salts = {name: new_salt() for name in texts or {}}
        evidence: dict[str, dict[str, Json]] = {
            "rows": {label(row): facts_of(row) for row in named},  # type: ignore[dict-item]
            "parts": {place: held for row in named for place, held in _parts(row, parts).items()},
            "texts": {name: text_digest(text, salts[name]) for name, text in (texts or {}).items()},
        }
        self._seq += 1
        entry = Entry(
            register=self.register, seq=self._seq, previous=self._head, at=at, actor=actor, verb=verb, matter=matter,
            subject=label(subject) if subject else "",
            facts=canonical.dumps({**(facts or {}), **{name: held for name, held in evidence.items() if held}}),
        )  # fmt: skip
        entry.digest = self._head = entry_digest(entry)
        self._waiting[Entry].append(entry)
        for name, text in (texts or {}).items():
            self.add(EntryText(entry=entry, name=name, lang=text.lang, text=text.text, salt=salts[name]))

    def flush(self) -> int:
        """Write everything that waits, in one transaction; how many rows it was."""
        written = 0
        with transaction.atomic():
            for model, rows in sorted(self._waiting.items(), key=lambda one: GUARDED.get(one[0]._meta.label_lower, -1)):
                model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
                written += len(rows)
            Register.objects.filter(pk=self.register.pk).update(
                next_number=self.next_number, chain_count=self._seq, chain_head=self._head
            )
        self._waiting.clear()
        return written

    def close(self) -> None:
        """Let the database give its own keys again after ours."""
        models = [model for model in self._keys if model is not Entry]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            cursor.execute("ANALYZE")


def _parts(whole: Model, parts: Sequence[Model]) -> dict[str, Json]:
    """As `records.rows.parts_of` says them, from rows that aren't written yet."""
    salt: str = getattr(whole, "salt", "")
    told: dict[str, Json] = {}
    for model in WHOLE_PARTS.get(whole._meta.label_lower, []):
        held = Parts(salt)
        for part in parts:
            if part._meta.label_lower == model:
                held.add(facts_of(part))
        told[f"{label(whole)}/{model}"] = held.facts()
    return told
