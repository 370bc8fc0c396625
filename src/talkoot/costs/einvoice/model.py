"""What reading gives: one `EInvoice` or one `Refused` for every message in a file."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from talkoot.core import canonical
from talkoot.costs.einvoice.refusals import REFUSALS


class Kind(StrEnum):
    """Which way the money goes. It holds the sign, so that amounts need none."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message of a file: its place (from 1) and its own bytes, a SOAP frame included. Nothing of a file is lost."""

    position: int
    content: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the message's own bytes."""
        return canonical.digest(self.content)


@dataclass(frozen=True, kw_only=True)
class Refused(Message):
    """A message that could not be read. `code` is one of REFUSALS; `detail` is what the parser said, if anything."""

    code: str
    detail: str = ""

    @property
    def reason(self) -> str:
        """What is wrong and what to do next, for people."""
        return f"{REFUSALS[self.code]} ({self.detail})" if self.detail else REFUSALS[self.code]


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party as the message names it: every line of its names and of its address, in their order."""

    identifier: str | None = None
    names: tuple[str, ...] = ()
    address: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        return self.names[0] if self.names else None

    @property
    def lines(self) -> tuple[str, ...]:
        return self.names + self.address


@dataclass(frozen=True, kw_only=True)
class References:
    """The document's own references, word for word: `NA` stays `NA`. In brackets the number of EN 16931."""

    buyer_reference: str | None  # BT-10
    project: str | None  # BT-11
    contract: str | None  # BT-12
    order: str | None  # BT-13
    cost_centre: str | None  # BT-19


@dataclass(frozen=True)
class Text:
    """A text in which a project, an order slip, a cost centre or an orderer may be named.

    `place` is a key of the layout's `texts`: buyer_reference, project, contract, order, cost_centre, orderer, contact,
    email, party, other, free_text or row.
    """

    place: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Vat:
    """One line of the VAT breakdown: the rate as written (25,5 becomes 25.5), base and tax in signed cents."""

    rate: str | None
    base_cents: int | None
    tax_cents: int | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row in signed cents: negative is what takes away from the total.

    `details` are rows that explain this one. Finvoice uses them for headings and subtotals: never add them up.
    """

    description: str | None
    quantity: str | None
    net_cents: int | None
    vat_cents: int | None
    gross_cents: int | None
    vat_rate: str | None
    details: tuple["Row", ...] = ()


@dataclass(frozen=True, kw_only=True)
class EInvoice(Message):
    """An invoice or credit note as read, whatever its format.

    Totals are whole cents ≥ 0 and `kind` holds the sign; in VAT lines and rows a minus means *against* the kind (a
    discount on an invoice). What the message does not say is None. `findings` are codes of FINDINGS, sorted.
    `origin` is the sender's word: Original, Copy or Cancel.
    """

    format: str
    kind: Kind
    type_code: str | None
    origin: str | None
    number: str | None
    credited_number: str | None
    issued_on: date | None
    due_on: date | None
    currencies: tuple[str, ...]
    net_cents: int | None
    vat_cents: int | None
    gross_cents: int | None
    prepaid_cents: int | None
    rounding_cents: int | None
    payable_cents: int | None
    vat: tuple[Vat, ...]
    rows: tuple[Row, ...]
    seller: Party
    buyer: Party
    delivery: Party
    sender: str | None
    sender_operator: str | None
    recipient: str | None
    recipient_operator: str | None
    references: References
    orderer: str | None
    contact: str | None
    contact_email: str | None
    seller_email: str | None
    texts: tuple[Text, ...]
    payee_iban: str | None
    payment_reference: str | None
    findings: tuple[str, ...] = ()

    @property
    def currency(self) -> str | None:
        """The currency of the total. Only an invoice whose `currencies` are EUR and nothing else may be booked."""
        return self.currencies[0] if self.currencies else None

    @property
    def routing_texts(self) -> tuple[str, ...]:
        """Every text of the message that may say where the invoice belongs, word for word."""
        return tuple(text.text for text in self.texts)
