"""What is asked of a receipt, a salary and a statement: the same fields for the city's own and a recipient's."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from talkoot.agreements.models import Project
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.forms.arrivals import PersonChoice
from talkoot.costs.forms.files import EvidenceField
from talkoot.costs.forms.recording import PaidFields
from talkoot.costs.media import media_of
from talkoot.costs.models import VoucherKind
from talkoot.costs.rules.recording import months_after
from talkoot.costs.rules.vouchers import NAME_LENGTH, NUMBER_LENGTH
from talkoot.costs.words import KINDS
from talkoot.people.fields import BusinessIdField
from talkoot.people.models import Person
from talkoot.ui.fields import DayField, EurosField
from talkoot.ui.forms import Form

TYPED_KINDS = (VoucherKind.RECEIPT, VoucherKind.INVOICE, VoucherKind.CREDIT_NOTE)


class AsksWhyAnother(Form):
    """A form with `other_because`, which is asked only once something looks like what is here already."""

    other_because = forms.CharField(
        label=_("Why it is another one"),
        help_text=_("Two tickets of the same price, for instance, or a salary that is split."),
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("other_because"):
            self._ask()

    def _field_of(self, code: str) -> str | None:
        if code == "looks_like_another":
            self._ask()
            return "other_because"
        return super()._field_of(code)

    def _ask(self) -> None:
        self.fields["other_because"].widget = forms.Textarea(attrs={"rows": 3})


class ReceiptForm(AsksWhyAnother):
    """What a receipt, or an invoice or credit note on paper, says."""

    FIELD_OF: ClassVar = {
        "same_voucher": "number", "issued_later": "issued_on", "outside_project": "issued_on", "no_amount": "net",
        "too_long": "seller_name", "not_text": "seller_name", "not_permitted": "orderer",
    }  # fmt: skip

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind, KINDS[kind]) for kind in TYPED_KINDS],
        initial=VoucherKind.RECEIPT,
        widget=forms.RadioSelect,
    )
    seller_name = forms.CharField(
        label=_("Who sold it"), max_length=NAME_LENGTH, error_messages={"required": _("Write who sold it.")}
    )
    seller = BusinessIdField(label=_("The seller's Y-tunnus"), required=False)
    number = forms.CharField(label=_("Number of the paper"), max_length=NUMBER_LENGTH, required=False)
    issued_on = DayField(label=_("Date of the paper"), help_text=_("Like 7.3.2027."))
    net = EurosField(label=_("Sum without VAT"))
    vat = EurosField(label=_("VAT"), help_text=_("0 if there is none."))
    file = EvidenceField(
        label=_("Picture or PDF of the paper"), help_text=_("At most 10 megabytes. JPEG, PNG or PDF."), required=False
    )

    def paper(self) -> Paper:
        """The paper as it was typed."""
        said, file = self.cleaned_data, self.cleaned_data.get("file")
        data = file.read() if file else None
        media = media_of(data) if data else None
        return Paper(
            seller_name=said["seller_name"],
            issued_on=said["issued_on"],
            net_cents=said["net"],
            vat_cents=said["vat"],
            kind=VoucherKind(said["kind"]),
            seller=said["seller"] or "",
            number=said["number"],
            data=data,
            name=f"{said['issued_on']}.{media.ending}" if media else "",
            media_type=media.media_type if media else "application/octet-stream",
        )


class CityReceiptForm(ReceiptForm):
    """A receipt of the city's own: somebody ordered it."""

    orderer = PersonChoice(
        label=_("Who ordered it"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody in particular")
    )


class SalaryForm(AsksWhyAnother):
    """A named worker's salary of a month."""

    FIELD_OF: ClassVar = {
        "same_voucher": "month", "worker_not_named": "person", "outside_project": "month", "no_amount": "gross",
        "own_salary": "person", "too_long": "number", "not_text": "number",
    }  # fmt: skip

    person = PersonChoice(
        label=_("Whose salary"),
        help_text=_("Only who was named as a worker of the project."),
        queryset=Person.objects.none(),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose whose salary it is."),
            "invalid_choice": _("Choose somebody of the list."),
        },
    )
    month = forms.ChoiceField(label=_("Month"), error_messages={"required": _("Choose the month.")})
    gross = EurosField(label=_("Gross salary"))
    side = EurosField(label=_("The employer's side costs"), help_text=_("0 if there are none."))
    number = forms.CharField(label=_("The payroll's number"), max_length=NUMBER_LENGTH, required=False)

    def __init__(self, *args: Any, project: Project, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workers = Person.objects.filter(pk__in=project.workers.values("person")).order_by("name", "pk")
        self.fields["person"].queryset = workers  # type: ignore[attr-defined]
        months = [(f"{one:%Y-%m-%d}", date_format(one, "F Y")) for one in _months(project, today)]
        self.fields["month"].choices = [("", _("Choose")), *months]  # type: ignore[attr-defined]

    def salary(self) -> Salary:
        """The salary as it was typed."""
        said = self.cleaned_data
        month = date.fromisoformat(said["month"])
        return Salary(said["person"], month, said["gross"], said["side"], said["number"])


def _months(project: Project, today: date) -> Iterable[date]:
    """The months of a project up to today's, the newest first."""
    first, last = project.starts_on.replace(day=1), min(project.ends_on, today).replace(day=1)
    while last >= first:
        yield last
        last = months_after(last, -1)


class StatedReceiptForm(ReceiptForm, PaidFields):
    """A receipt on a statement: what it counts for, when it was paid and where it is in the organisation's books."""

    FIELD_OF: ClassVar = {
        **PaidFields.FIELD_OF, **ReceiptForm.FIELD_OF, "paid_after_period": "paid_on",
        "covered_by_flat_rate": "category", "staff_needs_payroll": "category",
        "lines_dont_add_up": "net",
    }  # fmt: skip

    category = forms.ChoiceField(
        label=_("What it was for"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was for.")},
    )

    field_order = (
        "kind", "category", "seller_name", "seller", "number", "issued_on", "net", "vat", "paid_on", "ledger_voucher",
        "file",
    )  # fmt: skip

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]


class StatedSalaryForm(SalaryForm, PaidFields):
    """A salary on a statement."""

    FIELD_OF: ClassVar = {
        **PaidFields.FIELD_OF, **SalaryForm.FIELD_OF, "paid_after_period": "paid_on",
        "lines_dont_add_up": "gross",
    }  # fmt: skip

    category = forms.ChoiceField(label=_("What it was for"), error_messages={"required": _("Choose what it was for.")})

    field_order = ("person", "month", "gross", "side", "number", "category", "paid_on", "ledger_voucher")

    def __init__(self, *args: Any, categories: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        if len(categories) == 1:
            self.fields["category"].widget = forms.HiddenInput()
            self.fields["category"].initial = categories[0][0]


class PeriodForm(Form):
    """The days of a statement."""

    FIELD_OF: ClassVar = {"statement_period_wrong": "starts_on"}

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), help_text=_("Everything paid by this day goes on it."))


class SignForm(Form):
    """The signatory answers for it."""

    is_true = forms.BooleanField(
        label=_("I have read the lines. They are true, they belong to the project, and they are in our books."),
        error_messages={"required": _("Tick this to sign.")},
    )
