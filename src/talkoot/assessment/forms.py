"""What an assessor is asked of each criterion."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talkoot.assessment.queries import MarkSaid
from talkoot.assessment.rules import MarkGiven
from talkoot.programme.terms import Criterion, CriterionKind
from talkoot.programme.today import word
from talkoot.ui.forms import Form

CONDITION = [("yes", _("Yes, it is met")), ("no", _("No, it isn't met: this stops the application"))]
EXCLUSION = [("no", _("No, this isn't so")), ("yes", _("Yes, this is so: it stops the application"))]
KINDS = {
    CriterionKind.GATE: _("Condition"),
    CriterionKind.THRESHOLD: _("Minimum"),
    CriterionKind.EXCLUSION: _("Ground for refusal"),
    CriterionKind.SCORED: _("Points"),
}


def gates_first(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """What must be met before what gives points, each in the file's order."""
    return tuple(sorted(criteria, key=lambda one: one.kind is CriterionKind.SCORED))


class MarksForm(Form):
    """A mark and its reason for each of the criteria: all of them at first, one when a mark is revised."""

    def __init__(
        self, *args: Any, criteria: tuple[Criterion, ...], before: dict[str, MarkSaid] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = gates_first(criteria)
        for one in self.criteria:
            self._ask(one, (before or {}).get(one.code))

    def _ask(self, criterion: Criterion, before: MarkSaid | None) -> None:
        is_scored = criterion.kind is CriterionKind.SCORED
        self.fields[f"mark_{criterion.code}"] = forms.ChoiceField(
            label=_said(criterion),
            help_text=KINDS[criterion.kind],
            widget=forms.RadioSelect,
            choices=_points(criterion) if is_scored else _answers(criterion),
            initial=_value(before) if before else None,
            error_messages={"required": _("Choose the points.") if is_scored else _("Say yes or no.")},
        )
        self.fields[f"reason_{criterion.code}"] = forms.CharField(
            label=_("Why"),
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=before.reason.text if before and before.reason else "",
            error_messages={"required": _("Write the reason: the applicant may ask for it.")},
        )

    @property
    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The mark and the reason of each criterion."""
        return ((self[f"mark_{one.code}"], self[f"reason_{one.code}"]) for one in self.criteria)

    def marks(self) -> list[MarkGiven]:
        """What was given, as the rules take it. Only of a valid form."""
        return [self._mark(one) for one in self.criteria]

    def _mark(self, criterion: Criterion) -> MarkGiven:
        value = self.cleaned_data[f"mark_{criterion.code}"]
        reason = self.cleaned_data[f"reason_{criterion.code}"]
        if criterion.kind is CriterionKind.SCORED:
            return MarkGiven(criterion.code, reason, score=int(value))
        return MarkGiven(criterion.code, reason, met=value == "yes")

    def _field_of(self, code: str) -> str | None:
        return f"mark_{code}" if f"mark_{code}" in self.fields else None

    @property
    def summary(self) -> Iterator[tuple[str, str]]:
        """Each error with the criterion it belongs to: the page has many."""
        labels = {f"id_mark_{one.code}_0": _said(one) for one in self.criteria}
        labels |= {f"id_reason_{one.code}": _said(one) for one in self.criteria}
        for target, error in super().summary:
            yield target, f"{labels[target]}: {error}" if target in labels else error


def _said(criterion: Criterion) -> str:
    return word(dict(criterion.text), get_language() or "fi")


def _answers(criterion: Criterion) -> list[tuple[str, Any]]:
    return EXCLUSION if criterion.kind is CriterionKind.EXCLUSION else CONDITION


def _points(criterion: Criterion) -> list[tuple[str, Any]]:
    """0 to the scale, each with its anchor in words where there is one."""
    anchors = [word(dict(one), get_language() or "fi") for one in criterion.anchors]
    said = dict(enumerate(anchors))
    return [(str(n), f"{n}: {said[n]}" if n in said else str(n)) for n in range((criterion.scale or 0) + 1)]


def _value(before: MarkSaid) -> str:
    if before.mark.met is None:
        return str(before.mark.score)
    return "yes" if before.mark.met else "no"


class StepForm(Form):
    """A step that asks nothing: taking it to assessment, concluding."""
