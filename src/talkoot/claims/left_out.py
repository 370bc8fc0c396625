"""What a claim that isn't frozen yet doesn't hold, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Case, CharField, Count, F, Sum, Value, When
from django.utils.translation import gettext

from talkoot.core.errors import marked as _
from talkoot.costs.models import CostEntry
from talkoot.records.models import Register


class Why(StrEnum):
    """Why an accepted or recorded cost isn't in the claim. The words are for the catalogues."""

    UNCHECKED = _("not checked yet: a second person checks it first")
    UNPAID = _("not paid yet: a claim holds only what is paid")
    LATER = _("paid after the period: it goes into a later claim")
    UNBOOKED = _("not in the books yet: it has no voucher number of the ledger")


@dataclass(frozen=True)
class LeftOut:
    """How many costs of a project wait for the same thing, and how much they are in cents."""

    why: Why
    code: str
    title: str
    title_lang: str
    count: int
    cents: int

    @property
    def word(self) -> str:
        """Why, in the page's language."""
        return gettext(self.why.value)


def left_out(register: Register, until: date) -> list[LeftOut]:
    """Every cost that isn't claimed and can't be yet, by reason and project: one statement.

    What was checked and counts for nothing waits for nothing and is left aside.
    """
    why = Case(
        When(verdict__isnull=True, then=Value(Why.UNCHECKED.name)),
        When(paid_on__isnull=True, then=Value(Why.UNPAID.name)),
        When(paid_on__gt=until, then=Value(Why.LATER.name)),
        default=Value(Why.UNBOOKED.name),
        output_field=CharField(),
    )
    ordinary = CostEntry.objects.filter(
        register=register, kind__in=[CostEntry.Kind.DIRECT, CostEntry.Kind.CORRECTION], claim_line__isnull=True
    )
    waiting = ordinary.exclude(verdict__accepted_cents=0).exclude(
        verdict__isnull=False, paid_on__lte=until, ledger_voucher__isnull=False
    )
    cents = Case(When(verdict__isnull=True, then=F("amount_cents")), default=F("verdict__accepted_cents"))
    rows = (
        waiting.annotate(why=why)
        .values_list("why", "project__matter__number", "project__matter__title", "project__matter__title_lang")
        .annotate(count=Count("pk"), cents=Sum(cents))
        .order_by("project__matter__number")
    )
    found = [LeftOut(Why[name], register.code_of(number), *rest) for name, number, *rest in rows]
    return sorted(found, key=lambda row: list(Why).index(row.why))
