"""How `verify` asks: an invariant names broken places, and whatever can't be read is a broken place too."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models, transaction


@dataclass(frozen=True)
class Broken:
    """One place where what is stored is not what was recorded."""

    place: str
    what: str


Invariant = Callable[[], Iterable[Broken]]
AT_ONCE = 500


@dataclass(frozen=True)
class Unreadable:
    """A row that the database or Django can't even read any more, by the value of its key."""

    key: object
    why: str


def ask(invariant: Invariant, place: str = "") -> list[Broken]:
    """The places an invariant names. Whatever stops it is one more, so that the next is asked all the same."""
    found: list[Broken] = []
    try:
        with transaction.atomic():
            found.extend(invariant())
    except Exception as error:
        found.append(_stopped(place or _name(invariant), error))
    return found


def reckon(invariant: Invariant, place: str) -> list[Broken]:
    """As `ask`, of what reads nothing from the database: a savepoint for every row takes longer than all the rest."""
    found: list[Broken] = []
    try:
        found.extend(invariant())
    except Exception as error:
        found.append(_stopped(place, error))
    return found


def _stopped(place: str, error: Exception) -> Broken:
    return Broken(place, f"can't be recomputed, since what it reads was changed: {error}")


def _name(invariant: Invariant) -> str:
    return getattr(invariant, "__name__", "verify")


def batches(rows: "models.QuerySet[Any]", key: str = "pk") -> Iterator[list[Any]]:
    """As `each`, so many rows at a time."""
    found = each(rows, key)
    while batch := list(islice(found, AT_ONCE)):
        yield batch


def each(rows: "models.QuerySet[Any]", key: str = "pk") -> Iterator[Any]:
    """Every row in its order, streamed; an Unreadable in the place of one that can't be read."""
    read = 0
    try:
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield row
            read += 1
    except Exception:
        # From here on by their keys, which can always be read.
        keys = list(rows.values_list(key, flat=True)[read:])
        for start in range(0, len(keys), AT_ONCE):
            yield from _read(rows, key, keys[start : start + AT_ONCE])


def _read(rows: "models.QuerySet[Any]", key: str, keys: list[object]) -> list[Any]:
    """The rows with these keys. If they can't be read together, each half by itself, down to the one that can't."""
    try:
        with transaction.atomic():
            return list(rows.filter(**{f"{key}__in": keys}))
    except Exception as error:
        if len(keys) == 1:
            return [Unreadable(keys[0], str(error))]
        middle = len(keys) // 2
        return [*_read(rows, key, keys[:middle]), *_read(rows, key, keys[middle:])]


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as it was at one moment, while others go on writing. Nothing is written."""
    if connection.in_atomic_block:
        yield
        return
    with _reading_transactions(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading_transactions() -> Iterator[None]:
    """On SQLite a transaction of ours takes the lock for writing at once: not this one."""
    mode = getattr(connection, "transaction_mode", None)
    setattr(connection, "transaction_mode", "DEFERRED")  # noqa: B010  (only SQLite's connection has it)
    try:
        yield
    finally:
        setattr(connection, "transaction_mode", mode)  # noqa: B010
