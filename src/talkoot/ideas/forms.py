"""What is asked about ideas: of whoever tells one, and of staff."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_typed
from talkoot.ideas.models import Intake
from talkoot.ideas.rules import LONGEST, TITLE_LENGTH
from talkoot.people import rules as people_rules
from talkoot.people.models import Channel
from talkoot.ui.forms import Form
from talkoot.ui.speech import say

WAYS = (
    (Channel.PHONE, _("By phone")),
    (Channel.SMS, _("By text message")),
    (Channel.EMAIL, _("By e-mail")),
    (Channel.LETTER, _("By letter")),
    (Channel.VISIT, _("Face to face")),
    (Channel.NONE, _("I need no answer")),
)
"""How people are answered, in the order in which they are offered."""

AT_FIELD = {
    "title_is_empty": "title",
    "idea_is_empty": "words",
    "invalid_name": "name",
    "address_missing": "answer_to",
    "channel_missing": "answer_to",
    "invalid_email": "answer_to",
    "invalid_phone": "answer_to",
}


class WhereToAnswer(forms.CharField):
    """Asked of everybody who wants an answer: whether it is missing depends on the way, so the form says it."""

    def validate(self, value: Any) -> None:
        """Nothing is missing yet."""


class Told(Form):
    """The title and the words of an idea, checked as its action checks them."""

    FIELD_OF: ClassVar = AT_FIELD

    title = forms.CharField(
        label=_("A name for the idea"),
        help_text=_("A few words, for example: A garden in the yard."),
        error_messages={"required": _("Give the idea a name: a few words.")},
    )
    words = forms.CharField(
        label=_("Tell more in your own words"),
        help_text=_("What happens, where and for whom? A short text is enough."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell your idea in a few words.")},
    )

    def clean_title(self) -> str:
        """The title, not longer than a title is."""
        return self._typed("title", Sentence("The title"), TITLE_LENGTH)

    def clean_words(self) -> str:
        """The words, not longer than anybody reads."""
        return self._typed("words", Sentence("The idea"), LONGEST)

    def _typed(self, name: str, what: Sentence, longest: int) -> str:
        text: str = self.cleaned_data[name]
        try:
            check_typed(text, what, longest)
        except RuleBroken as error:
            raise forms.ValidationError(say(error)) from error
        return text


class TellForm(Told):
    """An idea and how to answer it, asked in steps: `STEPS` says which fields are asked in which."""

    STEPS: ClassVar = {"what": ("title", "words"), "reach": ("answer_by", "answer_to", "name"), "check": ()}

    answer_by = forms.ChoiceField(
        label=_("How would you like to hear from us?"),
        choices=WAYS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how we answer you."),
            "invalid_choice": _("Choose one of these ways."),
        },
    )
    answer_to = WhereToAnswer(
        label=_("Your phone number, e-mail or address"),
        help_text=_("We use it only to answer you. Leave it empty if you need no answer."),
    )
    name = forms.CharField(label=_("Your name"), required=False)

    def clean(self) -> dict[str, Any]:
        """An address that fits the way; what the action would refuse is said at this step already."""
        found = super().clean() or self.cleaned_data
        try:
            if "answer_by" in found and "answer_to" in found:
                people_rules.address(found["answer_by"], found["answer_to"])
            if found.get("name"):
                people_rules.name(found["name"])
        except RuleBroken as error:
            self.add_error(self._field_of(error.code) or "answer_to", say(error))
        return found

    def first_wrong(self, until: str) -> str:
        """The first step that has an error, of those up to and including `until`; empty when all are right."""
        for step, names in self.STEPS.items():
            if any(name in self.errors for name in names):
                return str(step)
            if step == until:
                break
        return ""

    def only(self, step: str) -> "TellForm":
        """This form with the errors of one step: what hasn't been asked yet isn't wrong yet."""
        for other, names in self.STEPS.items():
            for name in names if other != step else ():
                self.errors.pop(name, None)
        return self


class TypeForm(Told):
    """A call that staff type while it lasts: four fields, the rest has its usual value."""

    who = forms.CharField(
        label=_("Who tells it"), help_text=_("The name they give. It may be left out."), required=False
    )
    answer_to = forms.CharField(
        label=_("How to reach them"),
        help_text=_("A phone number, an e-mail address or a postal address. Empty: they want no answer."),
        required=False,
    )
    intake = forms.ChoiceField(
        label=_("How it came"),
        choices=(
            (Intake.PHONE, _("By phone")),
            (Intake.VISIT, _("Face to face")),
            (Intake.PAPER, _("On paper")),
            (Intake.EMAIL, _("By e-mail")),
        ),
        initial=Intake.PHONE,
        widget=forms.Select,
    )
    lang = forms.ChoiceField(
        label=_("Language"),
        choices=(("fi", "suomi"), ("fi-simple", "selkosuomi"), ("sv", "svenska"), ("en", "English")),
        initial="fi",
        widget=forms.Select,
    )

    FIELD_OF: ClassVar = {**AT_FIELD, "invalid_name": "who"}


class HandleForm(Form):
    """What staff do with an idea, and what its teller is told."""

    FIELD_OF: ClassVar = {"reason_missing": "said", "too_long": "said", "not_text": "said"}

    step = forms.ChoiceField(
        label=_("What happens to the idea"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what happens to the idea."),
            "invalid_choice": _("The idea has moved on meanwhile. Choose what happens to it now."),
        },
    )
    said = forms.CharField(
        label=_("Your words to whoever told it"),
        help_text=_("They are sent as you write them. Short sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words. They are sent to whoever told the idea.")},
    )


class ShowForm(Form):
    """Whether the public sees the idea. A button, no questions."""


STEPS = {"take_up": _("Take it up"), "return": _("Give it back and ask"), "answer": _("Answer: it ends here")}
"""How the verbs of the idea's state table are said to staff."""
