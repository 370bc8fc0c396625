"""The two questions of signing in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django.utils.translation import gettext_lazy as _

from talkoot.ui.forms import Spoken


class SignInForm(Spoken, RequestLoginCodeForm):  # type: ignore[misc]
    """Which e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label, email.help_text = _("Your e-mail address"), _("We send a code there. No password is needed.")
        email.widget.attrs.pop("placeholder", None)


class CodeForm(Spoken, ConfirmLoginCodeForm):  # type: ignore[misc]
    """Which code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = _("The code from your e-mail"), _("It is good for 15 minutes.")
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs.update({"autocomplete": "one-time-code", "class": "govuk-input--width-10"})
