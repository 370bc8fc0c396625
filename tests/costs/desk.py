"""The desk where invoices arrive, for tests."""

from talkoot.core.actor import Actor
from talkoot.costs.actions.receive_invoice import Received, receive_invoice
from talkoot.costs.states import Door
from tests.cast import Cast
from tests.costs.projects import NOW, TODAY

COMMAND = Actor(system="invoice receive")


def receive_all(cast: Cast, data: bytes, **changes: object) -> list[Received]:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": COMMAND,
        "data": data,
        "door": Door.E_INVOICE,
        "name": "lasku.xml",
        "now": NOW,
        "today": TODAY,
    }
    return receive_invoice(**{**facts, **changes})  # type: ignore[arg-type]


def receive(cast: Cast, data: bytes, **changes: object) -> Received:
    (received,) = receive_all(cast, data, **changes)
    return received


def said(received: Received) -> tuple[str, str, str]:
    """Outcome, code and matter."""
    return received.outcome, received.code, received.matter
