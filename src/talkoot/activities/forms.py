"""What is asked of whoever runs activities: what is planned, how many came, why it is off, and what was learnt."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.activities import rules
from talkoot.activities.models import TrialCard
from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_typed
from talkoot.records.writing import Text
from talkoot.ui.fields import ClockField, DayField, EurosField, moment
from talkoot.ui.forms import Form
from talkoot.ui.speech import say

TITLE_LENGTH, PLACE_LENGTH = 200, 200  # characters; both stand on one line of a list
ELSEWHERE = "-"
OPEN, CLOSED = "open", "closed"
LANGUAGES = (("fi", "suomi"), ("fi-simple", "selkosuomi"), ("sv", "svenska"), ("en", "English"))


def _number(**attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **attrs})


class Checked(Form):
    """A form that asks its fields' rules one by one, so that each refusal stands at its own field."""

    TYPED: ClassVar[dict[str, tuple[Sentence, int]]] = {}
    """By field: how its text is called in a message, and how long it may be."""

    def clean(self) -> dict[str, Any]:
        """The texts, none of them longer than it may be."""
        found = super().clean() or self.cleaned_data
        for name, (what, longest) in self.TYPED.items():
            if name in found:
                self._ask(name, check_typed, found[name], what, longest)
        return found

    def _ask(self, name: str, rule: Callable[..., None], *values: Any) -> None:
        try:
            rule(*values)
        except RuleBroken as error:
            self.add_error(name, say(error))


class PlanForm(Checked):
    """One activity, as residents will read it."""

    FIELD_OF: ClassVar = {"outside_project": "day", "ends_before_it_begins": "ends", "words_missing": "closed_reason"}
    TYPED: ClassVar = {
        "title": (Sentence("The title"), TITLE_LENGTH),
        "body": (Sentence("The text"), rules.LONGEST),
        "place": (Sentence("The place"), PLACE_LENGTH),
        "elsewhere": (Sentence("The district"), rules.DISTRICT_LENGTH),
        "access": (Sentence("The access"), rules.LONGEST),
        "closed_reason": (Sentence("The reason"), rules.LONGEST),
    }

    title = forms.CharField(
        label=_("What happens"),
        help_text=_("A name that says it at once, for example: Pancakes in the yard."),
        error_messages={"required": _("Write what happens: a few words.")},
    )
    body = forms.CharField(
        label=_("Tell more"),
        help_text=_("What people do there, and whether to bring something. Short sentences."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = DayField(label=_("Day"), help_text=_("For example 7.3.2027"))
    starts = ClockField(label=_("Begins at"), help_text=_("For example 17.30"))
    ends = ClockField(label=_("Ends at"), help_text=_("For example 19"))
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A name or a street address, so that everybody finds it."),
        error_messages={"required": _("Write the place.")},
    )
    district = forms.ChoiceField(
        label=_("District"),
        widget=forms.Select,
        error_messages={
            "required": _("Choose the district."),
            "invalid_choice": _("Choose one of these districts, or somewhere else."),
        },
    )
    elsewhere = forms.CharField(label=_("Where else"), help_text=_("Only if it isn't in the list."), required=False)
    openness = forms.ChoiceField(
        label=_("Who may come"),
        choices=((OPEN, _("Everybody: it is open to all")), (CLOSED, _("Only a certain group"))),
        initial=OPEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may come."), "invalid_choice": _("Choose who may come.")},
    )
    closed_reason = forms.CharField(
        label=_("Which group, and why only they"),
        help_text=_("Only if it isn't open to all. Residents read it."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    price_cents = EurosField(
        label=_("Price in euros"), help_text=_("Leave it empty when it is free."), required=False, width=5
    )
    access = forms.CharField(
        label=_("Getting in, and languages"),
        help_text=_("Steps, a lift, a toilet for a wheelchair. The languages that are spoken there."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    target_visits = forms.IntegerField(
        label=_("How many you aim at"),
        help_text=_("Only you and the staff see it. Leave it empty when you have no target."),
        required=False,
        widget=_number(**{"class": "govuk-input--width-5"}),
        error_messages={"invalid": _("Write a whole number, like 40.")},
    )
    lang = forms.ChoiceField(label=_("Language of your texts"), choices=LANGUAGES, initial="fi", widget=forms.Select)

    def __init__(self, *args: Any, districts: Iterable[str], **kwargs: Any) -> None:
        """`districts` are the core town's, by their names in the terms."""
        super().__init__(*args, **kwargs)
        field = self.fields["district"]
        named = [(one, one) for one in districts]
        field.choices = [("", _("Choose")), *named, (ELSEWHERE, _("Somewhere else"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What a rule can say of one field alone; of the rest the action says it."""
        found = super().clean()
        if found.get("district") == ELSEWHERE and not found.get("elsewhere"):
            self.add_error("elsewhere", _("Write the name of the district or village."))
        if found.get("openness") == CLOSED and "closed_reason" in found:
            self._ask("closed_reason", rules.check_openness, False, found["closed_reason"])
        if found.get("price_cents"):
            self._ask("price_cents", rules.check_numbers, found["price_cents"], 0)
        if found.get("target_visits"):
            self._ask("target_visits", rules.check_numbers, 0, found["target_visits"])
        return found

    def facts(self, zone: str) -> dict[str, Any]:
        """What `plan_activity` is told of the activity itself."""
        typed, is_open = self.cleaned_data, self.cleaned_data["openness"] == OPEN
        return {
            "title": Text(typed["title"], typed["lang"]),
            "body": typed["body"],
            "starts_at": self._at("starts", zone),
            "ends_at": self._at("ends", zone),
            "place": typed["place"],
            "district": typed["elsewhere"] if typed["district"] == ELSEWHERE else typed["district"],
            "is_open_to_all": is_open,
            "closed_reason": "" if is_open else typed["closed_reason"],
            "price_cents": typed["price_cents"] or 0,
            "access": typed["access"],
            "target_visits": typed["target_visits"] or 0,
            "form_key": typed["form_key"],
        }

    def _at(self, clock: str, zone: str) -> datetime:
        return moment(self.cleaned_data["day"], self.cleaned_data[clock], zone)


class CountForm(Form):
    """How many came: one big number, for a phone in a hand."""

    FIELD_OF: ClassVar = {"count_makes_no_sense": "visits", "not_begun": "visits"}

    visits = forms.IntegerField(
        label=_("How many came"),
        help_text=_("Only the number, nobody's name. 0 if nobody came."),
        widget=_number(**{"class": "t-big-number"}),
        error_messages={
            "required": _("Write how many came, 0 if nobody did."),
            "invalid": _("Write a whole number, like 37."),
        },
    )


class HoldForm(Form):
    """It was held. A button, no questions."""


class CancelForm(Checked):
    """Why it won't take place."""

    FIELD_OF: ClassVar = {"words_missing": "reason", "too_long": "reason", "not_text": "reason"}
    TYPED: ClassVar = {"reason": (Sentence("The reason"), rules.LONGEST)}

    reason = forms.CharField(
        label=_("Why it is cancelled"),
        help_text=_("Residents read it, so name nobody. Say also when you try again, if you know."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is cancelled. Residents read it.")},
    )
    lang = forms.ChoiceField(label=_("Language of your text"), choices=LANGUAGES, initial="fi", widget=forms.Select)


VERDICTS = (
    (TrialCard.Verdict.CONTINUE, _("It goes on")),
    (TrialCard.Verdict.CHANGE, _("It goes on in another way")),
    (TrialCard.Verdict.STOP, _("It ends here")),
)
"""What comes of a trial, in the words of its card."""


class TrialForm(Checked):
    """What was tried, how it went, and what next: a page that others learn from."""

    TYPED: ClassVar = {
        "tried": (Sentence("The first text"), rules.LONGEST),
        "went": (Sentence("The second text"), rules.LONGEST),
    }

    tried = forms.CharField(
        label=_("What you tried"),
        help_text=_("What you did, where and with whom. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you tried.")},
    )
    went = forms.CharField(
        label=_("How it went"),
        help_text=_("What worked, what didn't, what surprised you. What failed is worth as much to others."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write how it went.")},
    )
    verdict = forms.ChoiceField(
        label=_("What next"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what next."), "invalid_choice": _("Choose what next.")},
    )
    lang = forms.ChoiceField(label=_("Language of your texts"), choices=LANGUAGES, initial="fi", widget=forms.Select)
