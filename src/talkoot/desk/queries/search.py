"""Finding a matter, an organisation, a person or a voucher by number or words. At most five statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from talkoot.costs.models import Voucher
from talkoot.desk.queries.people import contains, organisations_in
from talkoot.desk.waiting import address
from talkoot.people.models import Organisation, Role
from talkoot.records.models import Matter, Register
from talkoot.records.queries import matter_by_code

MOST = 20
"""How many of each kind are shown: who finds more, writes more."""


@dataclass(frozen=True)
class FoundMatter:
    """A matter, who carries it out (empty when nobody applied yet), and where staff handle it."""

    matter: Matter
    organisation: str
    address: str


@dataclass(frozen=True)
class Results:
    """What was found of each kind; `are_more` says that some kind had more than is shown."""

    matters: Sequence[FoundMatter]
    organisations: Sequence[Organisation]
    roles: Sequence[Role]
    vouchers: Sequence[Voucher]
    are_more: bool

    def __bool__(self) -> bool:
        return bool(self.matters or self.organisations or self.roles or self.vouchers)


def search(register: Register, words: str) -> Results:
    """Matters by title and organisation, organisations, people with a role, vouchers by number and seller."""
    matters = _matters(register).filter(contains("title", words) | contains("application__organisation__name", words))
    roles = Role.objects.filter(contains("person__name", words), register=register).select_related("person")
    vouchers = Voucher.objects.filter(
        contains("number", words) | contains("seller_name", words) | Q(seller=words), register=register
    )
    hits = (
        list(matters.order_by("-number")[: MOST + 1]),
        list(organisations_in(register, words)[: MOST + 1]),
        list(roles.order_by("person__name", "pk")[: MOST + 1]),
        list(vouchers.select_related("project__matter__register").order_by("-pk")[: MOST + 1]),
    )
    return Results(
        matters=[_found(matter, register) for matter in hits[0][:MOST]],
        organisations=hits[1][:MOST],
        roles=hits[2][:MOST],
        vouchers=hits[3][:MOST],
        are_more=any(len(group) > MOST for group in hits),
    )


def address_of_number(register: Register, words: str) -> str:
    """Where staff handle the matter with this number (MM-0042, mm-42 or 42); empty when there is none."""
    code = f"{register.prefix}-{words}" if words.isdecimal() else words
    prefix, _, number = code.rpartition("-")
    is_known = prefix and number.isdecimal() and len(number) < 10
    matter = matter_by_code(register, code) if is_known else None
    return _found(_matters(register).get(pk=matter.pk), register).address if matter else ""


def _matters(register: Register) -> QuerySet[Matter]:
    return Matter.objects.filter(register=register).select_related(
        "register", "project", "idea", "application__organisation"
    )


def _found(matter: Matter, register: Register) -> FoundMatter:
    """Where it stands is where it is handled: the project, else the application, else the idea."""
    pages = (("project", "project"), ("application", "handle_application"), ("idea", "idea"))
    routes = [route for attribute, route in pages if hasattr(matter, attribute)]
    addresses = (address(route, register, code=matter.code) for route in [*routes, "matter"])
    application = getattr(matter, "application", None)
    return FoundMatter(matter, application.organisation.name if application else "", next(filter(None, addresses), ""))
