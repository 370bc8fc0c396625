"""Complete or correct what an organisation needs before an agreement."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.people import rules
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.permissions import check_can_complete, check_can_replace_iban
from talkoot.people.queries import is_business_id_taken
from talkoot.records.models import Register
from talkoot.records.writing import check_version, record, writing


def complete_organisation(
    *,
    register: Register,
    actor: Actor,
    organisation: Organisation,
    business_id: str | None = None,
    iban: str | None = None,
    vat_status: VatStatus | None = None,
    version: int,
    now: datetime,
    today: date,
) -> Organisation:
    """The organisation with its Y-tunnus, account or VAT status; what isn't given stays as it was.

    The entry says by digests which account came after which, so that a payment can be compared with both.
    Raises InvalidBusinessId, InvalidIban, BusinessIdSettled, BusinessIdTaken, StaleVersion.
    """
    with writing(register) as register:
        check_can_complete(actor, organisation, register, today)
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = organisation.iban
        typed = {"business_id": business_id, "iban": iban, "vat_status": vat_status}
        check_version(organisation, version, {name: text for name, text in typed.items() if text is not None})
        if business_id is not None:
            business_id = rules.business_id(business_id)
            is_taken = is_business_id_taken(business_id, besides=organisation)
            rules.check_business_id(organisation.business_id, business_id, is_taken)
            organisation.business_id = business_id
        if iban is not None:
            organisation.iban = rules.iban(iban)
            check_can_replace_iban(actor, organisation, before)
        if vat_status is not None:
            organisation.vat_status = vat_status
        organisation.version += 1
        organisation.save(update_fields=["business_id", "iban", "vat_status", "version"])
        facts = {
            "business_id": organisation.business_id,
            "iban_before": rules.iban_digest(before),
            "iban": rules.iban_digest(organisation.iban),
            "vat_status": organisation.vat_status,
        }
        record(register=register, actor=actor, verb="complete_organisation", now=now, subject=organisation, facts=facts)
        return organisation
