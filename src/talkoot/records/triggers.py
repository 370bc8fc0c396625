"""Puts the guards into the database. Done again after every migrate: SQLite drops triggers when a table is rebuilt."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, transaction

from talkoot.records.guards import CLAUSES, GUARDS, Clause, Guard

PREFIX = "talkoot_"


def install() -> None:
    """Drop and create every trigger that `expected` lists, in one transaction: for nobody are they ever off."""
    with transaction.atomic(), connection.cursor() as cursor:
        drop()
        for statements in expected().values():
            for statement in statements:
                cursor.execute(statement)


def drop() -> None:
    """Take every trigger of ours off, whatever it guards: for tests that empty tables, and before installing."""
    with connection.cursor() as cursor:
        for name, table in _names():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            if name.startswith(PREFIX):
                cursor.execute(f"DROP TRIGGER {name}{on}")


def missing() -> list[str]:
    """The names of triggers that are not in the database as they should be: gone, switched off or changed."""
    present = _present()
    return [name for name, statements in expected().items() if _mark(statements) not in present]


def strange() -> list[str]:
    """The names of triggers in the database that nobody here made, whatever they hang on."""
    known = expected()
    return [name for name, _ in _names() if name not in known]


def expected() -> dict[str, list[str]]:
    """Every trigger by name, with the statements that make it on this database."""
    made: dict[str, list[str]] = {}
    for guard in GUARDS:
        if guard.is_frozen:
            made.update(_guard_triggers(guard))
    for clause in CLAUSES:
        made.update(_clause_trigger(clause))
    return made


def _guard_triggers(guard: Guard) -> Iterator[tuple[str, list[str]]]:
    model = apps.get_model(guard.model)
    table = model._meta.db_table
    is_not = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
    changed = []
    for field in model._meta.concrete_fields:
        column = field.column
        if column in guard.free:
            continue
        differs = f"OLD.{column} {is_not} NEW.{column}"
        changed.append(f"(OLD.{column} IS NOT NULL AND {differs})" if column in guard.set_once else differs)
    message = f"{table} is append-only: correct it with a new row"
    held = f"({guard.once}) AND " if guard.once else ""
    update = f"{held}({' OR '.join(changed)})"
    yield _trigger(f"{PREFIX}{table}_update", table, "UPDATE", update, message)
    yield _trigger(f"{PREFIX}{table}_delete", table, "DELETE", guard.once or "1 = 1", message)
    if connection.vendor == "postgresql":
        yield _trigger(f"{PREFIX}{table}_truncate", table, "TRUNCATE", "", message)


def _clause_trigger(clause: Clause) -> Iterator[tuple[str, list[str]]]:
    table = apps.get_model(clause.model)._meta.db_table
    yield _trigger(f"{PREFIX}{clause.name}", table, clause.event, clause.refused_when, clause.message)


def _trigger(name: str, table: str, event: str, refused_when: str, message: str) -> tuple[str, list[str]]:
    """On PostgreSQL the condition stands in a function, since a trigger's WHEN there can't look at other rows."""
    message = message.replace("'", "''")
    if connection.vendor != "postgresql":
        body = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return name, [f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused_when} {body}"]
    refuse = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {refused_when} THEN {refuse} END IF;" if refused_when else refuse
    back = "RETURN OLD;" if event == "DELETE" else "RETURN NULL;" if event == "TRUNCATE" else "RETURN NEW;"
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return name, [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} {back} END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    ]


def _mark(statements: list[str]) -> tuple[str, ...]:
    """What the catalogue keeps of a trigger: its text, and on PostgreSQL its function's body before."""
    return tuple(statement.partition("$$")[2].removesuffix("$$") or statement for statement in statements)


def _present() -> set[tuple[str, ...]]:
    """The marks of the triggers that work."""
    return set(_rows(_WORKING[connection.vendor]))


def _names() -> list[tuple[str, str]]:
    """Every trigger of this schema, working or not, with its table."""
    return [(name, table) for name, table in _rows(_ALL[connection.vendor])]


def _rows(statement: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


_OF_THIS_SCHEMA = (
    " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang"
    " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
)
_ALL = {
    "postgresql": "SELECT t.tgname, t.tgrelid::regclass::text" + _OF_THIS_SCHEMA,
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
}
_WORKING = {
    # The function is this schema's own and reads its tables; as a replica the session would fire no trigger at all.
    "postgresql": "SELECT p.prosrc, pg_get_triggerdef(t.oid, true)"
    + _OF_THIS_SCHEMA
    + " AND t.tgenabled IN ('O', 'A') AND p.pronamespace = n.oid AND l.lanname = 'plpgsql' AND p.proconfig IS NULL"
    " AND current_setting('session_replication_role') <> 'replica'",
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
}
