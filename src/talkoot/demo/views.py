"""The demo's own pages: one click per role, and the tour."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from talkoot.core import clock
from talkoot.people.access import Access
from talkoot.people.models import Account
from talkoot.people.permissions import roles_on
from talkoot.people.roles import RoleCode
from talkoot.records.models import Register
from talkoot.records.queries import is_demo_database

View = Callable[[HttpRequest], HttpResponse]


def demo_only(view: View) -> View:
    """The door of the demo's pages: a database with anything real in it doesn't have them."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if not is_demo_database():
            raise Http404("This is no demo.")
        return view(request)

    opened.access = Access()  # type: ignore[attr-defined]
    return opened


@demo_only
def sign_in(request: HttpRequest) -> HttpResponse:
    """Everybody with a role today, each a button that signs in as them."""
    if request.method == "POST":
        account = get_object_or_404(Account, pk=_number(request.POST.get("account", "")), person__is_invented=True)
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect(_first_page(account))
    return render(request, "demo/sign_in.html", {"roles": _roles(), "languages": ("fi", "en")})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _first_page(account: Account) -> str:
    role = account.person.roles.select_related("register").latest("pk")
    return reverse("work", kwargs={"slug": role.register.slug})


def _roles() -> list[tuple[RoleCode, Account]]:
    """Everybody who can sign in, by role in the order of the table."""
    found = []
    for register in Register.objects.order_by("pk"):
        today = clock.day_of(clock.now(), register.time_zone)
        held = roles_on(register, today).filter(person__account__isnull=False, person__is_invented=True)
        found += [(RoleCode(role.code), role.person.account) for role in held.select_related("person__account")]
    return sorted(found, key=lambda one: list(RoleCode).index(one[0]))


@demo_only
def tour(request: HttpRequest) -> HttpResponse:
    """Eight stops along one matter."""
    raise Http404
