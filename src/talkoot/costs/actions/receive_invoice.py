"""Receive a file of invoices: every message finds its project, waits for somebody, or comes back with a reason."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from talkoot.core.actor import Actor
from talkoot.core.canonical import Json, dumps
from talkoot.core.clock import day_of
from talkoot.costs import queries
from talkoot.costs.einvoice import EInvoice, Kind, Refused, as_json, read_messages, says_something
from talkoot.costs.known import known_on
from talkoot.costs.messages import tell_sender
from talkoot.costs.models import Arrival, Voucher
from talkoot.costs.permissions import check_can_receive
from talkoot.costs.rules.naming import is_addressed_to, is_delivered_to
from talkoot.costs.rules.routing import Known, Route, Why, route
from talkoot.costs.rules.vouchers import facts_of
from talkoot.costs.states import Door, Outcome, VoucherState
from talkoot.programme.queries import today_of
from talkoot.programme.today import ChannelKind, Today
from talkoot.records.files import store
from talkoot.records.models import Matter, Register, StoredFile
from talkoot.records.writing import record, writing

DELIVERY_ADDRESS = "delivery_address"
"""The finding that our invoicing address is named as the place to deliver to."""


@dataclass(frozen=True)
class Received:
    """What became of one message. `matter` is its number (MM-0042), empty without one."""

    message: EInvoice | Refused
    arrival: Arrival
    outcome: str
    code: str
    reason: str
    matter: str

    def as_json(self) -> dict[str, Json]:
        """What was read, in the published form, and what became of it."""
        became: dict[str, Json] = {"outcome": self.outcome, "code": self.code, "reason": self.reason}
        return {**as_json(self.message), **became, "matter": self.matter or None}


def receive_invoice(
    *,
    register: Register,
    actor: Actor,
    data: bytes,
    door: Door | str,
    name: str = "",
    media_type: str = "application/xml",
    reply_to: str = "",
    schema: Path | None = None,
    now: datetime,
    today: date,
) -> list[Received]:
    """What became of every message in the file, in their order. The file is kept whatever it holds.

    Receiving it again changes nothing: each message is then a duplicate of the one whose voucher stands. `reply_to` is
    the sender's e-mail, where known; otherwise what the sender must hear is a letter to the address on the invoice.
    """
    messages = read_messages(data, schema)
    with writing(register) as register:
        check_can_receive(actor, register, today)
        file = store(register=register, data=data, media_type=media_type, name=name, now=now)
        programme = today_of(register)
        known = known_on(register, programme, today)
        desk = _Desk(register, actor, Door(door), file, reply_to, programme, known, now)
        return [_receive(message, desk) for message in messages]


@dataclass(frozen=True)
class _Desk:
    """Where a file's messages are opened, with all that is needed for it at hand."""

    register: Register
    actor: Actor
    door: Door
    file: StoredFile
    reply_to: str
    programme: Today
    known: Known
    now: datetime


def _receive(message: EInvoice | Refused, desk: _Desk) -> Received:
    found = _where(message, desk)
    kept = found.outcome in (Outcome.ROUTED, Outcome.HELD)
    voucher = _voucher(message, found, desk) if kept and isinstance(message, EInvoice) else None
    matter = _matter(found.project)
    arrival = Arrival.objects.create(
        register=desk.register,
        door=desk.door,
        file=desk.file,
        position=message.position,
        sha256=message.digest,
        received_at=desk.now,
        outcome=found.outcome,
        code=found.code,
        reason=found.reason,
        matter=matter,
        voucher=voucher,
        orderer_id=found.orderer,
        is_successor=found.is_successor,
    )
    record(
        register=desk.register, actor=desk.actor, verb="receive_invoice", now=desk.now,
        matter=matter, subject=arrival, rows=[desk.file, *([voucher] if voucher else [])],
        facts={"outcome": found.outcome, "code": found.code},
    )  # fmt: skip
    tell_sender(arrival, message, programme=desk.programme, reply_to=desk.reply_to, now=desk.now)
    code = matter.code if matter else ""
    return Received(message, arrival, found.outcome.value, str(found.code), found.reason, code)


def _matter(project: int | None) -> Matter | None:
    return Matter.objects.select_related("register").get(project=project) if project else None


def _where(message: EInvoice | Refused, desk: _Desk) -> Route:
    """Unreadable, not for us, here already, or on its way by the four cases: asked in this order."""
    if isinstance(message, Refused):
        return Route(Outcome.REFUSED, message.code, message.reason)
    return _not_for_us(message, desk) or _here_already(message, desk) or _on_its_way(message, desk)


def _not_for_us(invoice: EInvoice, desk: _Desk) -> Route | None:
    ours = [one.address for one in desk.programme.invoicing.channels if one.kind is ChannelKind.E_INVOICE]
    if says_something(invoice.recipient) and not is_addressed_to(invoice.recipient or "", ours):
        reason = "It is addressed to another recipient than this programme's e-invoice address."
        return Route(Outcome.RETURNED, Why.OTHER_RECIPIENT, reason)
    if "not_an_invoice" in invoice.findings:
        reason = "By its type it is no request to pay: only purchase invoices come to this address."
        return Route(Outcome.RETURNED, Why.NOT_AN_INVOICE, reason)
    if invoice.gross_cents is None:
        return Route(Outcome.RETURNED, Why.NO_TOTAL, "It has no total that could be read: send it again with one.")
    return None


def _here_already(invoice: EInvoice, desk: _Desk) -> Route | None:
    earlier = queries.live_arrival(desk.register, invoice.digest)
    if earlier and earlier.voucher:
        day = day_of(earlier.received_at, desk.register.time_zone)
        reason = f"The same message came on {day}. {earlier.reason}"
        return Route(Outcome.DUPLICATE, Why.SAME_MESSAGE, reason, earlier.voucher.project_id)
    same = queries.same_voucher(desk.register, facts_of(invoice), invoice.kind)
    place = queries.where_it_is(same)
    if same and "origin_cancel" in invoice.findings:
        reason = f"The sender cancels an invoice that is here, with {place}: a person drops that one."
        return Route(Outcome.DUPLICATE, Why.CANCELS, reason, same.project_id)
    if same:
        reason = f"The same invoice is here already, with {place}: same seller, number, date and total."
        return Route(Outcome.DUPLICATE, Why.SAME_VOUCHER, reason, same.project_id)
    if "origin_cancel" in invoice.findings:
        return Route(Outcome.RETURNED, Why.CANCELS, "The sender cancels an invoice that is not here.")
    return None


def _on_its_way(invoice: EInvoice, desk: _Desk) -> Route:
    facts = facts_of(invoice)
    is_credit = invoice.kind is Kind.CREDIT_NOTE
    credited = queries.credited(desk.register, facts.seller, invoice.credited_number) if is_credit else []
    found = route(invoice.texts, desk.known, credited)
    if "currency" in invoice.findings:
        reason = "Its amounts are not in euros, or name no currency: it is held until somebody has asked the seller."
        found = _held(found, Why.FOREIGN_CURRENCY, reason, desk)
    elif found.outcome is not Outcome.RETURNED:
        alike = queries.alike_voucher(desk.register, facts, invoice.kind)
        if alike:
            reason = f"It has the date and total of a voucher with {queries.where_it_is(alike)}: compare the two."
            found = _held(found, Why.LOOKS_LIKE, reason, desk)
    if _names_our_box(invoice, desk):
        flag = "It also names our invoicing address as the place of delivery, where nothing can be delivered."
        found = replace(found, reason=f"{found.reason} {flag}")
    return found


def _held(found: Route, code: Why, reason: str, desk: _Desk) -> Route:
    orderer = found.orderer or desk.known.default_orderer
    return replace(found, outcome=Outcome.HELD, code=code, reason=reason, orderer=orderer)


def _names_our_box(invoice: EInvoice, desk: _Desk) -> bool:
    paper = [one.address for one in desk.programme.invoicing.channels if one.kind is ChannelKind.PAPER]
    return any(is_delivered_to(invoice.delivery.lines, address) for address in paper)


def _voucher(invoice: EInvoice, found: Route, desk: _Desk) -> Voucher:
    facts = facts_of(invoice)
    state = VoucherState.HELD if found.project else VoucherState.TO_PLACE
    return Voucher.objects.create(
        register=desk.register,
        kind=invoice.kind.value,
        seller=facts.seller,
        seller_name=invoice.seller.name or "",
        number=facts.number,
        issued_on=facts.issued_on,
        due_on=invoice.due_on,
        net_cents=facts.net_cents,
        vat_cents=facts.vat_cents,
        total_cents=facts.total_cents,
        file=desk.file,
        reading=_reading(invoice, desk),
        state=VoucherState.ROUTED if found.outcome is Outcome.ROUTED else state,
        project_id=found.project,
        orderer_id=found.orderer,
        slip_id=found.slip,
    )


def _reading(invoice: EInvoice, desk: _Desk) -> str:
    """Everything that was read, as canonical JSON; the bytes themselves lie in the file."""
    read = {name: value for name, value in asdict(invoice).items() if name != "content"}
    extra = [DELIVERY_ADDRESS] if _names_our_box(invoice, desk) else []
    return dumps({**read, "findings": sorted([*invoice.findings, *extra])})
