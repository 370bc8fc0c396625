"""One at a time: a second demo would empty the database under the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from talkoot.config.setup import MEANINGS, WrongSetup

KEY = 7_411_668  # PostgreSQL names its advisory locks by a number; any will do


@contextmanager
def alone() -> Iterator[None]:
    """Build on this database alone; the lock ends with the process, however that ends. Raises WrongSetup if taken."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            _check(cursor.fetchone()[0])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
        return
    database = Path(connection.settings_dict["NAME"])
    if database.parts[0] == "file:":
        raise WrongSetup(MEANINGS["SQLITE_READONLY"])
    with database.with_name(f"{database.name}.lock").open("w") as lock:
        _check(_is_ours(lock.fileno()))
        yield


def _is_ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _check(is_ours: bool) -> None:
    if not is_ours:
        raise WrongSetup("Another demo is being built in this database. Wait until it has ended.")
