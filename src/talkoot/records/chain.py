"""What the entries of one register say, read once from the first to the last."""

import json
from collections.abc import Iterator
from typing import Any

from talkoot.core.canonical import dumps
from talkoot.records.asking import Broken, Unreadable, each
from talkoot.records.guards import BY_MODEL
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.rows import label
from talkoot.records.writing import entry_digest, text_digest

Cells = dict[str, Any]


class Chain:
    """One register's chain: what it says last of every row and of every whole's parts, and where it is broken."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.rows: dict[str, Cells] = {}
        self.parts: dict[str, object] = {}
        self.broken: list[Broken] = []
        self._seq, self._head = 0, ""
        self._erased: set[str] = set()
        self._masked: list[tuple[str, str]] = []
        self._read()

    def _read(self) -> None:
        entries = Entry.objects.filter(register=self.register).order_by("seq").prefetch_related("texts")
        for entry in each(entries, "seq"):
            place = f"{self.register.slug} entry {entry.key if isinstance(entry, Unreadable) else entry.seq}"
            try:
                self.broken.extend(self._follow(place, entry))
            except Exception as error:
                self.broken.append(Broken(place, f"can't be read: {error}"))
        self.broken.extend(self._end())

    def _follow(self, place: str, entry: Entry | Unreadable) -> Iterator[Broken]:
        if isinstance(entry, Unreadable):
            yield Broken(place, f"can't be read: {entry.why}")
            return
        if entry.seq != self._seq + 1 or entry.previous != self._head:
            yield Broken(place, "doesn't follow the entry before it")
        self._seq, self._head = entry.seq, entry.digest
        if entry.digest != entry_digest(entry):
            yield Broken(place, "a cell was changed: its digest differs")
        if entry.verb == "erase_text":
            self._erased.add(entry.subject)
        facts = json.loads(entry.facts)
        yield from self._texts(place, entry, facts.get("texts", {}))
        yield from self._rows(place, facts.get("rows", {}))
        self.parts.update(facts.get("parts", {}))

    def _texts(self, place: str, entry: Entry, digests: dict[str, str]) -> Iterator[Broken]:
        texts: dict[str, EntryText] = {text.name: text for text in entry.texts.all()}
        for name in sorted(digests.keys() | texts.keys()):
            text, where = texts.get(name), f"{place} text '{name}'"
            if text and name in digests and not (text.text or text.salt):
                self._masked.append((where, label(text)))
            elif text is None or text_digest(text, text.salt) != digests.get(name):
                yield Broken(where, "is not what was written")

    def _rows(self, place: str, rows: dict[str, Cells]) -> Iterator[Broken]:
        for name, cells in rows.items():
            changed = _thawed(name, self.rows.get(name), cells)
            if changed:
                yield Broken(name, f"was changed before {place}: {', '.join(changed)}")
            self.rows[name] = cells

    def _end(self) -> Iterator[Broken]:
        for where, text in self._masked:
            if text not in self._erased:
                yield Broken(where, "is gone, and no entry says that it was erased")
        said = (self.register.chain_count, self.register.chain_head)
        if (self._seq, self._head) != said:
            yield Broken(f"{self.register.slug} chain", f"ends at {self._seq}, the register says {said[0]}")


def _thawed(name: str, before: Cells | None, after: Cells) -> list[str]:
    """The columns of a frozen row that two entries tell differently: an action carried on what was changed unseen."""
    guard = BY_MODEL.get(name.partition(":")[0])
    if before is None or guard is None or not guard.is_frozen or guard.once:
        return []
    return [
        column
        for column, value in after.items()
        if column not in guard.free
        and dumps(before.get(column)) != dumps(value)
        and not (column in guard.set_once and before.get(column) is None)
    ]
