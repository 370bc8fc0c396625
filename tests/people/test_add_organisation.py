"""add_organisation: one row for one organisation, its numbers right."""

import json

import pytest

from talkoot.core.canonical import digest
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.people.rules import (
    BusinessIdTaken,
    InvalidBusinessId,
    InvalidIban,
    InvalidName,
    InvalidRegisterNumber,
    NumberMissing,
    RegisterNumberTaken,
)
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
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
    said = {
        "business_id": "9000003-8",
        "register_number": None,
        "iban": digest("FI2112345600000785"),
        "vat_status": "does_not_deduct",
    }
    facts = json.loads(Entry.objects.get(subject=f"people.organisation:{organisation.pk}").facts)
    assert said.items() <= facts.items()
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.parametrize("business_id", ["9000003-7", "9000002-8", "abc"])
def test_a_wrong_business_id_is_refused(cast: Cast, business_id: str) -> None:
    with pytest.raises(InvalidBusinessId, match="is not a Y-tunnus"):
        adding(cast, business_id=business_id)


def test_a_wrong_account_number_is_refused(cast: Cast) -> None:
    with pytest.raises(InvalidIban, match="IBAN"):
        adding(cast, iban="FI21 1234 5600 0007 86")


@pytest.mark.parametrize("typed", ["900.002", "900002", "900 002"])
def test_a_young_association_needs_only_its_register_number(cast: Cast, typed: str) -> None:
    organisation = adding(cast, business_id=None, register_number=typed)

    assert (organisation.business_id, organisation.register_number) == (None, "900.002")


@pytest.mark.parametrize("typed", ["abc", "-5", " ", "9000003-8", "1.234.567.890", "٩٠٠"])
def test_a_wrong_register_number_is_refused(cast: Cast, typed: str) -> None:
    with pytest.raises(InvalidRegisterNumber, match=r"Write it like 123\.456"):
        adding(cast, register_number=typed)


@pytest.mark.parametrize("numbers", [{"business_id": None}, {"business_id": "", "register_number": ""}])
def test_an_organisation_that_no_register_knows_is_refused(cast: Cast, numbers: dict[str, object]) -> None:
    with pytest.raises(NumberMissing, match="Write one"):
        adding(cast, **numbers)


@pytest.mark.parametrize(
    ("numbers", "refusal"),
    [
        ({"business_id": "9000001-1"}, BusinessIdTaken),
        ({"business_id": "90000011"}, BusinessIdTaken),
        ({"business_id": None, "register_number": "900001"}, RegisterNumberTaken),
        ({"register_number": "900.001"}, RegisterNumberTaken),
    ],
)
def test_a_number_of_another_organisation_is_refused_however_it_is_typed(
    cast: Cast, numbers: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal, match="Use that one, or check the number"):
        adding(cast, **numbers)

    assert not Organisation.objects.filter(name="Uusi keksitty ry").exists()
    assert not Entry.objects.filter(verb="add_organisation", actor=cast.act("coordinator").key).exists()


@pytest.mark.parametrize("name", ["", "  ", "y" * 201])
def test_an_organisation_has_a_name_that_fits(cast: Cast, name: str) -> None:
    with pytest.raises(InvalidName, match="Write"):
        adding(cast, name=name)


@pytest.mark.parametrize("name", ["stranger", "signatory", "accountant", "chair"])
def test_only_who_keeps_people_adds_organisations(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=cast.act(name))


def test_staff_of_another_programme_do_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        adding(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))
