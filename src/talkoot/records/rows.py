"""How a row becomes facts: the same row always gives the same canonical JSON."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Cast

from talkoot.core.canonical import Json, digest, dumps, plain
from talkoot.records.fields import SaltField
from talkoot.records.guards import BY_MODEL, is_named

Row = models.Model
Rows = models.QuerySet[Any]


def label(row: Row) -> str:
    """How entries name a row: `costs.voucher:12`."""
    return f"{row._meta.label_lower}:{row.pk}"


def facts_of(row: Row) -> dict[str, Json]:
    """Every cell of the row but its salt, in plain JSON. What people typed gives a digest, salted by the row's salt."""
    counters = BY_MODEL[row._meta.label_lower].counters
    salt = getattr(row, "salt", "")
    return {
        field.attname: _fact(field, getattr(row, field.attname), salt)
        for field in row._meta.concrete_fields
        if not isinstance(field, SaltField) and field.attname not in counters
    }


def _fact(field: object, value: object, salt: str) -> Json:
    return digest(dumps([salt, value])) if isinstance(field, models.TextField) else plain(value)


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
        self._count = 0
        self._summed = hashlib.sha256(salt.encode())

    def add(self, row: Row) -> None:
        """One more part."""
        self._summed.update(dumps(facts_of(row)).encode() + b"\n")
        self._count += 1

    def facts(self) -> dict[str, Json]:
        """What entries say of them."""
        return {"count": self._count, "digest": self._summed.hexdigest()}


def parts_of(whole: Row) -> dict[str, Json]:
    """The facts of a whole's parts by their place: `claims.claim:3/claims.claimline`."""
    return {
        f"{label(whole)}/{guard.model}": _parts(guard.model, guard.part_of, whole)
        for guard in BY_MODEL.values()
        if guard.part_of and guard.whole == whole._meta.label_lower
    }


def _parts(model: str, path: str, whole: Row) -> Json:
    parts = Parts(getattr(whole, "salt", ""))
    for row in rows_of(model).filter(**{path: whole.pk}).iterator(chunk_size=2000):
        parts.add(row)
    return parts.facts()


def rows_of(model: str) -> Rows:
    """All rows of a model, in the order of their keys."""
    rows: Rows = apps.get_model(model)._default_manager.order_by("pk")
    return rows


def with_raw_days(rows: Rows) -> Rows:
    """The rows, each with the very text of its days and times: SQLite takes any text for a day, and Django reads it."""
    if connection.vendor != "sqlite":
        return rows
    raw: Rows = rows.annotate(
        **{_raw(day): Cast(models.F(day.attname), models.TextField()) for day in _days(rows.model)}
    )
    return raw


def strange_days(row: Row) -> list[str]:
    """The columns of a row from `with_raw_days` whose day isn't written as Django writes it."""
    write = {
        models.DateField: connection.ops.adapt_datefield_value,
        models.DateTimeField: connection.ops.adapt_datetimefield_value,
    }
    return [
        day.attname
        for day in _days(type(row))
        if hasattr(row, _raw(day)) and getattr(row, _raw(day)) != write[type(day)](getattr(row, day.attname))
    ]


def _days(model: type[Row]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if type(field) in (models.DateField, models.DateTimeField)]


def _raw(day: Any) -> str:
    return f"raw_{day.attname}"
