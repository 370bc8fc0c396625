"""What is asked when an invoice is taken in by hand, placed or dropped."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.agreements.models import Project
from talkoot.costs.forms.files import BytesField
from talkoot.costs.states import Door
from talkoot.costs.words import DOORS
from talkoot.people.models import Person
from talkoot.ui.forms import Form


class ReceiveForm(Form):
    """A message that came by another way than the operator's."""

    file = BytesField(
        label=_("The message"),
        help_text=_("A Finvoice or UBL file (XML), at most 10 megabytes. It is kept whatever it holds."),
        error_messages={"required": _("Choose the file.")},
    )
    door = forms.ChoiceField(
        label=_("By which way the message came"),
        choices=list(DOORS.items()),
        initial=Door.EMAIL,
        widget=forms.RadioSelect,
    )
    reply_to = forms.EmailField(
        label=_("The sender's e-mail"),
        help_text=_("If it has to go back, the reason is sent there; otherwise as a letter."),
        required=False,
    )


class ProjectChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A project by its number and name."""

    def label_from_instance(self, obj: Project) -> str:
        """MM-0042 and its name."""
        return f"{obj.matter.code} {obj.matter.title}"


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A person by name."""

    def label_from_instance(self, obj: Person) -> str:
        """The name."""
        return obj.name


class PlaceForm(Form):
    """Where a voucher belongs."""

    FIELD_OF: ClassVar = {
        "looks_like_another": "reason", "too_long": "reason", "not_text": "reason", "sub_grant_buys_itself": "project",
        "project_not_running": "project", "salary_stays": "project", "not_permitted": "orderer",
    }  # fmt: skip

    project = ProjectChoice(
        label=_("Project"),
        queryset=Project.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the project."), "invalid_choice": _("Choose a project of the list.")},
    )
    orderer = PersonChoice(
        label=_("Who ordered it"),
        help_text=_("They look at it and say what it is. Without a choice it stays with whoever has it."),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("As it is"),
        error_messages={"invalid_choice": _("Choose somebody of the list.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Needed when it looks like another voucher: why it is another one."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class DropForm(Form):
    """Why a voucher isn't ours."""

    FIELD_OF: ClassVar = {"reason_missing": "reason", "too_long": "reason", "not_text": "reason"}

    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: somebody reads it years from now.")},
    )
