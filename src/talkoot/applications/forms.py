"""What is asked of applicants, and of staff who handle an application."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from talkoot.applications.models import Application
from talkoot.applications.queries import ModelOffered, public_idea
from talkoot.applications.rules import Answers, PartnerLine
from talkoot.applications.words import GROUNDS, SECTORS
from talkoot.core.money import format_euros
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import TITLE_LENGTH
from talkoot.people.models import Organisation
from talkoot.programme.terms import Terms, categories_on, model, refused_as_direct
from talkoot.programme.today import Call, word
from talkoot.records.models import Register
from talkoot.ui.fields import DayField, EurosField
from talkoot.ui.forms import Form

MOST_ROWS = 100  # of partners in one form; more than anybody works with


class ApplyForm(Form):
    """For whom, under which funding model, from which idea, and what it is called."""

    FIELD_OF: ClassVar = {"model_takes_no_applications": "model", "too_long": "title", "not_text": "title"}

    organisation = forms.ChoiceField(
        label=_("Who applies"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the association that applies.")},
    )
    model = forms.ChoiceField(
        label=_("What kind of funding"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of funding.")},
    )
    idea = forms.CharField(
        label=_("The number of the idea it comes from"),
        help_text=_("Like MM-0042. If it doesn't come from an idea, leave this empty."),
        required=False,
        max_length=16,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocapitalize": "characters"}),
    )
    title = forms.CharField(
        label=_("What is it called"),
        help_text=_(
            "A few words. Everybody sees them, and where the application stands. An idea nobody has applied for yet"
            " keeps its own name."
        ),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Give it a name: a few words by which others find it.")},
    )

    def __init__(
        self, *args: Any, register: Register, organisations: list[Organisation], models: tuple[ModelOffered, ...],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.register = register
        self.organisations = {str(one.pk): one for one in organisations}
        self.fields["organisation"].choices = [(str(one.pk), one.name) for one in organisations]  # type: ignore[attr-defined]
        self.fields["model"].choices = [(one.model.code, _offer(one)) for one in models]  # type: ignore[attr-defined]
        if len(organisations) == 1:
            self.fields["organisation"].initial = str(organisations[0].pk)

    def clean_organisation(self) -> Organisation:
        """The organisation chosen, one of those offered."""
        return self.organisations[self.cleaned_data["organisation"]]

    def clean_idea(self) -> Idea | None:
        """The public idea with the number, or None where none was typed. Raises ValidationError."""
        typed = self.cleaned_data["idea"]
        idea = public_idea(self.register, typed) if typed else None
        if typed and idea is None:
            raise forms.ValidationError(
                _("There is no public idea %(typed)s. Look at the number once more, or leave this empty."),
                params={"typed": typed},
            )
        return idea


def _offer(offered: ModelOffered) -> str:
    """The model's name and whether its call is open today."""
    name = word(dict(offered.model.name), get_language() or "fi")
    return f"{name}: {_call_state(offered)}"


def _call_state(offered: ModelOffered) -> str:
    if offered.open_calls:
        last = _last_to_close(offered.open_calls)
        if last is None:
            return gettext("applications are taken now")
        return gettext("applications are taken until %(day)s") % {"day": _written(last)}
    if offered.next_call:
        return gettext("applications are taken from %(day)s on; you can write a draft now") % {
            "day": _written(offered.next_call.opens_on)
        }
    return gettext("no applications are taken at the moment; you can write a draft")


def _last_to_close(calls: tuple[Call, ...]) -> date | None:
    days = [one.closes_on for one in calls]
    return None if None in days else max(day for day in days if day)


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _text(label: Any, hint: Any, rows: int) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class ApplicationForm(Form):
    """The whole application. Nothing is required for saving; `needed_later` says that submitting wants it."""

    plan = _text(
        _("Plan"), _("What happens, where and how often? Who does it? What will be different afterwards?"), rows=10
    )
    target_group = _text(_("Target group"), _("Whom is it for, and how do you reach them?"), rows=4)
    group_size = forms.IntegerField(
        label=_("Size of the group"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={"invalid": _("Write the number of people in digits, like 40.")},
    )
    complements = _text(
        _("What it complements"), _("What is there nearby already, and how does this go beside it?"), rows=4
    )
    starts_on = DayField(label=_("First day"), help_text=_("Like 1.2.2027"), required=False)
    ends_on = DayField(label=_("Last day"), help_text=_("Like 31.3.2028"), required=False)
    own_share_cents = EurosField(label=_("Own share in euros"), required=False)

    NEEDED = ("plan", "target_group", "group_size", "complements", "starts_on", "ends_on")

    def __init__(
        self, *args: Any, application: Application, answers: Answers, terms: Terms, day: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(application, answers), **kwargs)
        self._add_budget(answers, terms, day)
        self._add_partners(answers.partners)
        self._rows_said = list(range(1, self.rows + 1))
        least = model(terms, application.model).group_size_minimum
        if least:
            hint = gettext("About how many people does it reach? At least %(least)s.") % {"least": least}
            self.fields["group_size"].help_text = hint
        for name in self.NEEDED:
            self.fields[name].needed_later = True  # type: ignore[attr-defined]

    def _add_budget(self, answers: Answers, terms: Terms, day: date) -> None:
        """A line for every category that may be planned today, and for any other that has a sum already."""
        lang = get_language() or "fi"
        reckoned = terms.cost_model.flat_rate.category if terms.cost_model.flat_rate else ""
        names = {one.code: word(dict(one.name), lang) for one in terms.categories}
        open_now = [one.code for one in categories_on(terms, day) if one.code not in refused_as_direct(terms)]
        kept = [code for code in answers.budget if code not in open_now and code != reckoned]
        self.categories = (*open_now, *kept)
        for code in self.categories:
            self.fields[f"budget_{code}"] = EurosField(
                label=names.get(code, code), required=False, initial=answers.budget.get(code)
            )
            self.fields[f"budget_{code}"].needed_later = True  # type: ignore[attr-defined]

    def _add_partners(self, partners: tuple[PartnerLine, ...]) -> None:
        """A row for every partner, what was typed included, and an empty one after them."""
        typed = [int(found[1]) for name in self.data if (found := re.fullmatch(r"partner_([0-9]{1,3})_name", name))]
        self.rows = max(len(partners) + 1, min(max(typed, default=0), MOST_ROWS))
        for number in range(1, self.rows + 1):
            one = partners[number - 1] if number <= len(partners) else None
            self._add_partner(number, one)

    def _add_partner(self, number: int, one: PartnerLine | None) -> None:
        at = f"partner_{number}"
        label = {"number": number}
        self.fields[f"{at}_name"] = forms.CharField(
            label=gettext("Partner %(number)s: name") % label, required=False, initial=one.name if one else ""
        )
        self.fields[f"{at}_sector"] = forms.ChoiceField(
            label=gettext("Partner %(number)s: what they are") % label,
            required=False,
            choices=[("", "–"), *SECTORS.items()],
            initial=one.sector if one else "",
        )
        self.fields[f"{at}_task"] = forms.CharField(
            label=gettext("Partner %(number)s: what they do") % label, required=False, initial=one.task if one else ""
        )
        self.fields[f"{at}_is_first_time"] = forms.BooleanField(
            label=gettext("We work together for the first time"),
            required=False,
            initial=one.is_first_time if one else False,
        )

    @property
    def budget_fields(self) -> list[BoundField]:
        """The fields of the budget, in the terms' order."""
        return [self[f"budget_{code}"] for code in self.categories]

    @property
    def partner_rows(self) -> Iterator[list[BoundField]]:
        """The fields of each partner."""
        names = ("name", "sector", "task", "is_first_time")
        return ([self[f"partner_{number}_{name}"] for name in names] for number in range(1, self.rows + 1))

    def answers(self) -> Answers:
        """What was typed, as the rules take it. Only of a valid form."""
        said = self.cleaned_data
        partners = dict(self._partners())
        self._rows_said = list(partners)
        return Answers(
            plan=said["plan"],
            target_group=said["target_group"],
            group_size=said["group_size"] or 0,
            complements=said["complements"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            own_share_cents=said["own_share_cents"] or 0,
            budget={code: cents for code in self.categories if (cents := said[f"budget_{code}"])},
            partners=tuple(partners.values()),
        )

    def _partners(self) -> Iterator[tuple[int, PartnerLine]]:
        """Every row that says anything, with its number in the form."""
        for number in range(1, self.rows + 1):
            name, sector, task, is_first = (
                self.cleaned_data.get(f"partner_{number}_{part}")
                for part in ("name", "sector", "task", "is_first_time")
            )
            if name or sector or task:
                yield number, PartnerLine(name or "", sector or "", task or "", bool(is_first))

    def target_of(self, key: str) -> str:
        """The name of the field that a rule calls `key`; empty where there is none."""
        first, _dot, rest = key.partition(".")
        if first == "budget":
            name = f"budget_{rest or self.categories[0]}"
            return name if name in self.fields else ""
        if first == "partners":
            number, _dot, part = rest.partition(".")
            return f"partner_{self._rows_said[int(number) - 1]}_{part}"
        return key if key in self.fields else ""

    def _field_of(self, code: str) -> str | None:
        return self.target_of(code) or None

    @property
    def summary(self) -> Iterator[tuple[str, str]]:
        """Each error with its field's name before it: the page has many."""
        for target, error in super().summary:
            name = next((field.label for field in self if target and field.id_for_label == target), "")
            yield target, f"{name}: {error}" if name else error

    def other_words(self, stored: Answers, typed: Answers) -> dict[str, str]:
        """What is saved and differs from what was typed, field by field in words, for a stale save."""
        words = {}
        for name in ("plan", "target_group", "group_size", "complements", "starts_on", "ends_on", "own_share_cents"):
            if getattr(stored, name) != getattr(typed, name):
                words[name] = f"{self[name].label}: {_in_words(name, getattr(stored, name))}"
        for code in self.categories:
            if stored.budget.get(code, 0) != typed.budget.get(code, 0):
                cents = format_euros(stored.budget.get(code, 0))
                words[f"budget_{code}"] = f"{self[f'budget_{code}'].label}: {cents}"
        if stored.partners != typed.partners:
            partners = "; ".join(f"{one.name}: {one.task}" for one in stored.partners) or "–"
            words["partners"] = f"{gettext('Who takes part')}: {partners}"
        return words

    def goes_on_from(self, version: int) -> None:
        """What was typed was saved as this version: the next save goes on from there."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["version"] = version  # type: ignore[index]


def _in_words(name: str, value: object) -> str:
    if name == "own_share_cents" and isinstance(value, int):
        return format_euros(value)
    return _written(value) if isinstance(value, date) else str(value or "–")


def _initial(application: Application, answers: Answers) -> dict[str, object]:
    """What is saved; what nobody has said yet is empty, not 0."""
    return {
        "version": application.version,
        "plan": answers.plan,
        "target_group": answers.target_group,
        "group_size": answers.group_size or None,
        "complements": answers.complements,
        "starts_on": answers.starts_on,
        "ends_on": answers.ends_on,
        "own_share_cents": answers.own_share_cents or None,
    }


class AskForm(Form):
    """What an applicant is asked to complete, and by when."""

    FIELD_OF: ClassVar = {
        "reason_missing": "asked", "too_long": "asked", "not_text": "asked", "due_date_passed": "due_on",
    }  # fmt: skip

    asked = forms.CharField(
        label=_("What is to be completed"),
        help_text=_("It is sent as you write it. Short sentences."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is missing. It is sent to the applicant.")},
    )
    due_on = DayField(label=_("By when"))


class InterestForm(Form):
    """Why one steps aside from a matter oneself."""

    ground = forms.ChoiceField(
        label=_("Why you step aside"),
        widget=forms.RadioSelect,
        choices=list(GROUNDS.items()),
        error_messages={"required": _("Choose the reason.")},
    )
