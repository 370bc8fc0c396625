"""What is asked of projects, agreements, budgets and workers."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talkoot.agreements.rules import COST_CENTRE_LENGTH, TITLE_LENGTH
from talkoot.decisions.forms import EurosOrNothing
from talkoot.programme.terms import CostCategory
from talkoot.programme.today import word
from talkoot.records.writing import Text
from talkoot.ui.fields import DayField
from talkoot.ui.forms import Form

LONGEST_REASONS = 20_000
BUDGET = "budget_"
Choices = Iterable[tuple[Any, Any]]


class BudgetForm(Form):
    """A budget by cost category; the flat rate's line is reckoned, so it isn't asked."""

    def __init__(
        self, *args: Any, categories: Iterable[CostCategory], budget: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        lang = (get_language() or "fi").removesuffix("-simple")
        for one in categories:
            self.fields[BUDGET + one.code] = EurosOrNothing(
                label=word(dict(one.name), lang), initial=budget.get(one.code) or None
            )

    @property
    def lines(self) -> list[BoundField]:
        """The fields of the budget."""
        return [self[name] for name in self.fields if name.startswith(BUDGET)]

    def budget(self) -> dict[str, int]:
        """Cents by category, as they were typed; an empty field is nothing."""
        typed = self.cleaned_data
        return {name.removeprefix(BUDGET): typed[name] for name in typed if name.startswith(BUDGET) and typed[name]}


class ProjectForm(BudgetForm):
    """The project of a grant."""

    FIELD_OF: ClassVar = {"cost_centre_taken": "cost_centre"}

    cost_centre = forms.CharField(
        label=_("Cost centre"),
        help_text=_("Its code in the books. Invoices that carry it find this project."),
        required=False,
        max_length=COST_CENTRE_LENGTH,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class ChangeForm(BudgetForm):
    """Another budget of the same total, and why."""

    FIELD_OF: ClassVar = {"words_missing": "reasons", "too_long": "reasons"}

    reasons = forms.CharField(
        label=_("Why the budget changes"),
        help_text=_("It is kept with the change, and the auditor reads it."),
        max_length=LONGEST_REASONS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why the budget changes: it is kept with the change.")},
    )

    def why(self) -> Text:
        """The reasons in the language of the page."""
        return Text(self.cleaned_data["reasons"], get_language() or "fi")


class SignForm(Form):
    """A signature, given once and for good."""

    is_read = forms.BooleanField(
        label=_("I have read the agreement and sign it"),
        error_messages={"required": _("Tick that you have read the agreement. A signature can't be taken back.")},
    )


NEW = "new"
"""Chosen for somebody whom the programme doesn't know yet."""


class WorkerForm(Form):
    """Who works in a project, as what and from when."""

    FIELD_OF: ClassVar = {
        "outside_period": "starts_on",
        "invalid_name": "name",
        "too_long": "title",
        "not_text": "title",
    }

    person = forms.ChoiceField(
        label=_("Who works in the project"),
        widget=forms.Select,
        error_messages={"required": _("Choose who works in the project.")},
    )
    name = forms.CharField(
        label=_("Name of the new person"),
        help_text=_("Only when you chose “somebody new” above."),
        required=False,
        max_length=200,
    )
    title = forms.CharField(
        label=_("Their task"),
        help_text=_("For example: project worker"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Write their task in a word or two.")},
    )
    starts_on = DayField(label=_("First day"), help_text=_("For example 7.3.2027"))
    ends_on = DayField(
        label=_("Last day"), help_text=_("Leave it out when it is the project's last day."), required=False
    )

    def __init__(self, *args: Any, people: Choices, may_add: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((str(key), name) for key, name in people)]
        self.fields["person"].choices = [*choices, (NEW, _("Somebody new"))] if may_add else choices  # type: ignore[attr-defined]
        if not may_add:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """Somebody new has a name."""
        typed = super().clean() or self.cleaned_data
        if typed.get("person") == NEW and not typed.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name of the new person."))
        return typed
