"""One register's rows again and again, in registers of their own: how a database of very many programmes is filled.

On PostgreSQL only. Each table is copied by one statement, every key moved on by as much as the table's largest. What
people and organisations there are is shared. The copies of entries keep no chain, and those of single costs are left
out: they are there to be many, not to be verified.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Max, Model

from talkoot.records.models import Entry, Register

SHARED = {"people.person", "people.account", "people.organisation"}
"""What every programme may point at."""
STAGES = {
    "records", "people", "programme", "ideas", "applications", "assessment", "decisions", "agreements", "activities",
    "costs", "claims",
}  # fmt: skip


def measure(times: str) -> dict[str, object]:
    """Copy what is there, which is one register, so many times; how many rows each table got, and how large it all is.

    `megabytes` is the whole database with its indexes.
    """
    models = [one for one in apps.get_models() if one._meta.app_label in STAGES and one._meta.label_lower not in SHARED]
    largest = {one: one._default_manager.aggregate(last=Max("pk"))["last"] or 0 for one in models if one is not Entry}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger and no foreign key is looked at
        written = {one._meta.label_lower: _copy(one, int(times), largest) for one in models}
        cursor.execute("SET session_replication_role = DEFAULT")
        for statement in connection.ops.sequence_reset_sql(no_style(), list(largest)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database()) / 1000000")
        return {"rows": written, "megabytes": cursor.fetchone()[0]}


def _copy(model: type[Model], times: int, largest: Mapping[type[Model], int]) -> int:
    fields = model._meta.concrete_fields
    table, columns = model._meta.db_table, ", ".join(field.column for field in fields)
    chosen = ", ".join(_column(model, field, largest) for field in fields)
    only = " WHERE verb NOT IN ('record_cost', 'check_cost')" if model is Entry else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} CROSS JOIN generate_series(1, %s) AS copy(k)"
            f"{only}",
            [times],
        )
        return int(cursor.rowcount)


def _column(model: type[Model], field: "Field[Any, Any]", largest: Mapping[type[Model], int]) -> str:
    """What a copy has in a column: a key, its own or another row's, moved on; its own address; else the same.

    The prefix of its numbers too: a frozen claim's document names projects by them.
    """
    column = f"{model._meta.db_table}.{field.column}"
    if model is Register and field.column == "slug":
        return f"{column} || '-' || k"
    target = field.related_model if field.is_relation else model if field.primary_key else None
    if target is Entry:
        return f"encode(sha256(convert_to({column} || k, 'UTF8')), 'hex')"
    return f"{column} + k * {largest[target]}" if target in largest else column  # type: ignore[index]
