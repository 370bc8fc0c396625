"""The demo's own pages: one click per role, and the tour."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from talkoot.core import clock
from talkoot.demo.build import SLUG
from talkoot.demo.tour import STOPS
from talkoot.people.access import Access
from talkoot.people.models import Account
from talkoot.people.pages import STANDARD
from talkoot.people.permissions import roles_on
from talkoot.people.roles import RoleCode
from talkoot.records.models import Matter, Register
from talkoot.records.queries import is_demo_database

View = Callable[..., HttpResponse]
GARDEN = 2
"""The number of the matter that the tour follows: the first idea of all."""


def demo_only(view: View) -> View:
    """The door of the demo's pages: a database with anything real in it doesn't have them."""

    @wraps(view)
    def opened(request: HttpRequest, **address: int) -> HttpResponse:
        if not is_demo_database():
            raise Http404("This is no demo.")
        request.languages = STANDARD  # type: ignore[attr-defined]
        return view(request, **address)

    opened.access = Access()  # type: ignore[attr-defined]
    return opened


@demo_only
def sign_in(request: HttpRequest) -> HttpResponse:
    """Everybody with a role today, each a button that signs in as them."""
    if request.method == "POST":
        account = get_object_or_404(Account, pk=_number(request.POST.get("account", "")), person__is_invented=True)
        login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
        wanted = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        return redirect(wanted if is_ours else _first_page(account))
    return render(request, "demo/sign_in.html", {"roles": _roles()})


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
def tour(request: HttpRequest, number: int = 1) -> HttpResponse:
    """One of eight stops along one matter; the first one unless the address says another."""
    if not 1 <= number <= len(STOPS):
        raise Http404("The tour has no such stop.")
    stop = STOPS[number - 1]
    matter = get_object_or_404(Matter.objects.select_related("register"), register__slug=SLUG, number=GARDEN)
    facts = stop.facts(matter)
    accounts = Account.objects.filter(person__name=stop.who, person__is_invented=True)
    return render(
        request,
        "demo/tour.html",
        {
            **facts,
            "stop": stop,
            "number": number,
            "numbers": range(1, len(STOPS) + 1),
            "matter": matter,
            "page": stop.address(facts, SLUG),
            "account": accounts.first() if stop.who else None,
        },
    )
