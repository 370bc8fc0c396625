"""talkoot migrate: bring the database up to date."""

import argparse

from talkoot.config.setup import database_open, django_ready


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("migrate", help="make or update the database's tables and guards")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate, and put every guard in its place."""
    make_home()
    with database_open():
        migrate(verbosity=1)
    return 0


def make_home() -> None:
    """The folder of the SQLite file that nobody named. Any other folder is its owner's to make."""
    django_ready()
    from django.conf import settings

    folder = settings.ENVIRONMENT.home / "var"
    if str(settings.ENVIRONMENT.database["NAME"]).startswith(f"{folder}/"):
        folder.mkdir(exist_ok=True)


def migrate(*, verbosity: int) -> None:
    """The database with its tables and its guards. Ask for it inside `database_open`.

    While tables change the guards are off: SQLite rebuilds a table under another name, and refuses the name that a
    trigger still waits for. Whoever is stopped half-way runs it again, which puts them back.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from talkoot.records import triggers

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        triggers.drop()
    call_command("migrate", interactive=False, verbosity=verbosity)
    triggers.install()
