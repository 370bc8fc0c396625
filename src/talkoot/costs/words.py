"""What the pages of costs call things: outcomes, doors, kinds of voucher, verdicts, categories."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talkoot.costs.einvoice import FINDINGS
from talkoot.costs.models import Check, CostEntry, VoucherKind
from talkoot.costs.states import Door, Outcome
from talkoot.programme.terms import Terms
from talkoot.programme.today import word

OUTCOMES: dict[str, str | Promise] = {
    Outcome.ROUTED: _("found its project"),
    Outcome.HELD: _("waits for somebody"),
    Outcome.RETURNED: _("sent back"),
    Outcome.DUPLICATE: _("came twice"),
    Outcome.REFUSED: _("could not be read"),
}
CHIPS: dict[str, str] = {
    Outcome.ROUTED: "good",
    Outcome.HELD: "wait",
    Outcome.RETURNED: "stop",
    Outcome.DUPLICATE: "stop",
    Outcome.REFUSED: "stop",
}
"""The colour of an outcome's chip; the word says the same."""

DOORS: dict[str, str | Promise] = {
    Door.E_INVOICE: _("e-invoice"),
    Door.PAPER: _("on paper"),
    Door.SCAN: _("scanned"),
    Door.EMAIL: _("by e-mail"),
}
KINDS: dict[str, str | Promise] = {
    VoucherKind.INVOICE: _("Invoice"),
    VoucherKind.CREDIT_NOTE: _("Credit note"),
    VoucherKind.PAYROLL: _("Salary"),
    VoucherKind.RECEIPT: _("Receipt"),
}
ENTRIES: dict[str, str | Promise] = {
    CostEntry.Kind.DIRECT: _("cost"),
    CostEntry.Kind.FLAT_RATE: _("flat rate"),
    CostEntry.Kind.CUT: _("cut by the funder"),
    CostEntry.Kind.CORRECTION: _("correction"),
}
VERDICTS: dict[str, str | Promise] = {
    Check.Outcome.ACCEPT: _("accepted"),
    Check.Outcome.PART: _("accepted in part"),
    Check.Outcome.REJECT: _("not accepted"),
}
VERDICT_CHIPS: dict[str, str] = {Check.Outcome.ACCEPT: "good", Check.Outcome.PART: "wait", Check.Outcome.REJECT: "stop"}

ODD: dict[str, str | Promise] = {
    "delivery_address": _("It names our invoicing address as the place of delivery. Nothing can be delivered there."),
}
"""Findings that only this programme can make; the reader's own are FINDINGS."""


def finding(code: str) -> str | Promise:
    """What is odd about a message, in English or to be translated; an unknown code as it is."""
    return ODD.get(code) or FINDINGS.get(code, code)


def category_names(terms: Terms, lang: str) -> dict[str, str]:
    """What each cost category of the terms is called in a language."""
    return {one.code: word(dict(one.name), lang) for one in terms.categories}
