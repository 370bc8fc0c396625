"""complete_organisation: who is paid, and to which account, is known before an agreement and never by guess."""

import json
from datetime import timedelta

import pytest

from talkoot.core.canonical import digest
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.people.actions.complete_organisation import complete_organisation
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.roles import RoleCode
from talkoot.people.rules import BusinessIdSettled, BusinessIdTaken, InvalidBusinessId, InvalidIban
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme

pytestmark = pytest.mark.django_db

BUSINESS_ID, IBAN, ANOTHER_IBAN = (
    "9000003-8",
    "FI2112345600000785",
    "FI3112300456000009",
)  # invented, with right check digits


def completed(cast: Cast, **changes: object) -> Organisation:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "organisation": cast.association,
        "version": 1,
        "now": NOW,
        "today": TODAY,
    }
    return complete_organisation(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_association_gets_its_y_tunnus_and_account_later(cast: Cast) -> None:
    organisation = completed(cast, business_id=BUSINESS_ID, iban="FI21 1234 5600 0007 85")

    assert (organisation.business_id, organisation.iban, organisation.version) == (BUSINESS_ID, IBAN, 2)
    assert organisation.register_number == "900.001"
    assert [one for ask in INVARIANTS for one in ask()] == []


def test_what_is_not_given_stays_as_it_was(cast: Cast) -> None:
    completed(cast, business_id=BUSINESS_ID, iban=IBAN)

    organisation = completed(cast, vat_status=VatStatus.DEDUCTS, version=2)

    assert (organisation.business_id, organisation.iban) == (BUSINESS_ID, IBAN)
    assert organisation.vat_status == "deducts"


def test_the_entries_say_by_digests_which_account_came_after_which(cast: Cast) -> None:
    completed(cast, iban=IBAN)
    completed(cast, iban=ANOTHER_IBAN, version=2)

    entries = Entry.objects.filter(verb="complete_organisation").order_by("seq")
    changes = [(facts["iban_before"], facts["iban"]) for facts in (json.loads(one.facts) for one in entries)]
    assert changes == [("", digest(IBAN)), (digest(IBAN), digest(ANOTHER_IBAN))]


def test_staff_of_a_programme_in_which_nobody_acts_for_it_do_not_change_it(
    cast: Cast, programme_file: file.ProgrammeFile
) -> None:
    elsewhere = another_programme(programme_file)

    with pytest.raises(NotPermitted, match="Nobody acts for this organisation here"):
        completed(cast, register=elsewhere, actor=LOADER, iban=IBAN)
    give_role(
        register=elsewhere, actor=LOADER, person=cast.signatory, code=RoleCode.SIGNATORY,
        organisation=cast.association, valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip
    assert completed(cast, register=elsewhere, actor=LOADER, iban=IBAN).iban == IBAN


def test_an_account_is_replaced_by_somebody_who_does_not_act_for_the_organisation(cast: Cast) -> None:
    give_role(
        register=cast.register, actor=LOADER, person=cast.administrator, code=RoleCode.WRITER,
        organisation=cast.association, valid_from=TODAY, valid_to=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip
    completed(cast, iban=IBAN)

    later = TODAY + timedelta(days=1)
    with pytest.raises(NotPermitted, match="a second person replaces its account"):
        completed(cast, iban=ANOTHER_IBAN, version=2, today=later)
    assert completed(cast, iban=IBAN, vat_status=VatStatus.DEDUCTS, version=2).version == 3
    assert completed(cast, iban=ANOTHER_IBAN, version=3, actor=cast.act("coordinator")).iban == ANOTHER_IBAN


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [({"business_id": "9000003-9"}, InvalidBusinessId), ({"iban": "FI2112345600000786"}, InvalidIban)],
)
def test_a_number_whose_check_digit_does_not_fit_changes_nothing(
    cast: Cast, typed: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        completed(cast, **typed)

    cast.association.refresh_from_db()
    assert cast.association.version == 1


def test_nobody_gets_a_second_y_tunnus(cast: Cast) -> None:
    completed(cast, business_id=BUSINESS_ID)

    assert completed(cast, business_id=BUSINESS_ID, version=2).version == 3
    with pytest.raises(BusinessIdSettled, match=BUSINESS_ID):
        completed(cast, business_id="9000004-6", version=3)


def test_the_citys_y_tunnus_is_not_the_associations(cast: Cast) -> None:
    with pytest.raises(BusinessIdTaken, match="9000001-1"):
        completed(cast, business_id="9000001-1")


def test_a_save_from_an_older_copy_shows_both_texts(cast: Cast) -> None:
    completed(cast, iban=IBAN)

    with pytest.raises(StaleVersion) as refused:
        completed(cast, iban=ANOTHER_IBAN)

    assert refused.value.typed == {"iban": ANOTHER_IBAN}
    assert refused.value.stored == {"iban": IBAN}


@pytest.mark.parametrize("who", ["stranger", "signatory", "accountant"])
def test_only_who_keeps_organisations_completes_one(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        completed(cast, actor=cast.act(who), iban=IBAN)
