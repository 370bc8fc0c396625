"""What is asked when a voucher's cost is recorded, its payment booked or a cost corrected."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.costs.rules.recording import Line
from talkoot.costs.rules.vouchers import LEDGER_LENGTH
from talkoot.ui.fields import DayField, EurosField
from talkoot.ui.forms import Form

MOST_LINES = 20

NOTHING, OTHER = "nothing", "other"


class PaidFields(Form):
    """When something was paid and where it is in the books."""

    FIELD_OF: ClassVar = {"not_paid_yet": "paid_on", "outside_project": "paid_on", "too_long": "ledger_voucher"}

    paid_on = DayField(label=_("Paid on"), help_text=_("Like 7.3.2027."))
    ledger_voucher = forms.CharField(
        label=_("Number in the books"),
        max_length=LEDGER_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": _("Write the number that the voucher has in the books.")},
    )


class PaymentForm(PaidFields):
    """A payment of the city."""


class LinesForm(PaidFields):
    """A voucher's lines: for each a category, and how much of the net and of the VAT. Empty lines are left out."""

    FIELD_OF: ClassVar = {
        **PaidFields.FIELD_OF, "lines_dont_add_up": "net_0", "covered_by_flat_rate": "category_0",
        "staff_needs_payroll": "category_0",
    }  # fmt: skip

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]], lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = max(1, min(lines, MOST_LINES))
        self.fields["paid_on"].required = self.fields["ledger_voucher"].required = False
        for number in range(self.count):
            self.fields[f"category_{number}"] = forms.ChoiceField(
                label=_("Category"), choices=[("", _("Choose")), *categories], required=number == 0,
                error_messages={"required": _("Choose the category.")},
            )  # fmt: skip
            self.fields[f"net_{number}"] = EurosField(label=_("Net"), required=False)
            self.fields[f"vat_{number}"] = EurosField(label=_("VAT"), required=False)

    def rows(self) -> Iterator[tuple[Any, Any, Any]]:
        """The fields line by line, for the table."""
        for number in range(self.count):
            yield self[f"category_{number}"], self[f"net_{number}"], self[f"vat_{number}"]

    def clean(self) -> dict[str, Any]:
        """A line with money has a category."""
        for number in range(1, self.count):
            money = self.cleaned_data.get(f"net_{number}") or self.cleaned_data.get(f"vat_{number}")
            if money and not self.cleaned_data.get(f"category_{number}"):
                self.add_error(f"category_{number}", _("Choose the category."))
        return self.cleaned_data

    def lines(self) -> list[Line]:
        """The lines that were filled in."""
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        for number in range(self.count):
            category = self.cleaned_data.get(f"category_{number}")
            if category:
                net, vat = self.cleaned_data.get(f"net_{number}"), self.cleaned_data.get(f"vat_{number}")
                yield Line(category, net or 0, vat or 0)


class CorrectForm(Form):
    """What is to stand instead of a cost that was checked."""

    FIELD_OF: ClassVar = {
        "reason_missing": "reason", "too_long": "reason", "not_text": "reason", "nothing_to_correct": "amount",
        "covered_by_flat_rate": "category", "staff_needs_payroll": "category",
    }  # fmt: skip

    instead = forms.ChoiceField(
        label=_("What stands instead"),
        choices=[(NOTHING, _("Nothing: it is taken away whole")), (OTHER, _("Another amount or category"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what stands instead.")},
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    amount = EurosField(label=_("Amount"), help_text=_("Without a minus, also for a credit note."), required=False)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: somebody reads it years from now.")},
    )

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something else needs its amount."""
        if self.cleaned_data.get("instead") == OTHER:
            for name in ("category", "amount"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("This is missing. Fill it in."))
        return self.cleaned_data
