"""Makes Django ready for a command. Commands that need no database never come here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from talkoot.config.environment import Environment, from_process
from talkoot.core import clock
from talkoot.core.errors import Faults, TalkootError

if TYPE_CHECKING:
    from django.db import Error


class WrongSetup(TalkootError):
    """The surroundings aren't right: settings, or a database that can't be used."""

    code = "wrong_setup"


class NotMigrated(WrongSetup):
    """There is no database yet, or it hasn't the tables of this version."""

    code = "not_migrated"


NOT_MIGRATED = "This database has no tables yet, or those of another version. Make them with: talkoot migrate"

MEANINGS = {
    "SQLITE_NOTADB": "The file is no SQLite database. Name another with DATABASE_URL.",
    "SQLITE_CANTOPEN": "The database file can't be opened. Look whether its folder exists and may be written to.",
    "SQLITE_READONLY": "The database can only be read, and this command writes.",
    "SQLITE_BUSY": "Somebody else has been writing to the database for long. Try again.",
    "SQLITE_FULL": "There is no room left on the disk.",
    "SQLITE_CORRUPT": "The database file is damaged. Bring back a copy.",
    "SQLITE_IOERR": "The database file can't be read or written.",
    "42501": "This database user may not do that. Give it the right, or name another in DATABASE_URL.",
    "25006": "The database can only be read, and this command writes.",
    "57P": "The database was stopped. Try again.",
    "53": "The database has no room or connection left. Try again later.",
}
"""What a person can do, by the beginning of SQLite's error name or PostgreSQL's SQLSTATE."""


def environment() -> Environment:
    """The settings of this process. Raises WrongSetup with every wrong variable."""
    try:
        return from_process()
    except Faults as faults:
        raise WrongSetup(faults.message) from faults


def django_ready() -> None:
    """Load the settings and every stage. Raises WrongSetup."""
    import django

    environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talkoot.config.settings")
    django.setup()


@contextmanager
def database_open() -> Iterator[None]:
    """A database that answers, perhaps still without tables. Raises WrongSetup for whatever a person can put right."""
    django_ready()
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error, connection

    try:
        connection.ensure_connection()
        yield
    except Error as error:
        raise _in_words(error, has_answered=connection.connection is not None) from error
    except ImproperlyConfigured as error:
        raise WrongSetup(f"The database's settings can't be used: {error}") from error


@contextmanager
def database_ready() -> Iterator[None]:
    """A database with its tables, and the clock where it belongs. Raises WrongSetup."""
    django_ready()
    _check_there_is_one()
    with database_open():
        start_clock()
        yield


def _check_there_is_one() -> None:
    """SQLite would make an empty file and leave it behind."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not name.startswith("file:") and not os.path.exists(name):
        raise NotMigrated(f"There is no database yet at {name}. Make it with: talkoot migrate")


def _in_words(error: "Error", *, has_answered: bool) -> Exception:
    """The error as a person can act on it; the error itself when it is a fault of ours."""
    code, said = _driver_says(error)
    if code in ("42P01", "42703") or said.startswith(("no such table", "no such column")):
        return NotMigrated(NOT_MIGRATED)
    for beginning, meaning in MEANINGS.items():
        if code.startswith(beginning):
            return WrongSetup(f"{meaning} ({said})")
    if not has_answered or not code:
        return WrongSetup(f"The database can't be reached: {said}")
    return error


def _driver_says(error: BaseException) -> tuple[str, str]:
    """The code and the words of the driver's own error; Django has wrapped it once or twice."""
    inner: BaseException | None = error
    while inner:
        code = getattr(inner, "sqlstate", None) or getattr(inner, "sqlite_errorname", None)
        if code:
            return str(code), str(inner).strip()
        inner = inner.__cause__ or inner.__context__
    return "", " ".join(str(error).split())


def start_clock(otherwise: datetime | None = None) -> None:
    """Let the clock start at TALKOOT_NOW, or else at `otherwise`, in a demo only."""
    from django.conf import settings

    from talkoot.records.queries import is_demo_database

    is_demo = is_demo_database()  # asked always, so that a database without tables is found at once
    given: datetime | None = settings.ENVIRONMENT.now
    if given and not is_demo:
        raise WrongSetup("TALKOOT_NOW is for demos: this database isn't marked as one. Unset it.")
    moment = given or otherwise
    if moment and is_demo:
        clock.start_at(moment)
