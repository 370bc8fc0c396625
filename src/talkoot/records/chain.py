"""What the entries of one register say, read once from the first to the last."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from talkoot.core.canonical import dumps
from talkoot.records.asking import Broken, Unreadable, batches, each, reckon
from talkoot.records.guards import BY_MODEL
from talkoot.records.models import Entry, EntryText, Register
from talkoot.records.rows import as_cells
from talkoot.records.said import KINDS, Change, Said
from talkoot.records.writing import entry_digest, text_digest

Cells = dict[str, Any]


class Chain:
    """One register's chain: where it is broken. What it says of rows and parts goes to `said`."""

    def __init__(self, register: Register, said: Said | None = None) -> None:
        self.register = register
        self.said = said or Said()
        self.broken: list[Broken] = []
        self._seq, self._head = 0, ""
        self._erased: set[str] = set()
        self._masked: list[tuple[str, str]] = []
        self._read()

    def _read(self) -> None:
        entries = as_cells(Entry.objects.filter(register=self.register).order_by("seq"))
        for some in batches(entries, "seq"):
            texts = self._texts_of([entry.pk for entry in some if not isinstance(entry, Unreadable)])
            for entry in some:
                place = f"{self.register.slug} entry {entry.key if isinstance(entry, Unreadable) else entry.seq}"
                self.broken += reckon(partial(self._follow, place, entry, texts), place)
        self.broken += self._end()
        self.broken += reckon(self._thawed, f"{self.register.slug} chain")

    def _texts_of(self, entries: Sequence[str]) -> dict[str, list[Any]]:
        """The texts of some entries by their entry."""
        found: dict[str, list[Any]] = {}
        for text in each(as_cells(EntryText.objects.filter(entry__in=entries).order_by("entry_id", "name"))):
            if isinstance(text, Unreadable):
                self.broken.append(Broken(f"records.entrytext:{text.key}", f"can't be read: {text.why}"))
            else:
                found.setdefault(text.entry_id, []).append(text)
        return found

    def _follow(self, place: str, entry: Any, texts: dict[str, list[Any]]) -> Iterator[Broken]:
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
        for kind in KINDS:
            if f'"{kind}":' in entry.facts:
                self.said.hear(self.register.pk, entry.seq, entry.facts, kind)
        # Most entries have no texts, and their facts need not be taken apart once more.
        if entry.pk in texts or '"texts":' in entry.facts:
            yield from self._texts(place, texts.get(entry.pk, []), json.loads(entry.facts).get("texts", {}))

    def _texts(self, place: str, found: Sequence[Any], digests: dict[str, str]) -> Iterator[Broken]:
        texts = {text.name: text for text in found}
        for name in sorted(digests.keys() | texts.keys()):
            text, where = texts.get(name), f"{place} text '{name}'"
            if text and name in digests and not (text.text or text.salt):
                self._masked.append((where, f"records.entrytext:{text.pk}"))
            elif text is None or text_digest(text, text.salt) != digests.get(name):
                yield Broken(where, "is not what was written")

    def _end(self) -> Iterator[Broken]:
        for where, text in self._masked:
            if text not in self._erased:
                yield Broken(where, "is gone, and no entry says that it was erased")
        said = (self.register.chain_count, self.register.chain_head)
        if (self._seq, self._head) != said:
            yield Broken(f"{self.register.slug} chain", f"ends at {self._seq}, the register says {said[0]}")

    def _thawed(self) -> Iterator[Broken]:
        frozen = [guard.model for guard in BY_MODEL.values() if guard.is_frozen and guard.is_whole and not guard.once]
        for change in self.said.changes(self.register.pk, frozen):
            if columns := _thawed(change):
                place = f"{self.register.slug} entry {change.seq}"
                yield Broken(change.name, f"was changed before {place}: {', '.join(columns)}")


def _thawed(change: Change) -> list[str]:
    """The columns of a frozen row that two entries tell differently: an action carried on what was changed unseen."""
    guard = BY_MODEL[change.name.partition(":")[0]]
    before: Cells = json.loads(change.before)
    after: Cells = json.loads(change.after)
    return [
        column
        for column, value in after.items()
        if column not in guard.free
        and dumps(before.get(column)) != dumps(value)
        and not (column in guard.set_once and before.get(column) is None)
    ]
