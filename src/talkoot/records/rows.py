"""How a row becomes facts: the same row always gives the same canonical JSON."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Cast

from talkoot.core.canonical import Json, digest, encode, plain
from talkoot.records.fields import SaltField
from talkoot.records.guards import BY_MODEL, is_named

Row = models.Model
Rows = models.QuerySet[Any]


def label(row: Row) -> str:
    """How entries name a row: `costs.voucher:12`."""
    return f"{row._meta.label_lower}:{row.pk}"


def facts_of(row: Row) -> dict[str, Json]:
    """Every cell of the row but its salt, in plain JSON. What people typed gives a digest, salted by the row's salt."""
    return facts_in(type(row), row)


def facts_in(model: type[Row], row: Any) -> dict[str, Json]:
    """The same of a row from `as_cells`."""
    columns = _columns(model)
    facts = {
        name: cell if type(cell) in _PLAIN else plain(cell)
        for name, cell in zip(columns.names, columns.cells(row), strict=True)
    }
    for name in columns.typed:
        facts[name] = digest(encode([getattr(row, "salt", ""), facts[name]]))
    return facts


_PLAIN = (str, int, type(None), bool)
"""Nearly every cell is one of these, and plain already."""


@dataclass(frozen=True)
class _Columns:
    """The columns of a model that are facts, what reads all their cells of a row, and those that people type."""

    names: tuple[str, ...]
    cells: Callable[[Any], tuple[Any, ...]]
    typed: tuple[str, ...]


# What a model is made of never changes, and a million rows ask for it.
@cache
def _columns(model: type[Row]) -> _Columns:
    counters = BY_MODEL[model._meta.label_lower].counters
    facts = [field for field in model._meta.concrete_fields if not isinstance(field, SaltField)]
    facts = [field for field in facts if field.attname not in counters]
    names = tuple(field.attname for field in facts)
    typed = tuple(field.attname for field in facts if isinstance(field, models.TextField))
    return _Columns(names, attrgetter(*names), typed)


def as_stored(rows: Iterable[Row]) -> list[Row]:
    """Those rows that entries carry, each once, as they stand in the database: whoever calls may hold an old copy."""
    keys: dict[type[Row], set[object]] = {}
    for row in rows:
        if is_named(row):
            keys.setdefault(type(row), set()).add(row.pk)
    return [
        row for model, wanted in keys.items() for row in model._default_manager.filter(pk__in=wanted).order_by("pk")
    ]


class Parts:
    """Count and digest of the parts of one whole, added in the order of their keys."""

    def __init__(self, salt: str = "") -> None:
        self.count = 0
        self._summed = hashlib.sha256(salt.encode())

    def add(self, facts: dict[str, Json]) -> None:
        """One more part, by its facts."""
        self._summed.update(encode(facts).encode() + b"\n")
        self.count += 1

    def facts(self) -> dict[str, Json]:
        """What entries say of them."""
        return {"count": self.count, "digest": self._summed.hexdigest()}


def parts_of(whole: Row) -> dict[str, Json]:
    """The facts of a whole's parts by their place: `claims.claim:3/claims.claimline`."""
    return {
        f"{label(whole)}/{guard.model}": _parts(guard.model, guard.part_of, whole)
        for guard in BY_MODEL.values()
        if guard.part_of and guard.whole == whole._meta.label_lower
    }


def _parts(model: str, path: str, whole: Row) -> Json:
    parts, kind = Parts(getattr(whole, "salt", "")), apps.get_model(model)
    for row in as_cells(rows_of(model).filter(**{path: whole.pk})).iterator(chunk_size=2000):
        parts.add(facts_in(kind, row))
    return parts.facts()


def rows_of(model: str) -> Rows:
    """All rows of a model, in the order of their keys."""
    rows: Rows = apps.get_model(model)._default_manager.order_by("pk")
    return rows


def as_cells(rows: Rows, *more: str) -> Rows:
    """The rows as plain cells by column name (and by `more` annotations): a model's instance takes twice as long.

    On SQLite each has the very text of its days and times too, since a column there takes any text for a day.
    """
    model: type[Row] = rows.model
    columns = [field.attname for field in model._meta.concrete_fields]
    days = _days(model) if connection.vendor == "sqlite" else ()
    with_days = rows.annotate(**{raw: Cast(models.F(name), models.TextField()) for name, raw in days})
    cells: Rows = with_days.values_list("pk", *columns, *more, *(raw for _, raw in days), named=True)
    return cells


def strange_days(model: type[Row], row: Any) -> list[str]:
    """The columns of a row from `as_cells` whose day isn't written as Django writes it."""
    days = _days(model) if connection.vendor == "sqlite" else ()
    return [name for name, raw in days if getattr(row, raw) != _written(getattr(row, name))]


def _written(day: date | None) -> str | None:
    """A day, or a time, as Django writes it for SQLite: without saying that it is UTC."""
    return None if day is None else str(day).removesuffix("+00:00")


@cache
def _days(model: type[Row]) -> tuple[tuple[str, str], ...]:
    """The columns that hold days and times, each with the name that its very text has beside it."""
    fields = model._meta.concrete_fields
    days = [one.attname for one in fields if type(one) in (models.DateField, models.DateTimeField)]
    return tuple((name, f"raw_{name}") for name in days)
