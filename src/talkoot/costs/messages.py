"""What senders of invoices and suppliers hear."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from talkoot.costs.einvoice import EInvoice, Refused
from talkoot.costs.models import Arrival, OrderSlip
from talkoot.costs.rules.routing import Why
from talkoot.costs.states import Outcome
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.people.models import Channel
from talkoot.programme.today import ChannelKind, Invoicing, Today, word

SENDERS_LANG = "fi"
"""Nobody knows the sender's language; the programme's texts are in Finnish at least."""


def tell_sender(
    arrival: Arrival, message: EInvoice | Refused, *, programme: Today, reply_to: str, now: datetime
) -> None:
    """Tell the sender, by e-mail or letter, that it came back or what was missing. Other outcomes need no words."""
    if arrival.outcome in (Outcome.RETURNED, Outcome.REFUSED):
        template = "costs/messages/invoice_returned"
    elif arrival.code == Why.NO_ORDERER:
        template = "costs/messages/invoice_incomplete"
    else:
        return
    channel, address = _reach(message, reply_to)
    queue_message(
        register=arrival.register,
        key=f"told:{arrival.sha256}:{arrival.code}",  # a command that is run again tells nobody twice
        template=template,
        lang=SENDERS_LANG,
        channel=channel,
        address=address,
        facts={
            "code": arrival.code,
            "is_read": isinstance(message, EInvoice),
            "number": _number(message),
            "matter_code": arrival.matter.code if arrival.matter else "",
            **instructions(programme.invoicing, SENDERS_LANG),
        },
        now=now,
        matter=arrival.matter,
    )


def _number(message: EInvoice | Refused) -> str:
    """The invoice's number in one short line, since it stands in the subject."""
    number = message.number if isinstance(message, EInvoice) else None
    return " ".join((number or "").split())[:40]


def _reach(message: EInvoice | Refused, reply_to: str) -> tuple[Channel, str]:
    """The e-mail it came from or names as the seller's; else, for a letter, the seller's name and address."""
    email = reply_to or (message.seller_email if isinstance(message, EInvoice) else None)
    if email and _is_email(email):
        return Channel.EMAIL, email
    if isinstance(message, EInvoice) and message.seller.address:
        return Channel.LETTER, "\n".join(message.seller.lines)
    return Channel.NONE, ""


def _is_email(text: str) -> bool:
    """Whether it is one address. A stranger wrote it, and what is none (a line break, a list) would stop the mail."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def send_slip(slip: OrderSlip, *, programme: Today, send_to: str, now: datetime) -> None:
    """E-mail the order slip with the invoicing instructions to the supplier."""
    queue_message(
        register=slip.register,
        key=f"order_slip:{slip.pk}",
        template="costs/messages/order_slip",
        lang=slip.lang,
        channel=Channel.EMAIL,
        address=send_to,
        facts={"slip": slip, "code": slip.code, **instructions(programme.invoicing, slip.lang)},
        now=now,
        matter=slip.project.matter,
    )


def instructions(invoicing: Invoicing, lang: str) -> dict[str, object]:
    """What a supplier must know to send an invoice that finds its way, in a language."""
    e_invoice = next((one for one in invoicing.channels if one.kind is ChannelKind.E_INVOICE), None)
    return {
        "unit": invoicing.orderer_unit,
        "reference": invoicing.reference,
        "e_invoice": e_invoice,
        "channels": [(one, word(one.note, lang) if one.note else "") for one in invoicing.channels if one != e_invoice],
        "must_carry": [word(one.text, lang) for one in invoicing.must_carry],
    }
