"""The door of every page: which programme, who asks, whether they may, in which language.

A view behind the door finds `request.register`, `request.acting` and `request.may`; `view.access` says who
may come in, and the permission matrix reads it from there.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, TypedDict, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from talkoot.core import clock
from talkoot.core.actor import VISITOR, Actor
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.machine import LANGUAGES
from talkoot.people.access import Access
from talkoot.people.models import Account
from talkoot.people.permissions import permissions_on
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.queries import register_by_slug
from talkoot.ui.kept import kept

STANDARD = ("fi", "en")
"""The languages of a page, unless it says more: those complete in every text of the interface."""


class Acting(TypedDict):
    """What every action is told: who acts, when, and on which day of the programme."""

    actor: Actor
    now: datetime
    today: date


class Asked(HttpRequest):
    """A request behind the door."""

    register: Register
    acting: Acting
    permissions: frozenset[Permission]
    languages: tuple[str, ...]
    may: Callable[[Permission], bool]
    """Whether a role or a mandate of theirs gives it here today; the action looks again, and closer."""


View = Callable[..., HttpResponse]


def page(
    *permissions: Permission, any_role: bool = False, languages: tuple[str, ...] = STANDARD
) -> Callable[[View], View]:
    """The door of a page under `/<language>/<slug>/`; the view gets the request and what else is in the address.

    Who isn't signed in is led to sign in, and what they had typed is kept; who may not is told whom to ask (403); a
    programme that isn't there is 404; a language the page isn't offered in leads to the Finnish page.
    """
    access = Access(frozenset(permissions), any_role)

    def behind_the_door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, slug: str, **address: Any) -> HttpResponse:
            asked = _asked(request, slug, languages)
            if get_language() not in asked.languages:
                return redirect(translate_url(request.get_full_path(), asked.languages[0]))
            if not access.is_public and not request.user.is_authenticated:
                return _sign_in_first(request)
            if not access.admits(asked.permissions):
                raise NotPermitted("You have no role here that opens this page. Ask the programme's administrator.")
            response = view(asked, **address)
            if request.user.is_authenticated:
                patch_cache_control(response, private=True, no_store=True)
            return response

        opened.access = access  # type: ignore[attr-defined]
        return opened

    return behind_the_door


def _asked(request: HttpRequest, slug: str, languages: tuple[str, ...]) -> Asked:
    """The request with what the door found. Raises Http404 for a programme that isn't there."""
    try:
        register = register_by_slug(slug)
    except NotFound as error:
        raise Http404(error.message) from error
    asked = cast(Asked, request)
    if "%00" in request.META.get("QUERY_STRING", ""):  # PostgreSQL takes no NUL, and nobody means one
        asked.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", ""))
    now = clock.now()
    today = clock.day_of(now, register.time_zone)
    asked.register = register
    asked.acting = Acting(actor=_actor(request), now=now, today=today)
    asked.permissions = permissions_on(asked.acting["actor"], register, today)
    asked.languages = tuple(one for one in LANGUAGES if one in languages)
    asked.may = asked.permissions.__contains__
    return asked


def _actor(request: HttpRequest) -> Actor:
    return Actor(person_id=request.user.person_id) if isinstance(request.user, Account) else VISITOR


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a form that was sent meanwhile is kept on the screen."""
    if request.method == "POST":
        return kept(request, sign_in=reverse("account_login"))
    return redirect_to_login(request.get_full_path(), reverse("account_login"))
