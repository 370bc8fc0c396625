"""What is asked of whoever checks a cost."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.costs.models import Check
from talkoot.ui.fields import EurosField
from talkoot.ui.forms import Form


class CheckForm(Form):
    """How much of a cost counts, and why not all. `back` is the list's address, to return to the next row."""

    FIELD_OF: ClassVar = {
        "part_out_of_bounds": "accepted", "above_grant": "accepted", "counts_twice": "outcome",
        "reason_missing": "reason", "too_long": "reason", "not_text": "reason", "worker_not_named": "outcome",
        "agreement_not_in_force": "outcome",
    }  # fmt: skip

    outcome = forms.ChoiceField(
        label=_("How much counts"),
        choices=[
            (Check.Outcome.ACCEPT, _("All of it")),
            (Check.Outcome.PART, _("A part of it")),
            (Check.Outcome.REJECT, _("Nothing of it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how much counts.")},
    )
    accepted = EurosField(
        label=_("The part that counts"), help_text=_("Without a minus, also for a credit note."), required=False
    )
    reason = forms.CharField(
        label=_("Why not all"),
        help_text=_("Whoever the cost belongs to reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """A part has an amount, and less than all a reason."""
        outcome = self.cleaned_data.get("outcome")
        if outcome == Check.Outcome.PART and not self.cleaned_data.get("accepted") and "accepted" not in self.errors:
            self.add_error("accepted", _("Write how much counts, like 1234,50."))
        if outcome in (Check.Outcome.PART, Check.Outcome.REJECT) and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Write why: somebody reads it years from now."))
        return self.cleaned_data


MOST_AT_ONCE = 100


def ticked(typed: list[str]) -> list[int]:
    """The keys of the rows somebody ticked, each once; what is no key is left aside."""
    numbers = (int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 19)
    return list(dict.fromkeys(numbers))[:MOST_AT_ONCE]
