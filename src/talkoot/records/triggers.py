"""Puts the guards into the database. Done again after every migrate: SQLite drops triggers when a table is rebuilt."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

from talkoot.records.guards import GUARDS, SENTENCES, Guard, Sentence

PREFIX = "talkoot_"


def install() -> None:
    """Drop and create every trigger that `expected` lists."""
    drop()
    with connection.cursor() as cursor:
        for statements in expected().values():
            for statement in statements:
                cursor.execute(statement)


def drop() -> None:
    """Take every trigger of ours off, whatever it guards: for tests that empty tables, and before installing."""
    with connection.cursor() as cursor:
        for name, table in _present_tables().items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def missing() -> list[str]:
    """The names of triggers that are not in the database as they should be: gone, switched off or changed."""
    present = _present()
    return [name for name, statements in expected().items() if present.get(name) != _mark(statements)]


def expected() -> dict[str, list[str]]:
    """Every trigger by name, with the statements that make it on this database."""
    made: dict[str, list[str]] = {}
    for guard in GUARDS:
        made.update(_guard_triggers(guard))
    for sentence in SENTENCES:
        made.update(_sentence_trigger(sentence))
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


def _sentence_trigger(sentence: Sentence) -> Iterator[tuple[str, list[str]]]:
    table = apps.get_model(sentence.model)._meta.db_table
    yield _trigger(f"{PREFIX}{sentence.name}", table, sentence.event, sentence.refused_when, sentence.message)


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


def _mark(statements: list[str]) -> str:
    """What the catalogue keeps of a trigger: its text on SQLite, its function's body on PostgreSQL."""
    return statements[0].partition("$$")[2].removesuffix("$$") or statements[0]


def _present() -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
            )
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _present_tables() -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}
