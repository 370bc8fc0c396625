"""talkoot demo: build Meijän Mikkeli from its first day, tell its story, then serve it."""

import argparse
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from talkoot.config.alone import alone
from talkoot.config.commands import add_json, print_json
from talkoot.config.commands.migrate import make_home, migrate
from talkoot.config.commands.serve import add_address, serve
from talkoot.config.setup import WrongSetup, database_open, start_clock
from talkoot.core.money import format_euros

SERVED_AT = datetime.fromisoformat("2020-11-16T09:00:00+02:00")
"""The demo's present: its three claims are decided and one project is closed."""

COLUMNS = ("planned", "committed", "accepted", "claimed", "received")


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("demo", help="build the worked example, tell its story and serve it")
    parser.add_argument("--fresh", action="store_true", help="build it anew, even if it is there")
    parser.add_argument("--no-serve", action="store_true", help="build and tell, then stop")
    add_address(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build it unless it is there whole, tell what is in it, serve it."""
    make_home()
    with database_open(), alone():
        _check_nothing_real()
        migrate(verbosity=0)
        _build_unless_finished(arguments.fresh, tell=_silent if arguments.json else _say)
        start_clock(otherwise=SERVED_AT)
        verified = _report(arguments.json)
    if not arguments.no_serve:
        serve(arguments.host, arguments.port, first_page="tour")
    return 0 if verified else 1


def _silent(line: str) -> None:
    """Nothing: the facts come at the end."""


def _say(line: str) -> None:
    print(line, flush=True)


def _check_nothing_real() -> None:
    """Raise WrongSetup rather than touch a database with a real programme, be it only to migrate it."""
    from django.db import connection

    from talkoot.records.models import Register

    has_registers = Register._meta.db_table in connection.introspection.table_names()
    if has_registers and Register.objects.filter(is_demo=False).exists():
        raise WrongSetup(
            "This database holds a real programme: the demo stays away from it. Name another with DATABASE_URL."
        )


def _build_unless_finished(fresh: bool, tell: Callable[[str], None]) -> None:
    from talkoot.demo.build import build, is_finished, programme_file

    if fresh or not is_finished():
        source = programme_file()  # first: a broken file takes nothing away
        _empty()
        build(source=source, tell=tell)


def _empty() -> None:
    """Take a demo, finished or half-built, away."""
    from django.conf import settings
    from django.core.management import call_command

    from talkoot.records import triggers

    triggers.drop()
    try:
        call_command("flush", interactive=False, verbosity=0)
    finally:
        triggers.install()
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "mailbox", ignore_errors=True)


def _report(as_json: bool) -> bool:
    """Print what is in the demo; whether everything verifies."""
    from talkoot.config.invariants import everything_broken
    from talkoot.demo.report import report

    broken = everything_broken()
    facts = {**report(), "verify": "broken" if broken else "ok"}
    if as_json:
        print_json(facts)
    else:
        _print_money(facts["money"])
        _say(f"verify: {facts['verify']}")
    return not broken


def _print_money(money: dict[str, dict[str, int]]) -> None:
    _say("\n" + f"{'':10}" + "".join(f"{name:>18}" for name in COLUMNS))
    for source, row in money.items():
        _say(f"{source:10}" + "".join(f"{format_euros(row[name]):>18}" for name in COLUMNS))
    totals = [sum(row[name] for row in money.values()) for name in COLUMNS]
    _say(f"{'total':10}" + "".join(f"{format_euros(cents):>18}" for cents in totals))
