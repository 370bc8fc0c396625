"""talkoot work: deliver messages."""

import argparse
import time
from collections import Counter
from typing import TYPE_CHECKING

from talkoot.config.commands import add_json, print_json
from talkoot.config.setup import database_ready
from talkoot.core import clock
from talkoot.core.actor import Actor

if TYPE_CHECKING:
    from talkoot.outbox.models import Message

WORKER = Actor(system="work")
PAUSE = 10  # seconds between two looks at the queue
SAID = {"sent": "{channel:6} {subject}", "queued": "message {message} failed, tried again later: {error}"}
GIVEN_UP = "message {message} given up: {error}. Try it again with: talkoot work --retry {message}"


def add(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Its place on the command line."""
    parser = subcommands.add_parser("work", help="deliver messages that wait in the queue")
    parser.add_argument("--once", action="store_true", help="deliver what is due now, then stop; 1 if any was given up")
    parser.add_argument("--retry", type=int, metavar="MESSAGE", help="first put a message that was given up back")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Deliver, once or until stopped."""
    with database_ready():
        if arguments.retry is not None:
            _retry(arguments.retry)
        became = _deliver_all(arguments.json)
        while not arguments.once:
            time.sleep(PAUSE)
            _deliver_all(arguments.json)
    if not arguments.json:
        print(f"{became['sent']} delivered")
    return 1 if became["failed"] else 0


def _deliver_all(as_json: bool) -> Counter[str]:
    """How many of what was due became what."""
    from talkoot.outbox.actions.deliver_message import deliver_message

    became: Counter[str] = Counter()
    while message := deliver_message(actor=WORKER, now=clock.now()):
        became[message.state] += 1
        _tell(message, as_json)
    return became


def _tell(message: "Message", as_json: bool) -> None:
    facts = {
        "message": message.pk,
        "channel": message.channel,
        "subject": message.subject,
        "state": message.state,
        "error": message.last_error,
    }
    if as_json:
        print_json(facts)
    else:
        print(SAID.get(message.state, GIVEN_UP).format(**facts), flush=True)


def _retry(pk: int) -> None:
    from talkoot.core.errors import NotFound
    from talkoot.outbox.actions.retry_message import retry_message
    from talkoot.records.models import Register

    register = Register.objects.filter(messages=pk).first()
    if register is None:
        raise NotFound(f"There is no message {pk}.")
    now = clock.now()
    today = clock.day_of(now, register.time_zone)
    retry_message(register=register, actor=WORKER, message=pk, now=now, today=today)
