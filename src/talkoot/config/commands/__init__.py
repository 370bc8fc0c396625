"""One module per subcommand of `talkoot`: read the arguments, call one action or query, print."""

import argparse
import json


def add_json(parser: argparse.ArgumentParser) -> None:
    """The flag of every command that prints facts."""
    parser.add_argument("--json", action="store_true", help="print facts as JSON, for programs")


def print_json(facts: object) -> None:
    """One JSON value on one line."""
    print(json.dumps(facts, ensure_ascii=False))
