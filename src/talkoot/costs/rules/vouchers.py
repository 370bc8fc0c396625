"""What a voucher is: its facts out of an e-invoice, and when two are the same evidence."""

import re
from dataclasses import dataclass
from datetime import date

from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_typed
from talkoot.costs.einvoice import EInvoice
from talkoot.costs.rules.naming import DASHES

SELLER_LENGTH, NUMBER_LENGTH = 64, 100  # characters that are kept to compare; the reading holds the whole
NAME_LENGTH, LEDGER_LENGTH, ORDER_LENGTH, FORM_KEY_LENGTH = 200, 40, 2_000, 64

_FINNISH = re.compile(r"(?:FI)?([0-9]{8})|0037([0-9]{8})[0-9A-Z]{0,5}")


class SameVoucher(RuleBroken):
    """This evidence is here already."""

    code = "same_voucher"


class LooksLikeAnother(RuleBroken):
    """Evidence that looks like some that is here already."""

    code = "looks_like_another"


class NoAmount(RuleBroken):
    """No money, or money below zero."""

    code = "no_amount"


class IssuedLater(RuleBroken):
    """A paper is from a day that has been."""

    code = "issued_later"


class NoFormKey(RuleBroken):
    """A form without a key of its own."""

    code = "no_form_key"


class NothingOrdered(RuleBroken):
    """An order says what, and up to how much."""

    code = "nothing_ordered"


@dataclass(frozen=True)
class Facts:
    """What makes a voucher itself, in cents ≥ 0. `seller` is empty when no identifier was given."""

    seller: str
    number: str
    issued_on: date | None
    net_cents: int
    vat_cents: int

    @property
    def total_cents(self) -> int:
        """Net and VAT."""
        return self.net_cents + self.vat_cents

    @property
    def is_identified(self) -> bool:
        """Whether seller and number tell it from every other; if not, it is compared by suspicion."""
        return bool(self.seller and self.number)


def facts_of(invoice: EInvoice) -> Facts:
    """The facts of an e-invoice that has a total. The total binds: what isn't VAT in it is net, rounding included."""
    vat = _vat_of(invoice)
    return Facts(
        seller=seller_key(invoice.seller.identifier or ""),
        number=(invoice.number or "")[:NUMBER_LENGTH],
        issued_on=invoice.issued_on,
        net_cents=(invoice.gross_cents or 0) - vat,
        vat_cents=vat,
    )


def _vat_of(invoice: EInvoice) -> int:
    """The VAT as the invoice says it in total, line by line or as what net leaves over; never more than the total."""
    gross, lines = invoice.gross_cents or 0, [line.tax_cents for line in invoice.vat if line.tax_cents is not None]
    stated = invoice.vat_cents if invoice.vat_cents is not None else sum(lines) if lines else None
    left = gross - invoice.net_cents if invoice.net_cents is not None else 0
    return min(max(left if stated is None else stated, 0), gross)


def seller_key(identifier: str) -> str:
    """One spelling of a seller's identifier: Y-tunnus, VAT number and OVT code of a Finnish seller are the same."""
    compact = "".join(sign for sign in identifier if sign.isalnum()).upper()
    finnish = _FINNISH.fullmatch(compact)
    if not finnish:
        return identifier.strip().upper()[:SELLER_LENGTH]
    digits = finnish[1] or finnish[2]
    return f"{digits[:7]}-{digits[7]}"


def number_key(number: str) -> str:
    """One spelling of a voucher's number: A-1001, a 1001 and A1001 are the same."""
    return "".join(sign for sign in number.casefold() if not sign.isspace() and sign not in DASHES)


def check_paper(*, seller: str, seller_name: str, number: str) -> None:
    """What is typed from a paper fits where it is kept. Raises NotText, TooLong."""
    check_typed(seller, Sentence("The seller's ID"), SELLER_LENGTH)
    check_typed(seller_name, Sentence("The seller's name"), NAME_LENGTH)
    check_typed(number, Sentence("The voucher's number"), NUMBER_LENGTH)


def check_form_key(key: str) -> None:
    """Without a key of its own, a double click would be two. Raises NoFormKey."""
    if not 0 < len(key) <= FORM_KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise NoFormKey(
            "The form has no key of 1 to {longest} letters and digits. Open the form again.", longest=FORM_KEY_LENGTH
        )


def check_issued(issued_on: date | None, today: date) -> None:
    """A paper isn't from a day to come."""
    if issued_on and issued_on > today:
        raise IssuedLater(
            "It is dated {issued_on}, which is still to come. Look at its date again.", issued_on=issued_on
        )


def check_amounts(*cents: int) -> None:
    """A voucher is for some money, and no part of it is below zero: the sign is in its kind."""
    if min(cents) < 0 or sum(cents) == 0:
        raise NoAmount("Write the amounts as they stand on the paper, without a minus. A credit note says so itself.")


def check_not_here(same: Sentence | str | None) -> None:
    """Refuse what is here already. `same` says where (MM-0042), if it is."""
    if same is not None:
        raise SameVoucher(
            "The same voucher is here already, with {same}. Look there before you do anything else.", same=same
        )


def check_not_alike(alike: Sentence | str | None, other_because: str) -> None:
    """Refuse what looks like another, unless a person says in words why it is another one."""
    if alike is not None and not other_because.strip():
        raise LooksLikeAnother(
            "A voucher with the same date and total is here already, with {alike}. If this is another one, "
            "say why (two tickets of the same price, for instance).",
            alike=alike,
        )


def check_not_one_salary(elsewhere: Sentence | str | None, other_because: str) -> None:
    """Refuse a salary that is counted on another project, unless a person says how it is split between them."""
    if elsewhere is not None and not other_because.strip():
        raise LooksLikeAnother(
            "A salary of the same person and month is here already, with {elsewhere}: same number or same amounts. "
            "If this is another part of it, say how it is split.",
            elsewhere=elsewhere,
        )


def check_compared(looks_like_another: bool, reason: str) -> None:
    """What was held because it looks like another goes on only with words about why it is another."""
    if looks_like_another and not reason.strip():
        raise LooksLikeAnother("It is held because it looks like another voucher. Say why it is another, or drop it.")


def check_order(what: str, up_to_cents: int, supplier: str) -> None:
    """An order says what, up to how much and from whom. Raises NothingOrdered, NotText, TooLong."""
    check_typed(what, Sentence("What is ordered"), ORDER_LENGTH)
    check_typed(supplier, Sentence("The supplier"), NAME_LENGTH)
    if not what.strip() or up_to_cents <= 0:
        raise NothingOrdered("Write what is ordered and up to how much, VAT included.")
