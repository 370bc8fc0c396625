"""The second row of the menu: the lists of staff, for whoever may open them."""

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talkoot.people.access import Access
from talkoot.people.roles import Permission
from talkoot.records.models import Register

LISTS: tuple[tuple[str, str | Promise], ...] = (
    # The name of the route and its label, along the line. Who may open it is said at its own door, and only there.
    ("apply", _("Apply for funding")),
    ("staff_ideas", _("Ideas told")),
    ("applications", _("Applications")),
    ("meetings", _("Meetings")),
    ("decisions", _("Decisions")),
    ("projects", _("Projects")),
    ("inbox", _("Invoices")),
    ("vouchers", _("Vouchers")),
    ("slips", _("Orders")),
    ("statements", _("Statements")),
    ("checking", _("To check")),
    ("claims", _("Claims")),
    ("books", _("Money")),
    ("people", _("People")),
    ("interests", _("Interests")),
    ("feedback", _("Feedback")),
    ("chain", _("Chain")),
    ("search", _("Search")),
)


@dataclass(frozen=True)
class Entrance:
    """One link of the menu; `is_here` on the page it leads to."""

    address: str
    label: str | Promise
    is_here: bool


def menu(register: Register, permissions: frozenset[Permission], here: ResolverMatch | None) -> list[Entrance]:
    """The lists that open for somebody with these permissions; none for the public."""
    if not permissions:
        return []
    found = []
    for route, label in LISTS:
        address = _address(route, register)
        if address and _access(route).admits(permissions):
            found.append(Entrance(address, label, bool(here and here.url_name == route)))
    return found


def _address(route: str, register: Register) -> str:
    """Where the list is; empty when no stage has it."""
    try:
        return reverse(route, kwargs={"slug": register.slug})
    except NoReverseMatch:
        return ""


@cache
def _access(route: str) -> Access:
    """What the door of a page says; the same in every programme."""
    access: Access = resolve(reverse(route, kwargs={"slug": "any"})).func.access  # type: ignore[attr-defined]
    return access
