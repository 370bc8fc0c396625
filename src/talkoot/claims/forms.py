"""What is asked about claims."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talkoot.claims.actions.record_funder_decision import CutGiven
from talkoot.claims.models import ClaimLine
from talkoot.core.canonical import digest, dumps
from talkoot.records.writing import LONGEST, Text
from talkoot.ui.fields import DayField, EurosField
from talkoot.ui.forms import Form

NUMBER_LENGTH = 40  # of a diary number and of a voucher in the books
MOST_CUTS = 50  # lines on one screen


class FreezeForm(Form):
    """Nothing to fill in: `seen` says which claim was on the screen when the button was pressed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class DecisionForm(Form):
    """What the funder decided; an amount and a reason for every line it cut.

    `seen` is the digest of the cuts whose effect was on the screen.
    """

    FIELD_OF: ClassVar = {"decision_makes_no_sense": "decided_on"}

    decided_on = DayField(label=_("Day of the decision"), help_text=_("Like 7.3.2027."))
    diary_number = forms.CharField(
        label=_("The decision's diary number"),
        max_length=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": _("Write the decision's diary number, so that it can be found again.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, lines: Sequence[ClaimLine] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            about = {"line": line.pk}
            self.fields[f"cents_{line.pk}"] = EurosField(label=_("Cut from line %(line)s, in euros") % about)
            self.fields[f"reason_{line.pk}"] = forms.CharField(
                label=_("Why line %(line)s was cut") % about,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Write why it was cut. The project's own people read it.")},
            )

    @property
    def rows(self) -> list[tuple[ClaimLine, BoundField, BoundField]]:
        """Every line with its two fields."""
        return [(line, self[f"cents_{line.pk}"], self[f"reason_{line.pk}"]) for line in self.lines]

    @property
    def cuts(self) -> list[CutGiven]:
        """The cuts of a valid form."""
        lang = get_language() or "fi"
        return [
            CutGiven(line, self.cleaned_data[f"cents_{line.pk}"], Text(self.cleaned_data[f"reason_{line.pk}"], lang))
            for line in self.lines
        ]

    @property
    def shown(self) -> str:
        """The digest of the cuts as they are typed now."""
        return digest(dumps([[line.pk, self.cleaned_data.get(f"cents_{line.pk}")] for line in self.lines]))


class ReceiveForm(Form):
    """Money that came in."""

    FIELD_OF: ClassVar = {
        "more_than_approved": "amount",
        "receipt_makes_no_sense": "received_on",
        "already_received": "ledger_voucher",
    }

    source = forms.ChoiceField(
        label=_("From whom"), widget=forms.RadioSelect, error_messages={"required": _("Choose who paid.")}
    )
    amount = EurosField(label=_("How much, in euros"))
    received_on = DayField(label=_("Day on which it came"), help_text=_("Like 7.3.2027."))
    ledger_voucher = forms.CharField(
        label=_("Its voucher in the books"),
        max_length=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": _("Write the voucher's number in the books.")},
    )


class SettleForm(Form):
    """What came of a project, in words for everybody."""

    FIELD_OF: ClassVar = {"words_missing": "outcome", "too_long": "outcome", "not_text": "outcome"}

    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_("Everybody can read this. Whoever told the idea, and the association, get it as a message."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell what came of it. Nobody's idea is left without an answer.")},
    )
