"""What is asked when something is ordered."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.costs.forms.arrivals import PersonChoice
from talkoot.costs.rules.vouchers import NAME_LENGTH, ORDER_LENGTH
from talkoot.people.models import Person
from talkoot.ui.fields import EurosField
from talkoot.ui.forms import Form


class OrderForm(Form):
    """What, from whom, up to how much."""

    FIELD_OF: ClassVar = {"nothing_ordered": "up_to", "not_permitted": "orderer", "not_text": "what"}

    what = forms.CharField(
        label=_("What is ordered"),
        max_length=ORDER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is ordered.")},
    )
    supplier = forms.CharField(
        label=_("From whom"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Write who delivers it.")},
    )
    up_to = EurosField(label=_("Up to how much"), help_text=_("In euros, VAT included."))
    send_to = forms.EmailField(
        label=_("Send the order to"),
        help_text=_("The supplier's e-mail. Without it, print the order or tell its code."),
        required=False,
    )
    orderer = PersonChoice(
        label=_("Who ordered it"),
        help_text=_("The invoice comes to them."),
        queryset=Person.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose somebody of the list.")},
    )


class CloseForm(Form):
    """Nothing more is asked: the order is closed."""
