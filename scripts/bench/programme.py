"""The programme that is measured: Meijän Mikkeli as data, ten thousand times as large, marked as bench data."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal

from scripts.bench.programme_facts import PREFIX, SLUG
from scripts.stages import ROOT
from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.core.actor import Actor
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.give_role import give_role
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Organisation, Person, Role, VatStatus
from talkoot.people.roles import MANDATES, RoleCode
from talkoot.programme import file
from talkoot.programme.actions.load_programme import load_programme
from talkoot.records.models import Register
from talkoot.records.writing import Text

START, FIRST_DAY = datetime(2018, 7, 1, 6, 0, tzinfo=UTC), date(2018, 7, 1)
LOADER = Actor(system="programme load")
TIMES = 10_000
"""How much larger the frames are: 100 000 matters with their grants must fit."""
ORGANISATIONS = 20


def bench_file(number: int = 0) -> file.ProgrammeFile:
    """The programme file; further numbers are programmes of their own."""
    text = (ROOT / "programmes" / "meijan-mikkeli.toml").read_text(encoding="utf-8")
    written = tomllib.loads(text)
    terms = written["terms"]
    terms["slug"], terms["prefix"] = (f"{SLUG}-{number}", f"BE{_letters(number)}") if number else (SLUG, PREFIX)
    for name in ("total", "tolerance"):
        terms[name] = _larger(terms[name])
    for source in terms["sources"].values():
        source["amount"] = _larger(source["amount"])
    for model in terms["models"].values():
        model["planned"] = _larger(model["planned"])
    return file.from_plain(written)


def _letters(number: int) -> str:
    return chr(65 + number // 26) + chr(65 + number % 26)


def _larger(euros: str) -> str:
    return str(Decimal(euros) * TIMES)


def open_programme(number: int = 0) -> Register:
    """The register with its main project, its organisations, and its staff, each able to sign in."""
    register = load_programme(source=bench_file(number), actor=LOADER, is_demo=True, now=START).register
    business_id = "0165116-3" if not number else None
    city = _organisation(register, f"Mittauskaupunki {number}", VatStatus.DEDUCTS, business_id)
    for code in RoleCode:
        if code not in MANDATES:
            _person(register, code, None)
    for index in range(ORGANISATIONS):
        one = _organisation(register, f"Mittausyhdistys {number}-{index} ry", VatStatus.DOES_NOT_DEDUCT)
        _person(register, RoleCode.SIGNATORY, one)
    administrator = Actor(person_id=holder(register, RoleCode.ADMINISTRATOR).pk)
    open_main_project(
        register=register, actor=administrator, title=Text("Mittauksen päähanke", "fi", is_public=True), city=city,
        cost_centre="999000", now=START, today=FIRST_DAY,
    )  # fmt: skip
    return register


def holder(register: Register, code: RoleCode) -> Person:
    """Who holds a role."""
    return Person.objects.get(roles__register=register, roles__code=code)


def account_of(register: Register, code: RoleCode) -> Account:
    """How they sign in."""
    return Account.objects.get(person=holder(register, code))


def signatories(register: Register) -> list[tuple[Organisation, Person]]:
    """The organisations that apply, each with who signs for it."""
    roles = Role.objects.filter(register=register, code=RoleCode.SIGNATORY).select_related("organisation", "person")
    return [(role.organisation, role.person) for role in roles.order_by("pk") if role.organisation]


def _organisation(register: Register, name: str, vat: VatStatus, business_id: str | None = None) -> Organisation:
    number = None if business_id else f"9{Organisation.objects.count():05}.001"[-7:]
    return add_organisation(
        register=register, actor=LOADER, name=name, business_id=business_id, register_number=number,
        vat_status=vat, is_invented=True, now=START, today=FIRST_DAY,
    )  # fmt: skip


def _person(register: Register, code: RoleCode, organisation: Organisation | None) -> None:
    number = Person.objects.count() + 1
    person = add_person(
        register=register, actor=LOADER, name=f"Mittaaja {number} ({code})",
        email=f"mittaaja{number}@example.org", is_invented=True, now=START, today=FIRST_DAY,
    )  # fmt: skip
    give_role(
        register=register, actor=LOADER, person=person, code=code, organisation=organisation, valid_from=FIRST_DAY,
        now=START, today=FIRST_DAY,
    )  # fmt: skip
    open_account(register=register, actor=LOADER, person=person, now=START, today=FIRST_DAY)
