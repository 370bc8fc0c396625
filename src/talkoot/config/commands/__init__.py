"""One module per subcommand of `talkoot`: read the arguments, call one action or query, print."""

import argparse
import json
import sys
from pathlib import Path


def add_json(parser: argparse.ArgumentParser) -> None:
    """The flag of every command that prints facts."""
    parser.add_argument("--json", action="store_true", help="print facts as JSON, for programs")


def print_json(facts: object) -> None:
    """One JSON value on one line, with escapes where the output can't hold every letter."""
    print(json.dumps(facts, ensure_ascii=sys.stdout.encoding.lower() != "utf-8"))


def a_file(text: str) -> Path:
    """A file on the command line; what isn't there is wrong use."""
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is a folder: name a file")
    return path
