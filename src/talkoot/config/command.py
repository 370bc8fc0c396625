"""The `talkoot` command. Exit 0: done; 1: a check failed or a rule said no; 2: used or set up wrongly."""

import argparse
import sys
from collections.abc import Sequence
from json import JSONDecodeError

from pydantic import ValidationError

from talkoot.config.commands import claim, demo, invoice, migrate, programme, serve, split, verify, work
from talkoot.config.setup import WrongSetup
from talkoot.config.streams import make_patient
from talkoot.core.errors import TalkootError

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
    """Run one subcommand and say what went wrong in words, never in a traceback. Without `argv`: as a process."""
    if argv is None:
        make_patient()
    arguments = parser().parse_args(argv)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except WrongSetup as error:
        return _complain(error.message, 2)
    except TalkootError as error:
        return _complain(error.message, 1)
    except (ValidationError, JSONDecodeError):  # what comes from outside is read into Faults; this was stored
        return _complain("What is stored can't be read any more. Find the place with: talkoot verify", 1)
    except OSError as error:
        return _complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part), 2)
    except KeyboardInterrupt:
        return 130
    return code


def _complain(text: str, code: int) -> int:
    for line in text.splitlines():
        sys.stderr.write(f"talkoot: {line}\n")
    return code
