"""add_organisation: one row for one organisation, its numbers right."""

import pytest
from django.db import IntegrityError

from talkoot.core.errors import NotPermitted
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.people.rules import InvalidBusinessId, InvalidIban
from talkoot.programme import file
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import somebody_elsewhere

pytestmark = pytest.mark.django_db


def adding(cast: Cast, **changes: object) -> Organisation:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("coordinator"),
        "name": "Uusi keksitty ry",
        "business_id": "9000003-8",
        "is_invented": True,
        "now": NOW,
        "today": TODAY,
    }
    return add_organisation(**{**facts, **changes})  # type: ignore[arg-type]


def test_numbers_are_kept_as_they_are_written_officially(cast: Cast) -> None:
    organisation = adding(cast, business_id="90000038", iban="FI21 1234 5600 0007 85")

    assert (organisation.business_id, organisation.iban) == ("9000003-8", "FI2112345600000785")
    assert organisation.vat_status == VatStatus.DOES_NOT_DEDUCT
    assert '"business_id":"9000003-8"' in Entry.objects.get(subject=f"people.organisation:{organisation.pk}").facts


@pytest.mark.parametrize("business_id", ["9000003-7", "9000002-8", "abc"])
def test_a_wrong_business_id_is_refused(cast: Cast, business_id: str) -> None:
    with pytest.raises(InvalidBusinessId, match="is not a Y-tunnus"):
        adding(cast, business_id=business_id)


def test_a_wrong_account_number_is_refused(cast: Cast) -> None:
    with pytest.raises(InvalidIban, match="IBAN"):
        adding(cast, iban="FI21 1234 5600 0007 86")


def test_a_young_association_needs_only_its_register_number(cast: Cast) -> None:
    organisation = adding(cast, business_id=None, register_number="900.002")

    assert (organisation.business_id, organisation.register_number) == (None, "900.002")


def test_an_organisation_without_any_number_or_with_anothers_is_refused(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        adding(cast, business_id=None)
    with pytest.raises(IntegrityError):
        adding(cast, business_id=cast.city.business_id)
    assert not Organisation.objects.filter(name="Uusi keksitty ry").exists()


@pytest.mark.parametrize("name", ["stranger", "signatory", "accountant", "chair"])
def test_only_who_keeps_people_adds_organisations(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=cast.act(name))


def test_staff_of_another_programme_do_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))
