"""talkoot split: who carries what of an amount."""

import argparse

from talkoot.config.commands import add_json, print_json
from talkoot.config.commands.programme import terms_by_slug
from talkoot.core.money import format_euros, parse_euros
from talkoot.core.split import split
from talkoot.programme.terms import weights_of


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("split", help="split an amount over the sources of a funding model")
    parser.add_argument("amount", help="euros, like 123.45 or 123,45")
    parser.add_argument("--programme", required=True, metavar="SLUG", help="a programme, loaded or in programmes/")
    parser.add_argument("--model", required=True, help="a funding model of the programme")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print each source's share."""
    amount_cents = parse_euros(arguments.amount)
    shares = split(amount_cents, weights_of(terms_by_slug(arguments.programme), arguments.model))
    if arguments.json:
        print_json({"amount_cents": amount_cents, "shares": shares})
    else:
        for source, cents in shares.items():
            print(f"{source:12} {format_euros(cents):>16}")
    return 0
