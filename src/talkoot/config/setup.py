"""Makes Django ready for a command. Commands that need no database never come here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from talkoot.config.environment import Environment, from_process
from talkoot.core import clock
from talkoot.core.errors import Faults, TalkootError


class WrongSetup(TalkootError):
    """The surroundings aren't right: settings, or a database that was never migrated."""

    code = "wrong_setup"


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
def database_ready() -> Iterator[None]:
    """A database with its tables, and the clock where it belongs. Raises WrongSetup."""
    django_ready()
    from django.db import OperationalError, ProgrammingError

    try:
        start_clock()
        yield
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            raise WrongSetup("This database has no tables yet. Make them with: talkoot migrate") from error
        if isinstance(error, OperationalError):
            raise WrongSetup(f"The database does not answer: {error}".strip()) from error
        raise


def start_clock() -> None:
    """Let TALKOOT_NOW start the clock elsewhere, in a demo only."""
    from django.conf import settings

    from talkoot.records.queries import is_demo_database

    moment = settings.ENVIRONMENT.now
    if moment and not is_demo_database():
        raise WrongSetup("TALKOOT_NOW is for demos: this database isn't marked as one. Unset it.")
    if moment:
        clock.start_at(moment)
