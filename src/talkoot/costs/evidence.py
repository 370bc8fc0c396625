"""What a person types or takes a picture of, before it is a voucher."""

from dataclasses import dataclass
from datetime import date

from talkoot.costs.models import VoucherKind
from talkoot.people.models import Person


@dataclass(frozen=True)
class Paper:
    """What a receipt, or an invoice or credit note on paper, says: cents ≥ 0, a credit note's too.

    `seller` is the seller's Y-tunnus. `data` is a picture or PDF of it, where there is one.
    """

    seller_name: str
    issued_on: date
    net_cents: int
    vat_cents: int
    kind: VoucherKind = VoucherKind.RECEIPT
    seller: str = ""
    number: str = ""
    data: bytes | None = None
    name: str = ""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Salary:
    """A worker's salary for a month (any of its days): gross and the employer's side costs in cents, without VAT.

    `number` is the payroll's own.
    """

    person: Person
    month: date
    gross_cents: int
    side_cents: int
    number: str = ""
