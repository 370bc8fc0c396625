"""talkoot verify: recompute everything that was recorded, and name what differs."""

import argparse
from dataclasses import asdict

from talkoot.config.commands import add_json, print_json
from talkoot.config.setup import database_ready


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("verify", help="recompute chain, sums and guards; 1 and the place if one differs")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask every invariant of every stage."""
    with database_ready():
        from talkoot.config.invariants import EVERY, everything_broken

        broken = everything_broken()
    if arguments.json:
        print_json({"verify": "broken" if broken else "ok", "broken": [asdict(one) for one in broken]})
    else:
        for one in broken:
            print(f"{one.place}: {one.what}")
        print(f"{len(broken)} places broken" if broken else f"ok: {len(EVERY)} invariants hold")
    return 1 if broken else 0
