"""talkoot work: deliver messages."""

import argparse
import time

from talkoot.config.commands import add_json, print_json
from talkoot.config.setup import database_ready
from talkoot.core import clock
from talkoot.core.actor import Actor

PAUSE = 10  # seconds between two looks at the queue


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("work", help="deliver messages that wait in the queue")
    parser.add_argument("--once", action="store_true", help="deliver what waits now, then stop")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Deliver, once or until stopped."""
    with database_ready():
        sent = _deliver(arguments.json)
        while not arguments.once:
            time.sleep(PAUSE)
            sent += _deliver(arguments.json)
        if not arguments.json:
            print(f"{sent} delivered")
    return 0


def _deliver(as_json: bool) -> int:
    from talkoot.outbox.actions.deliver_messages import deliver_messages
    from talkoot.outbox.models import Message

    def told(message: Message) -> None:
        facts = {"message": message.pk, "channel": message.channel, "subject": message.subject}
        if as_json:
            print_json(facts)
        else:
            print(f"{message.channel:6} {message.subject}")

    return deliver_messages(actor=Actor(system="work"), now=clock.now(), told=told)
