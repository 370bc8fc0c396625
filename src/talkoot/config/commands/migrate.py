"""talkoot migrate: bring the database up to date."""

import argparse

from talkoot.config.setup import django_ready


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("migrate", help="make or update the database's tables and guards")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Migrate, then put every guard back: SQLite drops triggers when a table is rebuilt."""
    migrate(verbosity=1)
    return 0


def migrate(*, verbosity: int) -> None:
    """The database with its tables and its guards."""
    django_ready()
    from django.conf import settings
    from django.core.management import call_command

    from talkoot.records import triggers

    (settings.ENVIRONMENT.home / "var").mkdir(exist_ok=True)
    call_command("migrate", interactive=False, verbosity=verbosity)
    triggers.install()
