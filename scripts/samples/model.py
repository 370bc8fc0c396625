"""What a sample is made of: parties, one row, and the invoice with what it says about where it belongs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, StrEnum

from talkoot.costs.einvoice.identifiers import is_payment_reference

OPERATOR = "BAWCFI22"  # the city's (Basware)
BANK = "KEKSFIHH"  # every seller's bank and operator, invented like its account numbers that begin with 9
TERM_DAYS = 14


class Format(StrEnum):
    """How an invoice is written."""

    FINVOICE = "Finvoice 3.0"
    FRAMED = "Finvoice 3.0 after a SOAP frame"
    UBL = "UBL 2.1, EN 16931"


class Unit(Enum):
    """What is counted: the word a Finnish invoice uses and its code in UN/ECE Recommendation 20."""

    PIECES = ("kpl", "C62")
    HOURS = ("h", "HUR")
    DAYS = ("pv", "DAY")


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who sells or buys. `ovt` is the e-invoice address."""

    name: str
    business_id: str
    ovt: str
    street: str
    postcode: str = "50100"
    town: str = "Mikkeli"

    @property
    def vat_id(self) -> str:
        return "FI" + self.business_id.replace("-", "")


@dataclass(frozen=True, kw_only=True)
class Seller(Party):
    """A party that wants to be paid, and its address for questions."""

    iban: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was sold: one row an invoice is enough here."""

    description: str
    quantity: int
    unit: Unit
    price_cents: int
    vat_percent: int = 24

    @property
    def net_cents(self) -> int:
        return self.quantity * self.price_cents

    @property
    def vat_cents(self) -> int:
        return (self.net_cents * self.vat_percent + 50) // 100

    @property
    def gross_cents(self) -> int:
        return self.net_cents + self.vat_cents


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """One file. It is a credit note when it `credits` another; what stays None is not said in the file at all.

    BT-… are the terms of EN 16931.
    """

    file: str
    format: Format
    seller: Seller
    number: str
    issued_on: date
    row: Row
    buyer: Party
    order: str | None = None  # BT-13
    buyer_reference: str | None = None  # BT-10
    project: str | None = None  # BT-11
    cost_centre: str | None = None  # BT-19
    orderer: str | None = None
    contact_email: str | None = None
    credits: "Invoice | None" = None
    sent_again_on: date | None = None

    @property
    def is_credit(self) -> bool:
        return self.credits is not None

    @property
    def credited_number(self) -> str | None:
        return self.credits.number if self.credits else None

    @property
    def credited_on(self) -> date | None:
        return self.credits.issued_on if self.credits else None

    @property
    def signed_row(self) -> Row:
        """The row as Finvoice writes it: a credit note takes away."""
        return replace(self.row, quantity=-self.row.quantity) if self.is_credit else self.row

    @property
    def due_on(self) -> date:
        return self.issued_on + timedelta(days=TERM_DAYS)

    @property
    def sent_on(self) -> date:
        return self.sent_again_on or self.issued_on

    @property
    def message_id(self) -> str:
        return f"{self.seller.ovt}-{self.number}-{self.sent_on:%Y%m%d}"

    @property
    def sent_at(self) -> str:
        return f"{self.sent_on.isoformat()}T06:00:00Z"

    @property
    def payment_reference(self) -> str:
        """The invoice's number with a check digit, as most invoicing programs make it."""
        return next(text for digit in "0123456789" if is_payment_reference(text := self.number + digit))
