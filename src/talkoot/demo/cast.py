"""The demo's people and associations. All of them are invented; their numbers have valid check digits."""

from datetime import date

from talkoot.core.actor import Actor
from talkoot.demo.world import When, World
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.give_role import give_role
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Channel, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.programme.queries import terms_of

LOADER = Actor(system="programme load")
FIRST_DAY = "2018-07-01"

ASSOCIATIONS = {
    # short name: name, Y-tunnus, register number, IBAN. Kotikulma gets its Y-tunnus later, before its agreement.
    "kotikulma": ("Kotikulman Väki ry (keksitty)", None, "900.001", ""),
    "korjaamo": ("Korjaamon Väki ry (keksitty)", "9000014-2", "900.002", "FI7199999900000022"),
    "selvitys": ("Selvitysseura ry (keksitty)", "9000015-0", "900.003", ""),
    "laulu": ("Laulavat Naapurit ry (keksitty)", "9000016-9", "900.004", "FI4999999900000030"),
    "maut": ("Maailman Maut ry (keksitty)", "9000017-7", "900.005", "FI4899999900000048"),
}

STAFF = {
    # short name: name, role, first day
    "kaisa": ("Kaisa Koordinaattori", RoleCode.COORDINATOR, FIRST_DAY),
    "outi": ("Outi Ohjaaja", RoleCode.COORDINATOR, "2020-03-16"),
    "heikki": ("Heikki Hallinto", RoleCode.ADMINISTRATOR, FIRST_DAY),
    "assi": ("Assi Apulainen", RoleCode.ADMINISTRATOR, "2018-08-01"),
    "tuula": ("Tuula Talous", RoleCode.ACCOUNTANT, FIRST_DAY),
    "veera": ("Veera Viestintä", RoleCode.COMMUNICATOR, "2018-08-01"),
    "pertti": ("Pertti Puheenjohtaja", RoleCode.CHAIR, FIRST_DAY),
    "jaana": ("Jaana Jäsen", RoleCode.MEMBER, FIRST_DAY),
    "jukka": ("Jukka Jäsen", RoleCode.MEMBER, FIRST_DAY),
    "joni": ("Joni Jäsen", RoleCode.MEMBER, FIRST_DAY),
    "aila": ("Aila Allekirjoittaja", RoleCode.CITY_SIGNATORY, FIRST_DAY),
    "tapani": ("Tapani Tarkastaja", RoleCode.AUDITOR, FIRST_DAY),
}

SIGNATORIES = {
    "niilo": ("Niilo Nimenkirjoittaja", "kotikulma"),
    "kirsi": ("Kirsi Korjaaja", "korjaamo"),
    "seija": ("Seija Selvittäjä", "selvitys"),
    "laura": ("Laura Laulaja", "laulu"),
    "mina": ("Mina Maustaja", "maut"),
}

WRITERS = {"kaarina": ("Kaarina Kirjoittaja", "kotikulma")}

RESIDENTS = {
    # Who came in, called or wrote; Reijo and Amir leave their names at the web form.
    # short name: name, language, way of answering, phone, address
    "aino": ("Aino Asukas", "fi-simple", Channel.PHONE, "0100 000 101", ""),
    "birgit": ("Birgit Boende", "sv", Channel.LETTER, "", "Exempelvägen 1, 50100 S:t Michel"),
    "oksana": ("Oksana Osallistuja", "en", Channel.SMS, "0100 000 102", ""),
    "eino": ("Eino Eläkeläinen", "fi", Channel.LETTER, "", "Esimerkkikuja 2, 50100 Mikkeli"),
}

WORKERS = {"ritva": "Ritva Reipas", "kimmo": "Kimmo Käsityö"}


def email_of(name: str) -> str:
    """An address in a domain that is reserved for examples."""
    return f"{name.lower().replace(' ', '.').translate(str.maketrans('äöå', 'aoa'))}@example.org"


def add_everybody(world: World, when: When) -> None:
    """Everybody, with their roles and, for staff and signatories, an account."""
    _add_organisations(world, when)
    for key, (name, code, first) in STAFF.items():
        _add_with_role(world, when, key, name, code, first)
    for key, (name, organisation) in SIGNATORIES.items():
        _add_with_role(world, when, key, name, RoleCode.SIGNATORY, FIRST_DAY, organisation)
    for key, (name, organisation) in WRITERS.items():
        _add_with_role(world, when, key, name, RoleCode.WRITER, FIRST_DAY, organisation)
    for key, (name, lang, channel, phone, address) in RESIDENTS.items():
        _add_person(world, when, key, name, lang=lang, channel=channel, phone=phone, address=address)
    for key, name in WORKERS.items():
        _add_person(world, when, key, name)


def _add_organisations(world: World, when: When) -> None:
    beneficiary = terms_of(world.register).beneficiary
    world.organisations["city"] = add_organisation(
        register=world.register,
        actor=LOADER,
        name=beneficiary.name["fi"],
        business_id=beneficiary.business_id,
        vat_status=VatStatus.DEDUCTS if beneficiary.deducts_vat else VatStatus.DOES_NOT_DEDUCT,
        **when,
    )
    for key, (name, business_id, register_number, iban) in ASSOCIATIONS.items():
        world.organisations[key] = add_organisation(
            register=world.register,
            actor=LOADER,
            name=name,
            business_id=business_id,
            register_number=register_number,
            iban=iban,
            is_invented=True,
            **when,
        )


def _add_with_role(
    world: World, when: When, key: str, name: str, code: RoleCode, first: str, organisation: str = ""
) -> None:
    _add_person(world, when, key, name, channel=Channel.EMAIL)
    give_role(
        register=world.register,
        actor=LOADER,
        person=world.people[key],
        code=code,
        organisation=world.organisations[organisation] if organisation else None,
        valid_from=date.fromisoformat(first),
        **when,
    )
    open_account(register=world.register, actor=LOADER, person=world.people[key], **when)


def _add_person(
    world: World,
    when: When,
    key: str,
    name: str,
    *,
    lang: str = "fi",
    channel: Channel = Channel.NONE,
    phone: str = "",
    address: str = "",
) -> None:
    world.people[key] = add_person(
        register=world.register,
        actor=LOADER,
        name=name,
        email=email_of(name),
        phone=phone,
        address=address,
        lang=lang,
        channel=channel,
        is_invented=True,
        **when,
    )
