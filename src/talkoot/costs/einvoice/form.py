"""The published JSON form of a message (`talkoot invoice read --json`). It is kept stable: other programs read it."""

from dataclasses import asdict

from talkoot.core import canonical
from talkoot.core.canonical import Json
from talkoot.costs.einvoice.model import EInvoice, References, Refused

PUBLISHED_FINDINGS = frozenset(
    {"date_invalid", "iban_check", "no_reference", "origin_copy", "reference_check", "vat_sum"}
)
"""The findings the form was agreed with. All of them are in `EInvoice.findings`."""

_REFERENCES = {
    "buyer_reference": "bt10",
    "project": "bt11",
    "contract": "bt12",
    "order": "bt13",
    "cost_centre": "bt19",
}


def as_json(message: EInvoice | Refused) -> dict[str, Json]:
    """The message in the published form: amounts in cents ≥ 0 with the sign in `kind`, dates ISO 8601 or null."""
    if isinstance(message, Refused):
        return {"state": "refused", "code": message.code}
    return {
        "contact": message.contact,
        "due_on": canonical.plain(message.due_on),
        "findings": [code for code in message.findings if code in PUBLISHED_FINDINGS],
        "format": message.format,
        "gross_cents": message.gross_cents,
        "issued_on": canonical.plain(message.issued_on),
        "kind": message.kind.value,
        "number": message.number,
        "orderer": message.orderer,
        "payable_cents": message.payable_cents,
        "payee_iban": message.payee_iban,
        "payment_reference": message.payment_reference,
        "recipient": message.recipient,
        "references": _references(message.references),
        "rows": len(message.rows),
        "seller_id": message.seller.identifier,
        "type_code": message.type_code,
        "vat": [[line.rate, _unsigned(line.base_cents), _unsigned(line.tax_cents)] for line in message.vat],
    }


def _references(references: References) -> dict[str, Json]:
    return {_REFERENCES[name]: text for name, text in asdict(references).items()}


def _unsigned(cents: int | None) -> int | None:
    return None if cents is None else abs(cents)
