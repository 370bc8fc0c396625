"""talkoot invoice: read e-invoices, or receive them into a programme."""

import argparse
import os
from pathlib import Path

from talkoot.config.commands import a_file, add_json, print_json
from talkoot.config.setup import database_ready, environment
from talkoot.core import clock
from talkoot.core.actor import Actor
from talkoot.costs.states import Door


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("invoice", help="read or receive e-invoices")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    read = verbs.add_parser("read", help="say what files hold; needs no database and keeps nothing")
    read.add_argument("files", nargs="+", type=a_file, metavar="FILE")
    add_json(read)
    read.set_defaults(run=run_read)
    receive = verbs.add_parser("receive", help="receive files: each finds its project or comes back with a reason")
    receive.add_argument("files", nargs="+", type=a_file, metavar="FILE")
    receive.add_argument("--programme", required=True, metavar="SLUG")
    doors = [door.value for door in Door]
    receive.add_argument("--door", choices=doors, default=doors[0], help="where they came in (default %(default)s)")
    add_json(receive)
    receive.set_defaults(run=run_receive)


def run_read(arguments: argparse.Namespace) -> int:
    """One line a message; 1 when any was refused."""
    from talkoot.costs.einvoice import EInvoice, Refused, as_json, read_messages

    refused = 0
    for path in arguments.files:
        for message in read_messages(path.read_bytes(), environment().xsd):
            refused += isinstance(message, Refused)
            if arguments.json:
                print_json(as_json(message))
            elif isinstance(message, EInvoice):
                said = f"{message.format} {message.kind} {message.number}, {message.gross_cents} cents"
                print(f"{_name(path)}: {said}; {', '.join(message.findings) or 'nothing odd'}")
            else:
                print(f"{_name(path)}: refused ({message.code}): {message.reason}")
    return 1 if refused else 0


def run_receive(arguments: argparse.Namespace) -> int:
    """One line a message with what became of it. Receiving it again changes nothing."""
    contents = [(path, path.read_bytes()) for path in arguments.files]
    with database_ready():
        from talkoot.costs.actions.receive_invoice import receive_invoice
        from talkoot.records.queries import register_by_slug

        register = register_by_slug(arguments.programme)
        for path, data in contents:
            now = clock.now()
            for received in receive_invoice(
                register=register,
                actor=Actor(system="invoice receive"),
                data=data,
                name=_name(path),
                door=arguments.door,
                schema=environment().xsd,
                now=now,
                today=clock.day_of(now, register.time_zone),
            ):
                if arguments.json:
                    print_json(received.as_json())
                else:
                    print(f"{_name(path)}: {received.outcome} ({received.code}) {received.reason}")
    return 0


def _name(path: Path) -> str:
    """The file's name as text, its bytes that are none shown as \\xe4: no database keeps them."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")
