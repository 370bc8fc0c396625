"""Signing in, as allauth asks us about it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from talkoot.people.models import Account, Role


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by whoever keeps people; nobody signs up. After signing in one's own work is there."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worklist of the programme one got a role in last, else the front page."""
        person = request.user.person_id if isinstance(request.user, Account) else None
        newest = Role.objects.filter(person=person).select_related("register").order_by("-pk").first()
        return reverse("work", kwargs={"slug": newest.register.slug}) if newest else "/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """The front page."""
        return "/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The code, in the language of the page it was asked for on; it isn't kept in the outbox."""
        lang = translation.get_language()
        with translation.override(lang):
            super().send_mail(template_prefix, email, context)

    def format_email_subject(self, subject: str) -> str:
        """As written: no site's name before it."""
        return subject
