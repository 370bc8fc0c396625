"""talkoot split: who carries what of an amount."""

import argparse
import re

from talkoot.config.commands import add_json, print_json
from talkoot.config.commands.programme import terms_by_slug
from talkoot.core.money import NotAnAmount, format_euros, parse_euros
from talkoot.core.split import split
from talkoot.programme.terms import weights_of


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("split", help="split an amount over the sources of a funding model")
    # argparse takes -5,00 for an option: it knows numbers with a point only.
    parser._negative_number_matcher = re.compile(r"-\d.*")
    parser.add_argument("amount", type=euros, help="euros, like 123.45 or 123,45")
    parser.add_argument("--programme", required=True, metavar="SLUG", help="a programme, loaded or in programmes/")
    parser.add_argument("--model", required=True, help="a funding model of the programme")
    add_json(parser)
    parser.set_defaults(run=run)


def euros(text: str) -> int:
    """Cents of an amount on the command line; anything else is wrong use."""
    try:
        return parse_euros(text)
    except NotAnAmount as error:
        raise argparse.ArgumentTypeError(error.message) from error


def run(arguments: argparse.Namespace) -> int:
    """Print each source's share."""
    shares = split(arguments.amount, weights_of(terms_by_slug(arguments.programme), arguments.model))
    if arguments.json:
        print_json({"amount_cents": arguments.amount, "shares": shares})
    else:
        for source, cents in shares.items():
            print(f"{source:12} {format_euros(cents):>16}")
    return 0
