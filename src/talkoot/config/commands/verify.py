"""talkoot verify: recompute everything that was recorded, and name what differs."""

import argparse
from dataclasses import asdict

from talkoot.config.commands import add_json, print_json
from talkoot.config.setup import database_ready


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("verify", help="recompute chain, sums and guards; 1 and the place if one differs")
    add_json(parser)
    parser.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="SLUG=N:DIGEST",
        type=_noted,
        help="an entry noted from an earlier verify; 1 if the chain doesn't hold it any more. May be repeated",
    )
    parser.set_defaults(run=run)


def _noted(text: str) -> tuple[str, int, str]:
    slug, _, entry = text.partition("=")
    seq, _, digest = entry.partition(":")
    if not (slug and seq.isdecimal() and digest):
        raise argparse.ArgumentTypeError(
            f"'{text}' is not like meijan-mikkeli=123:0a1b…: take it from `talkoot verify`"
        )
    return slug, int(seq), digest


def run(arguments: argparse.Namespace) -> int:
    """Ask every invariant of every stage."""
    with database_ready():
        from talkoot.config.invariants import EVERY, Noted, verify

        found = verify([Noted(*one) for one in arguments.head])
    broken = found.broken
    if arguments.json:
        chains = {slug: asdict(chain) for slug, chain in found.chains.items()}
        facts = {"verify": "broken" if broken else "ok", "broken": [asdict(one) for one in broken], "chains": chains}
        print_json(facts)
    else:
        for one in broken:
            print(f"{one.place}: {one.what}")
        for slug, chain in found.chains.items():
            print(f"chain {slug}={chain.entries}:{chain.head}")
        print(f"{len(broken)} places broken" if broken else f"ok: {len(EVERY)} invariants hold")
    return 1 if broken else 0
