"""From the bytes of a file to its messages, going by the tables in `finvoice` and `ubl`."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from lxml import etree

from talkoot.costs.einvoice import finvoice, ubl
from talkoot.costs.einvoice.document import Document
from talkoot.costs.einvoice.findings import findings_of
from talkoot.costs.einvoice.frames import Addresses, Framed, read_addresses, split_frames
from talkoot.costs.einvoice.layout import CREDIT_TYPES, Layout, PartyLayout, Paths, RowLayout, VatLayout
from talkoot.costs.einvoice.model import EInvoice, Kind, Party, References, Refused, Row, Text, Vat
from talkoot.costs.einvoice.refusals import CannotRead
from talkoot.costs.einvoice.safe_xml import parse
from talkoot.costs.einvoice.schema import fits_schema
from talkoot.costs.einvoice.tree import Children
from talkoot.costs.einvoice.values import read_rate

MAX_BYTES = 10_000_000  # of a file: an invoice without attachments has a few dozen kilobytes
MAX_MESSAGES = 1_000
MAX_GROUPS = 20_000  # rows, their details and VAT lines together; telephone bills have thousands
_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_LAYOUTS = {
    "Finvoice": finvoice.FINVOICE,
    f"{{{_UBL}:Invoice-2}}Invoice": ubl.INVOICE,
    f"{{{_UBL}:CreditNote-2}}CreditNote": ubl.CREDIT_NOTE,
}


def read_messages(data: bytes, schema: Path | None = None) -> list[EInvoice | Refused]:
    """One result for every message in a file, in their order; a file without SOAP frames is one message.

    With `schema` (the path of Finvoice3.0.xsd) Finvoice 1.1 to 3.0 is checked against it as well. Nothing in `data`
    raises: what cannot be read is a `Refused` with a stable code. A schema that cannot be read does raise (OSError or
    lxml's XMLSchemaParseError): that is a fault of the installation.
    """
    messages = split_frames(data) if len(data) <= MAX_BYTES else []
    if not 1 <= len(messages) <= MAX_MESSAGES:
        return [Refused(position=1, content=data, code="too_large", detail=f"{len(data)} bytes")]
    return [_read(framed, position, schema) for position, framed in enumerate(messages, start=1)]


def read_message(data: bytes, position: int) -> EInvoice | Refused | None:
    """The message at one place of a file (from 1), as `read_messages` gives it, without reading the others."""
    messages = split_frames(data) if len(data) <= MAX_BYTES else []
    if not 1 <= len(messages) <= MAX_MESSAGES:
        return read_messages(data)[0] if position == 1 else None
    return _read(messages[position - 1], position, None) if 1 <= position <= len(messages) else None


def _read(framed: Framed, position: int, schema: Path | None) -> EInvoice | Refused:
    content = framed.frame + framed.document
    oddities: set[str] = set()
    try:
        addresses = read_addresses(framed.frame)
        if framed.frame and not framed.document.strip():
            raise CannotRead("frame")
        root = parse(framed.document)
        layout = _layout_of(root)
        document = Document(root, oddities, Children(layout.tags))
        _check_size(document, layout)
    except CannotRead as refusal:
        return Refused(position=position, content=content, code=refusal.code, detail=refusal.detail)
    invoice = _invoice(document, layout, addresses, position, content)
    if schema and not fits_schema(root, schema):
        oddities.add("schema")
    return replace(invoice, findings=findings_of(invoice, oddities))


def _layout_of(root: etree._Element) -> Layout:
    layout = _LAYOUTS.get(str(root.tag))
    if not layout:
        raise CannotRead("format", f"the document is {root.tag}")
    if layout.versions and root.get("Version") not in layout.versions:
        raise CannotRead("version", f"version {root.get('Version')}")
    return layout


def _check_size(document: Document, layout: Layout) -> None:
    groups = sum(len(document.nodes(path)) for path in layout.groups)
    if groups > MAX_GROUPS:
        raise CannotRead("too_large", f"{groups} rows; at most {MAX_GROUPS} are read")


def _invoice(document: Document, layout: Layout, addresses: Addresses, position: int, content: bytes) -> EInvoice:
    """All facts of a document, still without findings."""
    kind, sign = _kind_and_sign(document, layout)
    total = partial(_total, document, sign)
    return EInvoice(
        position=position,
        content=content,
        format=f"{layout.format}-{document.root.get('Version')}" if layout.versions else layout.format,
        kind=kind,
        type_code=document.first(layout.type_code),
        origin=document.first(layout.origin),
        number=document.only(layout.number),
        credited_number=document.first(layout.credited_number),
        issued_on=document.day(layout.issued_on),
        due_on=document.day(layout.due_on),
        currencies=tuple(dict.fromkeys(document.all(layout.currency))),
        net_cents=total(layout.net),
        vat_cents=total(layout.vat_total),
        gross_cents=total(layout.gross),
        prepaid_cents=total(layout.prepaid),
        rounding_cents=_cents(document, layout.rounding, sign),
        payable_cents=total(layout.payable),
        vat=_vat(document, layout.vat, sign),
        rows=_rows(document, layout.row, sign),
        seller=_party(document, layout.seller),
        buyer=_party(document, layout.buyer),
        delivery=_party(document, layout.delivery),
        sender=document.first(layout.sender) or addresses.sender,
        sender_operator=document.first(layout.sender_operator) or addresses.sender_operator,
        recipient=document.only(layout.recipient) or addresses.recipient or document.first(layout.recipient_unit),
        recipient_operator=document.first(layout.recipient_operator) or addresses.recipient_operator,
        references=_references(document, layout),
        orderer=document.first(layout.orderer),
        contact=document.first(layout.contact),
        contact_email=document.first(layout.contact_email),
        seller_email=document.first(layout.seller_email),
        texts=tuple(Text(place, text) for place, paths in layout.texts.items() for text in document.all(paths)),
        payee_iban=document.first(layout.payee_account),
        payment_reference=document.first(layout.payment_reference),
    )


def _kind_and_sign(document: Document, layout: Layout) -> tuple[Kind, int]:
    """Which way the money goes, and by what to multiply amounts so that what goes that way is positive.

    Finvoice writes a credit note with negative amounts, UBL with positive ones; an invoice below zero is a credit note,
    and a UBL credit note below zero could be either.
    """
    amount = document.amount(layout.gross) or document.amount(layout.payable)
    negative = amount is not None and amount.cents < 0
    if negative and layout.is_credit_note:
        document.oddities.add("sign")
    is_credit = layout.is_credit_note or not CREDIT_TYPES.isdisjoint(document.all(layout.type_code))
    return Kind.CREDIT_NOTE if is_credit or negative else Kind.INVOICE, -1 if negative else 1


def _total(document: Document, sign: int, paths: Paths) -> int | None:
    """A total in cents ≥ 0. Rounding it, or finding it below zero beside the gross total, is an oddity."""
    amount = document.amount(paths)
    if amount is None:
        return None
    if not amount.exact:
        document.oddities.add("rounded")
    if amount.cents * sign < 0:
        document.oddities.add("sign")
    return abs(amount.cents)


def _cents(document: Document, paths: Paths, sign: int) -> int | None:
    amount = document.amount(paths)
    return amount.cents * sign if amount else None


def _vat(document: Document, layout: VatLayout, sign: int) -> tuple[Vat, ...]:
    return tuple(
        Vat(
            rate=read_rate(line.first(layout.rate)),
            base_cents=_cents(line, layout.base, sign),
            tax_cents=_cents(line, layout.tax, sign),
        )
        for line in document.groups(layout.group)
    )


def _rows(document: Document, layout: RowLayout, sign: int) -> tuple[Row, ...]:
    return tuple(
        Row(
            description=row.first(layout.description),
            quantity=row.quantity(layout.quantity),
            net_cents=_cents(row, layout.net, sign),
            vat_cents=_cents(row, layout.vat, sign),
            gross_cents=_cents(row, layout.gross, sign),
            vat_rate=read_rate(row.first(layout.vat_rate)),
            details=_rows(row, layout.details, sign) if layout.details else (),
        )
        for row in document.groups(layout.group)
    )


def _party(document: Document, layout: PartyLayout) -> Party:
    return Party(
        identifier=document.first(layout.identifier),
        names=document.all(layout.names),
        address=document.all(layout.address),
    )


def _references(document: Document, layout: Layout) -> References:
    """The document's own references: the first path of each place, never a row's."""
    own = {place: document.first(paths[:1]) for place, paths in layout.texts.items()}
    return References(
        buyer_reference=own["buyer_reference"],
        project=own["project"],
        contract=own["contract"],
        order=own["order"],
        cost_centre=own["cost_centre"],
    )
