"""What is odd about an invoice that could be read: a stable code, its sentence, and the check behind it."""

from collections.abc import Callable

from talkoot.core.errors import marked as _
from talkoot.costs.einvoice.identifiers import is_business_id_with_wrong_check, is_iban, is_payment_reference
from talkoot.costs.einvoice.model import EInvoice
from talkoot.costs.einvoice.values import says_something

FINDINGS = {
    "amount_invalid": _("An amount is not written as a number; it was left out. Read it from the original."),
    "currency": _(
        "The total is not in euros, or names no currency. It is held: nothing is booked in another currency."
    ),
    "date_invalid": _("A date is not a day of the calendar; it was left out. Read it from the original."),
    "iban_check": _("The payee's account is not a valid IBAN. Do not pay before the seller has confirmed it."),
    "missing": _("The number, date, seller or total is missing. Ask the seller for a complete invoice."),
    "no_reference": _("No project, order, contract, cost centre, reference or orderer is named."),
    "not_an_invoice": _("By its type this is no request to pay (a pro forma, reminder, offer or order)."),
    "origin_cancel": _("The sender cancels an earlier document with this one. Find that one first."),
    "origin_copy": _("The sender calls it a copy. Look whether the original has come already."),
    "payable_sum": _("The amount to pay is not the total less what was paid before. Ask which one is right."),
    "reference_check": _("The payment reference has a wrong check digit. Ask the seller for the right one."),
    "rounded": _("A total has fractions of a cent and was rounded half up."),
    "schema": _("The message does not keep to the Finvoice schema. It was read all the same."),
    "seller_check": _("The seller's business ID has a wrong check digit. Check who the seller is."),
    "several": _("A number, date or total stands several times with different values. The first was taken."),
    "sign": _("Totals go in opposite directions (plus and minus). Check which way the money goes."),
    "vat_sum": _("Net, VAT and total, or the VAT lines, do not add up. Check the sums before accepting."),
}
"""Every code a finding can have, with its sentence for people."""

_ROUTING = {"buyer_reference", "project", "contract", "order", "cost_centre"}


def findings_of(invoice: EInvoice, oddities: set[str]) -> tuple[str, ...]:
    """The codes of all findings, sorted: the oddities met while reading and what the checks below find."""
    return tuple(sorted(oddities | {code for code, is_odd in _CHECKS.items() if is_odd(invoice)}))


def _currency(invoice: EInvoice) -> bool:
    return invoice.gross_cents is not None and set(invoice.currencies) != {"EUR"}


def _iban_check(invoice: EInvoice) -> bool:
    return bool(invoice.payee_iban) and not is_iban(invoice.payee_iban or "")


def _missing(invoice: EInvoice) -> bool:
    seller = invoice.seller.identifier or invoice.seller.name
    return None in (invoice.number, invoice.issued_on, invoice.gross_cents, seller)


def _no_reference(invoice: EInvoice) -> bool:
    named = [text.text for text in invoice.texts if text.place in _ROUTING]
    return not any(map(says_something, [*named, invoice.orderer, invoice.contact, invoice.contact_email]))


def _not_an_invoice(invoice: EInvoice) -> bool:
    """Finvoice also carries pro formas (INV06), reminders (INV08), offers, orders and price lists."""
    code = invoice.type_code or "INV01"
    return invoice.format.startswith("Finvoice") and (not code.startswith("INV") or code in ("INV06", "INV08"))


def _origin_cancel(invoice: EInvoice) -> bool:
    return (invoice.origin or "").casefold() == "cancel"


def _origin_copy(invoice: EInvoice) -> bool:
    return (invoice.origin or "").casefold() in ("copy", "true")


def _payable_sum(invoice: EInvoice) -> bool:
    """The rounding may be in the total already (Finvoice) or be added to what is payable (UBL)."""
    if invoice.gross_cents is None or invoice.payable_cents is None:
        return False
    payable = invoice.gross_cents - (invoice.prepaid_cents or 0)
    return invoice.payable_cents not in (payable, payable + (invoice.rounding_cents or 0))


def _reference_check(invoice: EInvoice) -> bool:
    """Foreign sellers may write what they like; an RF reference and Finnish payments have check digits."""
    reference = invoice.payment_reference or ""
    finnish = invoice.format.startswith("Finvoice") or (invoice.payee_iban or "").startswith("FI")
    return bool(reference) and (finnish or reference.startswith("RF")) and not is_payment_reference(reference)


def _seller_check(invoice: EInvoice) -> bool:
    return is_business_id_with_wrong_check(invoice.seller.identifier or "")


def _vat_sum(invoice: EInvoice) -> bool:
    net, vat, gross = invoice.net_cents, invoice.vat_cents, invoice.gross_cents
    bases = [line.base_cents for line in invoice.vat if line.base_cents is not None]
    taxes = [line.tax_cents for line in invoice.vat if line.tax_cents is not None]
    return (
        (net is not None and vat is not None and gross not in (None, net + vat, net + vat + _rounding(invoice)))
        or (bool(bases) and net not in (None, sum(bases)))
        or (bool(taxes) and vat not in (None, sum(taxes)))
    )


def _rounding(invoice: EInvoice) -> int:
    return invoice.rounding_cents or 0


_CHECKS: dict[str, Callable[[EInvoice], bool]] = {
    "currency": _currency,
    "iban_check": _iban_check,
    "missing": _missing,
    "no_reference": _no_reference,
    "not_an_invoice": _not_an_invoice,
    "origin_cancel": _origin_cancel,
    "origin_copy": _origin_copy,
    "payable_sum": _payable_sum,
    "reference_check": _reference_check,
    "seller_check": _seller_check,
    "vat_sum": _vat_sum,
}
