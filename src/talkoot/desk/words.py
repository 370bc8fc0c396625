"""What the staff shell calls things."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ENTRANCES = (
    # The name of the route, what it is, and what an auditor finds there.
    ("claims", _("Claims"), _("From every claim down to the voucher, the decision and the idea behind each line.")),
    ("books", _("Money"), _("Planned, committed, accepted, claimed and received, by source and by project.")),
    ("inbox", _("Invoices"), _("Everything that arrived, what became of it and why.")),
    ("projects", _("Projects"), _("Agreements, budgets and who works in them.")),
    ("decisions", _("Decisions"), _("Who proposed, who decided, on which grounds, and who stepped aside.")),
    ("people", _("People"), _("Who held which role from when to when.")),
    ("chain", _("Chain"), _("Every entry in its order, and whether anything was changed afterwards.")),
)


def role_word(code: str) -> str:
    """A role's code as people say it, in the active language: its English is the code itself."""
    return gettext(code).replace("_", " ")
