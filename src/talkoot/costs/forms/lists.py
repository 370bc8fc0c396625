"""The filters above lists. They stand in the address, so a link is a saved view; nonsense filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.costs.queries.arrivals import WAITING
from talkoot.costs.words import OUTCOMES


class ListFilter(forms.Form):
    """Words to look for."""

    text = forms.CharField(label=_("Name, number or matter"), required=False, max_length=100)

    def wanted(self) -> dict[str, str]:
        """The filters that hold, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ArrivalFilter(ListFilter):
    """Which arrivals."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        required=False,
        choices=[("", _("everything")), (WAITING, _("waits now")), *OUTCOMES.items()],
    )


class VoucherFilter(ListFilter):
    """Which vouchers."""

    what = forms.ChoiceField(
        label=_("What waits"),
        required=False,
        choices=[
            ("", _("everything")),
            ("place", _("to be placed")),
            ("record", _("cost to be recorded")),
            ("pay", _("payment to be booked")),
            ("recorded", _("recorded")),
            ("dropped", _("dropped")),
        ],
    )


class SlipFilter(ListFilter):
    """Which orders."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("everything")), ("open", _("open")), ("closed", _("closed"))],
    )
