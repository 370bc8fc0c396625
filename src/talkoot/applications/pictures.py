"""An application's money drawn: who pays, and how much has to be in hand until the next payment."""

from django.utils.translation import gettext as _

from talkoot.applications.queries import Reading
from talkoot.ui.charts import Bar, Bars


def split_chart(reading: Reading) -> Bars:
    """The budget by source of funding."""
    return Bars(_("Who pays"), (Bar(_("The whole project"), reading.shares),))


def hand_chart(reading: Reading) -> Bars:
    """What the organisation has paid out and not got back, when each payment comes."""
    name = _("in hand until then")
    bars = tuple(
        Bar(
            _("Payment by %(day)s") % {"day": f"{one.paid_by.day}.{one.paid_by.month}.{one.paid_by.year}"},
            ((name, one.in_hand_cents),),
        )
        for one in reading.reckoning.instalments
    )
    return Bars(_("Money you need in hand"), bars)
