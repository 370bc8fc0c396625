"""What is asked about people, organisations, their roles and interests."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.applications.words import GROUNDS
from talkoot.desk.words import role_word
from talkoot.people.fields import BusinessIdField, IbanField, RegisterNumberField
from talkoot.people.models import Channel, Organisation, Person, Role, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.people.rules import ADDRESS_LENGTH, EMAIL_LENGTH, NAME_LENGTH
from talkoot.ui.fields import DayField
from talkoot.ui.forms import Form

CHANNELS = (
    (Channel.EMAIL, _("by e-mail")),
    (Channel.SMS, _("by text message")),
    (Channel.PHONE, _("by phone")),
    (Channel.LETTER, _("by letter")),
    (Channel.VISIT, _("in person")),
    (Channel.NONE, _("not at all")),
)
LANGUAGES = (("fi", "suomi"), ("fi-simple", "selkosuomi"), ("sv", "svenska"), ("en", "English"))
VAT = (
    (VatStatus.DOES_NOT_DEDUCT, _("doesn't get the VAT of its purchases back: its costs count with VAT")),
    (VatStatus.DEDUCTS, _("gets the VAT of its purchases back: its costs count without VAT")),
)
NOBODY = ("", _("nobody"))


class PersonForm(Form):
    """Somebody who is added to the programme's people."""

    FIELD_OF: ClassVar = {
        "invalid_name": "name",
        "invalid_email": "email",
        "invalid_phone": "phone",
        "not_text": "address",
        "too_long": "address",
    }

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, error_messages={"required": _("Write the person's name.")}
    )
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Needed to sign in: the code is sent there."),
        max_length=EMAIL_LENGTH,
        required=False,
    )
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)
    address = forms.CharField(
        label=_("Postal address"),
        max_length=ADDRESS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lang = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="fi")
    channel = forms.ChoiceField(label=_("How they want to hear from us"), choices=CHANNELS, initial=Channel.EMAIL)


class OrganisationForm(Form):
    """An organisation that is added."""

    FIELD_OF: ClassVar = {
        "invalid_name": "name",
        "invalid_business_id": "business_id",
        "business_id_taken": "business_id",
        "invalid_register_number": "register_number",
        "register_number_taken": "register_number",
        "number_missing": "register_number",
        "invalid_iban": "iban",
    }

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, error_messages={"required": _("Write the organisation's name.")}
    )
    register_number = RegisterNumberField(
        label=_("Number in the register of associations"),
        help_text=_("Like 123.456. One of the two numbers is needed."),
        required=False,
    )
    business_id = BusinessIdField(
        label=_("Y-tunnus"), help_text=_("Needed before an agreement, not before."), required=False
    )
    iban = IbanField(label=_("Account number (IBAN)"), required=False)
    vat_status = forms.ChoiceField(label=_("VAT"), choices=VAT, widget=forms.RadioSelect, initial="does_not_deduct")
    lang = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="fi")


class CompleteForm(Form):
    """What an organisation needs before an agreement."""

    FIELD_OF: ClassVar = {
        "invalid_business_id": "business_id",
        "business_id_taken": "business_id",
        "business_id_settled": "business_id",
        "invalid_iban": "iban",
    }

    business_id = BusinessIdField(label=_("Y-tunnus"), required=False)
    iban = IbanField(
        label=_("Account number (IBAN)"),
        help_text=_("Compare it with the bank's own paper. Whoever acts for the organisation doesn't replace it."),
        required=False,
    )
    vat_status = forms.ChoiceField(label=_("VAT"), choices=VAT, widget=forms.RadioSelect)

    def changes(self, organisation: Organisation) -> dict[str, Any]:
        """What was typed and differs from what is there; an empty field changes nothing."""
        typed = {name: self.cleaned_data[name] for name in ("business_id", "iban", "vat_status")}
        return {name: value for name, value in typed.items() if value and value != (getattr(organisation, name) or "")}


class RoleForm(Form):
    """A role that is given to somebody."""

    FIELD_OF: ClassVar = {
        "ends_before_it_begins": "valid_to",
        "mandate_needs_organisation": "organisation",
        "wrong_deputy": "deputy_for",
        "wrong_programme": "deputy_for",
    }

    code = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the role.")},
    )
    organisation = forms.ChoiceField(
        label=_("For which organisation"),
        help_text=_("Only a writer and a signatory act for an organisation."),
        required=False,
    )
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day"), help_text=_("Leave it empty when nobody knows yet."), required=False)
    deputy_for = forms.ChoiceField(
        label=_("Stands in for"),
        help_text=_("A deputy gets the same role, and decides only while the other is away."),
        required=False,
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "code", [(one.value, role_word(one.value)) for one in RoleCode])
        _offer(
            self, "organisation", [("", _("for the programme")), *((str(one.pk), one.name) for one in organisations)]
        )
        _offer(self, "deputy_for", [NOBODY, *((str(one.pk), _role_words(one)) for one in roles)])


class EndForm(Form):
    """When a role ends, and who takes over."""

    FIELD_OF: ClassVar = {
        "ends_before_it_begins": "last_day",
        "ends_in_the_past": "last_day",
    }

    last_day = DayField(label=_("Last day"), help_text=_("Today at the earliest: what was signed stays lawful."))
    successor = forms.ChoiceField(
        label=_("Who takes over"),
        help_text=_("What still arrives for the one who leaves goes to them. The role itself is given separately."),
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "successor", [NOBODY, *((str(one.pk), one.name) for one in people)])


class InterestForm(Form):
    """Why somebody steps aside from a matter. `people` are offered only to who prepares meetings."""

    FIELD_OF: ClassVar = {"unknown_ground": "ground", "not_found": "code"}

    code = forms.CharField(
        label=_("Number of the matter"),
        help_text=_("Like MM-0042."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": _("Write the number of the matter, like MM-0042.")},
    )
    ground = forms.ChoiceField(
        label=_("Why"),
        choices=[(str(code), words) for code, words in GROUNDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason.")},
    )
    person = forms.ChoiceField(label=_("Whose interest"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people:
            _offer(self, "person", [("", _("my own")), *((str(one.pk), one.name) for one in people)])
        else:
            del self.fields["person"]


def _offer(form: Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _role_words(role: Role) -> str:
    """Who holds which role for whom, in one line of a list."""
    whom = f", {role.organisation.name}" if role.organisation else ""
    return f"{role.person.name}: {role_word(role.code)}{whom}"
