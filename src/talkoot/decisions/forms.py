"""What is asked of meetings and decisions."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talkoot.applications.words import GROUNDS
from talkoot.decisions.models import Decision
from talkoot.decisions.words import OUTCOMES, WAYS_OF_SERVICE
from talkoot.records.writing import Text
from talkoot.ui.fields import DayField, EurosField
from talkoot.ui.forms import Form

LONGEST_REASONS = 20_000
Choices = Iterable[tuple[Any, Any]]


class MeetingForm(Form):
    """A meeting to be called, and what comes to its table."""

    FIELD_OF: ClassVar = {
        "not_a_meeting_number": "number",
        "meeting_number_taken": "number",
        "not_on_agenda": "applications",
    }

    number = forms.IntegerField(
        label=_("Number of the meeting"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"required": _("Write the number of the meeting."), "invalid": _("Write a whole number.")},
    )
    held_on = DayField(label=_("Day of the meeting"), help_text=_("For example 7.3.2027"))
    applications = forms.TypedMultipleChoiceField(
        label=_("Applications on the agenda"),
        help_text=_("Assessed, and not yet proposed. They are handled in this order."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, ready: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].choices = list(ready)  # type: ignore[attr-defined]


class PresenceForm(Form):
    """Who came to the meeting."""

    FIELD_OF: ClassVar = {"no_quorum": "present"}

    present = forms.TypedMultipleChoiceField(
        label=_("Who is present"),
        help_text=_("Each seat has one vote. A deputy votes when the holder of the seat isn't there."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick everybody who is present.")},
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = list(people)  # type: ignore[attr-defined]


class InterestForm(Form):
    """Who steps aside from a matter, and why."""

    FIELD_OF: ClassVar = {"unknown_ground": "ground"}

    person = forms.TypedChoiceField(label=_("Who steps aside"), coerce=int, widget=forms.Select)
    ground = forms.ChoiceField(
        label=_("Why"),
        help_text=_("Administrative Procedure Act, section 28"),
        choices=list(GROUNDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why. The nearest one is enough.")},
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]


class EurosOrNothing(EurosField):
    """An amount that may be left empty without being called optional: the form itself says when it is needed."""

    def validate(self, value: Any) -> None:
        """Nothing typed is nothing wrong yet."""


class VerdictForm(Form):
    """What is proposed on an application: an outcome, a sum, reasons and conditions."""

    FIELD_OF: ClassVar = {
        "amount_does_not_fit": "granted",
        "frame_exceeded": "granted",
        "decision_reasons_missing": "reasons",
        "assessment_not_passed": "outcome",
    }

    outcome = forms.ChoiceField(
        label=_("What is proposed"),
        choices=[(code.value, words) for code, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to grant or to refuse.")},
    )
    granted = EurosOrNothing(
        label=_("Accepted total cost"),
        help_text=_("The whole project, its own share included. Leave it out when refusing."),
    )
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("The applicant reads them as you write them."),
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the reasons: the applicant has a right to them, whatever is decided.")},
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        help_text=_("What must be so before the project can start."),
        required=False,
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A grant says how much."""
        typed = super().clean() or self.cleaned_data
        is_grant = typed.get("outcome") == Decision.Outcome.GRANT
        if is_grant and typed.get("granted") is None and "granted" not in self.errors:
            self.add_error("granted", _("Write how much is granted, in euros."))
        return typed

    def verdict(self, *, is_public: bool = False) -> dict[str, Any]:
        """What was chosen and written, as the actions take it."""
        typed, lang = self.cleaned_data, get_language() or "fi"
        conditions = typed["conditions"]
        return {
            "outcome": Decision.Outcome(typed["outcome"]),
            "granted_cents": typed["granted"] or 0,
            "reasons": Text(typed["reasons"], lang, is_public),
            "conditions": Text(conditions, lang, is_public) if conditions else None,
        }


class DecisionForm(VerdictForm):
    """What the authority decides, and where the decision is found again."""

    field_order = ("outcome", "granted", "section", "diary_number", "reasons", "conditions", "is_public")

    section = forms.CharField(
        label=_("Section"),
        help_text=_("In the minutes, for example § 12"),
        max_length=16,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": _("Write the section. Without it nobody finds the decision again.")},
    )
    diary_number = forms.CharField(
        label=_("Diary number"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": _("Write the diary number. Without it nobody finds the decision again.")},
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read the reasons and conditions on the web"),
        help_text=_("Tick this only when they say nothing of anybody's health, money or family."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = _("What is decided")


class ServiceForm(Form):
    """How the decision goes to the applicant."""

    FIELD_OF: ClassVar = {"not_a_way_of_service": "sent_by", "nowhere_to_serve": "sent_by"}

    sent_by = forms.ChoiceField(
        label=_("How the decision is sent today"),
        choices=[(code.value, words) for code, words in WAYS_OF_SERVICE.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the decision is sent.")},
    )


class ApprovalForm(Form):
    """What the funder said of a new recipient."""

    FIELD_OF: ClassVar = {"reference_missing": "diary_number", "approval_not_yet": "approved_on"}

    diary_number = forms.CharField(
        label=_("The funder's diary number"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": _("Write the number under which the funder approved it.")},
    )
    approved_on = DayField(label=_("Day of the approval"), help_text=_("For example 7.3.2027"))
