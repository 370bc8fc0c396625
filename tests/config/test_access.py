"""The permission matrix: every route, ours and the libraries', for every role, and for the same role elsewhere."""

from collections.abc import Iterator

import pytest
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from talkoot.activities.models import Activity
from talkoot.claims.models import ClaimLine
from talkoot.costs.models import Arrival, CostEntry, OrderSlip, StatementLine, Voucher
from talkoot.demo.build import SLUG, build, programme_file
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.give_role import give_role
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Organisation, Person, Role
from talkoot.people.roles import MANDATES, PERMISSIONS, RoleCode
from talkoot.programme.actions.load_programme import load_programme
from talkoot.records.models import Register
from tests.cast import FIRST_DAY, LOADER, START
from tests.config.access import OUTSIDE, ROUTES, Route
from tests.conftest import NOW

ELSEWHERE = "toinen-ohjelma"


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str | None]:
    """The name of every route there is."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        else:
            yield one.name


def test_every_route_has_a_name_and_a_place_in_the_matrix() -> None:
    found = list(names())

    assert None not in found
    assert set(found) == OUTSIDE | set(ROUTES)


def test_every_route_outside_the_programmes_is_meant_to_be_there() -> None:
    assert {"account_signup", "account_email", "account_change_password"}.isdisjoint(set(names()))


@pytest.fixture
def other_programme(db: None) -> tuple[Register, Register]:
    """The demo, and a second programme beside it."""
    build(source=programme_file(), tell=lambda line: None)
    source = programme_file()
    terms = source.terms.model_copy(update={"slug": ELSEWHERE, "prefix": "TO"})
    other = load_programme(source=source.model_copy(update={"terms": terms}), actor=LOADER, is_demo=True, now=NOW)
    return Register.objects.get(slug=SLUG), other.register


def person_with(register: Register, code: RoleCode | None) -> Account:
    """Somebody invented with this role in this programme, and no other."""
    name = f"Keksitty {code or 'sivullinen'} {register.pk}"
    when = {"now": START, "today": FIRST_DAY}
    email = f"{code or 'stranger'}.{register.pk}@example.org"
    person = add_person(register=register, actor=LOADER, name=name, email=email, is_invented=True, **when)  # type: ignore[arg-type]
    if code:
        organisation = Organisation.objects.order_by("pk")[1] if code in MANDATES else None
        give_role(
            register=register, actor=LOADER, person=person, code=code, organisation=organisation,
            valid_from=FIRST_DAY, **when,
        )  # type: ignore[arg-type]  # fmt: skip
    return open_account(register=register, actor=LOADER, person=person, **when)  # type: ignore[arg-type]


def admits(route: Route, code: RoleCode | None) -> bool:
    """What the matrix says of a role."""
    return route.is_public or (code is not None and (route.any_role or bool(route.permissions & PERMISSIONS[code])))


MODELS: dict[str, type[models.Model]] = {
    "person": Person, "give_role": Person, "hand_over": Role, "organisation": Organisation,
    "activity": Activity, "activity_calendar": Activity, "count_visits": Activity, "hold_activity": Activity,
    "cancel_activity": Activity, "arrival": Arrival, "arrival_file": Arrival, "voucher": Voucher,
    "voucher_file": Voucher, "place": Voucher, "drop_voucher": Voucher, "record_cost": Voucher,
    "book_payment": Voucher, "check": CostEntry, "correct_cost": CostEntry, "slip": OrderSlip,
    "remove_line": StatementLine, "claim_line": ClaimLine,
}  # fmt: skip
"""What `key` counts in an address."""


def address(name: str, slug: str) -> str:
    """Where the route leads. A key is the place of a row: PostgreSQL goes on counting after a test is undone."""
    kwargs = dict(ROUTES[name].kwargs)
    if "key" in kwargs:
        rows = MODELS[name]._default_manager.order_by("pk").values_list("pk", flat=True)
        kwargs["key"] = rows[int(str(kwargs["key"])) - 1]
    return reverse(name, kwargs={"slug": slug, **kwargs})


def test_the_matrix(other_programme: tuple[Register, Register]) -> None:
    here, elsewhere = other_programme
    wrong = []
    visitors: list[tuple[str, RoleCode | None, Account | None]] = [("visitor", None, None)]
    visitors += [("stranger", None, person_with(here, None))]
    for code in RoleCode:
        visitors += [(code, code, person_with(here, code)), (f"{code} elsewhere", None, person_with(elsewhere, code))]
    addresses = {name: address(name, here.slug) for name in ROUTES}
    for who, code, account in visitors:
        client = Client()
        if account:
            client.force_login(account)
        for name, route in ROUTES.items():
            status = client.get(addresses[name]).status_code
            if admits(route, code):
                # Behind an open door of the associations' pages it may still be another association's thing.
                fits = status == 200 or (route.is_own and status == 403)
            else:
                fits = status == (302 if account is None else 403)
            if not fits:
                wrong.append(f"{name} as {who}: {status}")
    assert not wrong
