"""What the chains say of every row, kept on the disk while it is compared: a million rows fit in nobody's memory."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

KINDS = ("rows", "parts")
"""Where the facts of an entry say how a row is, or the parts of a whole."""


class Word(NamedTuple):
    """What one register's chain says last of one name. `text` is canonical JSON."""

    name: str
    register: int
    text: str


class Change(NamedTuple):
    """A name that an entry (`seq`) tells otherwise than the one before: canonical JSON of both."""

    name: str
    seq: int
    before: str
    after: str


class Said:
    """Everything that entries say by name: `costs.voucher:12`, or `claims.claim:3/claims.claimline` for parts.

    The file behind it is SQLite's own: it has no name on the disk, and is gone with its last reader.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("BEGIN")  # and no end: nothing of it is to be kept
        columns = "name TEXT, register INTEGER, seq INTEGER, text TEXT"
        self._file.execute(f"CREATE TABLE said ({columns}, PRIMARY KEY (name, register, seq)) WITHOUT ROWID")

    def hear(self, register: int, seq: int, facts: str, kind: str) -> None:
        """What the facts of an entry say under one of KINDS. Raises sqlite3.Error for what is no canonical JSON."""
        heard = "INSERT INTO said SELECT key, ?, ?, value FROM json_each(?, '$.' || ?)"
        self._file.execute(heard, (register, seq, facts, kind))

    def changes(self, register: int, models: Sequence[str]) -> Iterator[Change]:
        """Wherever an entry of this register tells a row of these models otherwise than the one before it did."""
        found = self._file.execute(
            "SELECT * FROM (SELECT name, seq, LAG(text) OVER (PARTITION BY name ORDER BY seq) AS before, text FROM said"
            " WHERE register = ? AND substr(name, 1, instr(name, ':') - 1) IN (SELECT value FROM json_each(?))"
            " AND instr(name, '/') = 0) WHERE before <> text",
            (register, json.dumps(models)),
        )
        return (Change(*row) for row in found)

    def take(self, names: Sequence[str]) -> dict[str, list[Word]]:
        """By name, the last word of each chain on it. What is taken is no longer there."""
        taken: list[Any] = self._file.execute(
            "DELETE FROM said WHERE name IN (SELECT value FROM json_each(?)) RETURNING name, register, seq, text",
            (json.dumps(names),),
        ).fetchall()
        newest = {(name, register): text for name, register, _, text in sorted(taken)}
        words: dict[str, list[Word]] = {}
        for (name, register), text in newest.items():
            words.setdefault(name, []).append(Word(name, register, text))
        return words

    def left(self) -> Iterator[str]:
        """The names that nobody took, once for every chain that has a word on them."""
        found = self._file.execute("SELECT name FROM said GROUP BY register, name ORDER BY register, name")
        return (name for (name,) in found)
