"""Reaching behind the actions' back: one cell, one row, without asking anybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from django.db import connection, models, transaction

FAR = 1000  # far enough that no other row has it


def other_value(field: "models.Field[object, object]", value: object) -> object:
    """A value of the same kind that isn't the one there."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + FAR
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, str):
        return value[:-1] + ("b" if value.endswith("a") else "a")
    return _first_value(field)


def _first_value(field: "models.Field[object, object]") -> object:
    """What a cell that holds nothing may hold."""
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    by_kind = {
        models.DateTimeField: datetime(2019, 6, 4, tzinfo=UTC),  # before DateField, whose child it is
        models.DateField: date(2019, 6, 4),
        models.CharField: "a",
        models.TextField: "a",
        models.BooleanField: True,
    }
    return next((value for one, value in by_kind.items() if isinstance(kind, one)), FAR)


def set_cell(row: models.Model, field: "models.Field[object, object]", value: object) -> None:
    """Write one cell by SQL, past every action."""
    type(row)._default_manager.filter(pk=row.pk).update(**{field.attname: value})


def key_of(row: models.Model) -> str:
    """The column of the row's key."""
    assert row._meta.pk
    return row._meta.pk.column


def run(statement: str, *values: object) -> None:
    """One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
