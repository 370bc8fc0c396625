"""The `talkoot` command. Exit 0: done; 1: a check failed or a rule said no; 2: used or set up wrongly."""

import argparse
import sys
from collections.abc import Sequence

from talkoot.config.commands import claim, demo, invoice, migrate, programme, serve, split, verify, work
from talkoot.config.setup import WrongSetup
from talkoot.core.errors import Faults, TalkootError

COMMANDS = (demo, serve, migrate, work, programme, split, invoice, claim, verify)


def parser() -> argparse.ArgumentParser:
    """The whole command line, with help for every subcommand."""
    whole = argparse.ArgumentParser(
        prog="talkoot", description="One record and one number, from a resident's idea to the last audited euro."
    )
    subcommands = whole.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(subcommands)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and say what went wrong in words, never in a traceback."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except WrongSetup as error:
        return _complain(error, 2)
    except TalkootError as error:
        return _complain(error, 1)
    except BrokenPipeError:
        return 0
    except OSError as error:
        sys.stderr.write(f"talkoot: {error.strerror or error}: {error.filename or ''}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _complain(error: TalkootError, code: int) -> int:
    lines = [f"{key}: {text}" for key, text in error.faults] if isinstance(error, Faults) else [error.message]
    for line in lines:
        sys.stderr.write(f"talkoot: {line}\n")
    return code
