"""What is asked on the public pages besides ideas: feedback, and its answer by staff."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.ui.forms import Form


class FeedbackForm(Form):
    """What doesn't work for somebody, and where to answer them."""

    FIELD_OF: ClassVar = {
        "feedback_is_empty": "text",
        "too_long": "text",
        "not_text": "text",
        "invalid_email": "answer_to",
        "invalid_phone": "answer_to",
    }

    text = forms.CharField(
        label=_("What does not work, and on which page?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what did not work. A few words are enough.")},
    )
    answer_to = forms.CharField(
        label=_("Where do we answer you?"),
        help_text=_("An e-mail address, a phone number or a postal address."),
        required=False,
    )


class AnswerForm(Form):
    """Staff's answer to feedback."""

    FIELD_OF: ClassVar = {"answer_is_empty": "answer", "too_long": "answer", "not_text": "answer"}

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("It is sent as you write it, in the language of the feedback."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer. It is sent as you write it.")},
    )
