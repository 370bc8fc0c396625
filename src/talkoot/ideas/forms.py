"""What is asked about ideas."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.ui.forms import Form


class HandleForm(Form):
    """What staff do with an idea, and what its teller is told."""

    FIELD_OF: ClassVar = {"reason_missing": "said", "too_long": "said", "not_text": "said"}

    step = forms.ChoiceField(
        label=_("What happens to the idea"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens to the idea.")},
    )
    said = forms.CharField(
        label=_("Your words to whoever told it"),
        help_text=_("They are sent as you write them. Short sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words. They are sent to whoever told the idea.")},
    )


STEPS = {"take_up": _("Take it up"), "return": _("Give it back and ask"), "answer": _("Answer: it ends here")}
"""How the verbs of the idea's state table are said to staff."""
