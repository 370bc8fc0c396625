"""A million rows by one statement: the same row again and again, with what differs reckoned from its number."""

from collections.abc import Mapping

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model


def insert_series(row: Model, times: int, differing: Mapping[str, str]) -> int:
    """Insert `times` rows like this one; `differing` gives columns as SQL in `n`, the new key. The key before them.

    The keys are ours, so the database is told where its own go on.
    """
    model = type(row)
    before: int = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    columns, chosen, values = [], [], []
    for field in model._meta.concrete_fields:
        columns.append(field.column)
        if field.primary_key or field.column in differing:
            chosen.append("n" if field.primary_key else differing[field.column])
        else:
            chosen.append("%s" if connection.vendor == "sqlite" else f"CAST(%s AS {field.db_type(connection)})")
            values.append(field.get_db_prep_save(getattr(row, field.attname), connection))
    into = f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        cursor.execute(_numbers(into, ", ".join(chosen), before + 1, before + times), values)
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    return before


def _numbers(into: str, chosen: str, first: int, last: int) -> str:
    if connection.vendor == "postgresql":
        return f"{into} SELECT {chosen} FROM generate_series({first}, {last}) AS series(n)"
    series = f"WITH RECURSIVE series(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM series WHERE n < {last})"
    return f"{into} {series} SELECT {chosen} FROM series"
