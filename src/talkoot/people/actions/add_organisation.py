"""Add an organisation."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.people import rules
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.permissions import check_may
from talkoot.people.queries import is_business_id_taken, is_register_number_taken
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def add_organisation(
    *,
    register: Register,
    actor: Actor,
    name: str,
    business_id: str | None = None,
    register_number: str | None = None,
    iban: str = "",
    vat_status: VatStatus = VatStatus.DOES_NOT_DEDUCT,
    lang: str = "fi",
    is_invented: bool = False,
    now: datetime,
    today: date,
) -> Organisation:
    """A new organisation with a register number or a Y-tunnus that nobody else has.

    Raises InvalidName, InvalidBusinessId, InvalidRegisterNumber, InvalidIban, NumberMissing, BusinessIdTaken,
    RegisterNumberTaken.
    """
    with writing(register) as register:
        check_may(actor, Permission.MANAGE_PEOPLE, register=register, today=today)
        business_id = rules.business_id(business_id) if business_id else None
        register_number = rules.register_number(register_number) if register_number else None
        _check_numbers(business_id, register_number)
        organisation = Organisation.objects.create(
            name=rules.name(name),
            business_id=business_id,
            register_number=register_number,
            iban=rules.iban(iban) if iban else "",
            vat_status=vat_status,
            lang=lang,
            is_invented=is_invented,
        )
        facts = {
            "business_id": business_id,
            "register_number": register_number,
            "iban": rules.iban_digest(organisation.iban),
            "vat_status": vat_status,
        }
        record(register=register, actor=actor, verb="add_organisation", now=now, subject=organisation, facts=facts)
        return organisation


def _check_numbers(business_id: str | None, register_number: str | None) -> None:
    rules.check_has_number(business_id, register_number)
    if business_id:
        rules.check_business_id(None, business_id, is_business_id_taken(business_id))
    if register_number:
        rules.check_register_number(register_number, is_register_number_taken(register_number))
