"""Forms as people meet them: labels, hints, errors at the field and in the summary. Nothing typed is ever lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting

from talkoot.core.errors import Faults, NotPermitted, RuleBroken, StaleVersion
from talkoot.ui.speech import say

CLASSES: dict[type, str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.RadioSelect: "govuk-radios__input",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.ClearableFileInput: "govuk-file-upload",
    forms.FileInput: "govuk-file-upload",
}


class BoundField(DjangoBoundField):
    """A field with the classes of the design system, tied to its hint and its error."""

    @property
    def kind(self) -> str:
        """How the template lays it out: `choices` (a fieldset), `checkbox`, or `input`."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "choices" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else "input"

    @property
    def box(self) -> str:
        """`radios` or `checkboxes`: which of the two a set of choices is."""
        return "radios" if type(self.field.widget) is forms.RadioSelect else "checkboxes"

    @property
    def error_id(self) -> str:
        """Where its error stands."""
        return f"{self.auto_id}_error"

    @property
    def hint_id(self) -> str:
        """Where its hint stands."""
        return f"{self.auto_id}_hint"

    @property
    def first_id(self) -> str:
        """What the error summary leads to: the field, or the first of its choices."""
        return f"{self.auto_id}_0" if self.kind == "choices" else self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes and ours. `required` is left to the server, which says what to do in words."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        for name in ("required", "aria-describedby", "aria-invalid"):
            attrs.pop(name, None)
        if widget.is_hidden:
            return attrs
        name = CLASSES.get(type(widget), "govuk-input")
        wrong = f" {name}--error" if self.errors and self.kind == "input" else ""
        attrs["class"] = " ".join(filter(None, [name + wrong, str(widget.attrs.get("class", ""))]))
        if self.errors and self.kind == "input":
            attrs["aria-invalid"] = "true"
        described = [self.hint_id] if self.help_text else []
        described += [self.error_id] if self.errors else []
        if described and self.kind != "choices":
            attrs["aria-describedby"] = " ".join(described)
        return attrs


class Renderer(TemplatesSetting):
    """Draws every form and field of the house."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = BoundField


def new_key() -> str:
    """A key by which a form that is sent twice is known again."""
    return uuid4().hex


class Spoken:
    """What the error summary and the page's status need of any form."""

    @property
    def status(self) -> int:
        """The answer's status: 200 for a fresh form, 422 for one with errors."""
        return 422 if self.is_bound and self.errors else 200  # type: ignore[attr-defined]

    @property
    def summary(self) -> Iterator[tuple[str, str]]:
        """Every error with the id of the field to go to; empty where it belongs to the whole form."""
        for name, errors in self.errors.items():  # type: ignore[attr-defined]
            target = "" if name == NON_FIELD_ERRORS else self._target(name)
            yield from ((target, str(error)) for error in errors)

    def _target(self, name: str) -> str:
        field = self[name]  # type: ignore[index]
        return "" if field.is_hidden or not isinstance(field, BoundField) else field.first_id


class Form(Spoken, forms.Form):
    """A form of the house. `FIELD_OF` says at which field the code of a rule's error belongs; others stand on top.

    `form_key` makes a double click one thing; `version`, given as initial, refuses what was written to an older state.
    Both travel hidden.
    """

    FIELD_OF: ClassVar[Mapping[str, str]] = {}

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, initial=new_key)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored: Mapping[str, str] = {}
        self.is_stale = False

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Run an action: what it refuses is said in the form, in the reader's language, and the page shows it again.

        After a stale save `stored` holds what is there now (nothing for new words beside a row), and the form goes on
        from the version it was given.
        """
        try:
            yield
        except StaleVersion as error:
            self.stored, self.is_stale = error.stored, True
            self.data = {**self.data.dict(), "version": self.initial.get("version")}  # type: ignore[attr-defined]
            self.add_error(None, say(error))
        except Faults as error:
            for key, sentence in error.faults:
                self.add_error(key if key in self.fields else self._field_of(key), say(sentence))
        except (RuleBroken, NotPermitted) as error:
            self.add_error(self._field_of(error.code), say(error))

    def _field_of(self, code: str) -> str | None:
        name = self.FIELD_OF.get(code)
        return name if name in self.fields else None

    @property
    def status(self) -> int:
        """Besides 200 and 422: 409 for a stale one."""
        return 409 if self.is_stale else super().status
