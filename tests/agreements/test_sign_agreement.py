"""sign_agreement: no money before two people, one for each side, have signed in their order."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.agreements.actions.sign_agreement import sign_agreement
from talkoot.agreements.models import Agreement
from talkoot.agreements.queries import agreement_in_force
from talkoot.agreements.states import Side
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.outbox.models import Message
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Channel, Role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from tests.agreements.granted import elsewhere, opened, sign, signed
from tests.cast import FIRST_DAY, LOADER, Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_with_both_signatures_it_is_in_force_and_the_project_runs(cast: Cast) -> None:
    project = signed(cast)

    agreement = agreement_in_force(project)
    assert agreement
    assert (agreement.recipient_signatory, agreement.city_signatory) == (cast.signatory, cast.city_signatory)
    assert (agreement.recipient_signed_on, agreement.city_signed_on) == (TODAY, TODAY)
    assert project.state == "running"
    assert (project.matter.phase, project.matter.status) == ("project", "project:running")


def test_with_one_signature_nothing_is_in_force(cast: Cast) -> None:
    agreement = sign(cast, opened(cast).agreement, Side.RECIPIENT, "signatory")

    assert agreement.state == "signed_by_recipient"
    assert agreement_in_force(agreement.project) is None
    assert agreement.project.matter.status == "project:preparing"


def test_the_city_never_signs_first(cast: Cast) -> None:
    with pytest.raises(NotInOrder, match="Possible now: sign_for_recipient"):
        sign(cast, opened(cast).agreement, Side.CITY, "city_signatory")


def test_one_side_never_signs_twice(cast: Cast) -> None:
    agreement = sign(cast, opened(cast).agreement, Side.RECIPIENT, "signatory")

    with pytest.raises(NotInOrder, match="Possible now: sign_for_city"):
        sign(cast, agreement, Side.RECIPIENT, "signatory")


@pytest.mark.parametrize("who", ["writer", "city_signatory", "coordinator", "stranger"])
def test_only_the_recipients_signatory_signs_for_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted, match="sign for the organisation"):
        sign(cast, opened(cast).agreement, Side.RECIPIENT, who)


def test_another_associations_signatory_does_not_sign_for_this_one(cast: Cast) -> None:
    other = cast.organisation("Toinen Väki ry (keksitty)", register_number="900.002")
    cast.other_signatory = cast.person("Outi Outo", RoleCode.SIGNATORY, other)  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted, match="sign for the organisation"):
        sign(cast, opened(cast).agreement, Side.RECIPIENT, "other_signatory")


def test_a_mandate_that_ended_yesterday_signs_nothing(cast: Cast) -> None:
    agreement = opened(cast).agreement
    role = Role.objects.get(person=cast.signatory)
    end_role(
        register=cast.register, actor=cast.act("administrator"), role=role, last_day=date(2018, 9, 2),
        version=role.version, now=NOW, today=date(2018, 9, 2),
    )  # fmt: skip

    with pytest.raises(NotPermitted, match="today"):
        sign(cast, agreement, Side.RECIPIENT, "signatory")


@pytest.mark.parametrize("code", [RoleCode.SIGNATORY, RoleCode.CITY_SIGNATORY])
def test_the_same_role_in_another_programme_signs_nothing_here(cast: Cast, code: RoleCode) -> None:
    agreement = opened(cast).agreement
    side = Side.RECIPIENT if code == RoleCode.SIGNATORY else Side.CITY

    with pytest.raises(NotPermitted):
        sign_agreement(agreement=agreement, actor=elsewhere(code, cast), side=side, version=1, now=NOW, today=TODAY)


def give_city_role(cast: Cast, name: str) -> None:
    give_role(
        register=cast.register, actor=LOADER, person=getattr(cast, name), code=RoleCode.CITY_SIGNATORY,
        valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip


def test_one_person_with_both_roles_does_not_sign_for_both_sides(cast: Cast) -> None:
    agreement = sign(cast, opened(cast).agreement, Side.RECIPIENT, "signatory")
    give_city_role(cast, "signatory")

    with pytest.raises(NotPermitted, match="second person"):
        sign(cast, agreement, Side.CITY, "signatory")


def test_who_acts_for_the_association_does_not_sign_for_the_city(cast: Cast) -> None:
    agreement = sign(cast, opened(cast).agreement, Side.RECIPIENT, "signatory")
    give_city_role(cast, "writer")

    with pytest.raises(HasInterest):
        sign(cast, agreement, Side.CITY, "writer")


def test_an_agreement_somebody_changed_meanwhile_is_not_signed_unseen(cast: Cast) -> None:
    agreement = opened(cast).agreement

    with pytest.raises(StaleVersion):
        sign_agreement(
            agreement=agreement, actor=cast.act("signatory"), side=Side.RECIPIENT, version=agreement.version - 1,
            now=NOW, today=TODAY,
        )  # fmt: skip


def test_recipient_and_teller_of_the_idea_both_hear_that_it_runs(cast: Cast) -> None:
    cast.signatory.channel = Channel.EMAIL
    cast.signatory.save()

    signed(cast)

    assert "1.1.2019–31.12.2019" in Message.objects.get(subject="Hanke voi alkaa: MM-0002").body
    assert Message.objects.get(subject="Ideasi toteutuu: MM-0002").address == cast.resident.email


def test_a_signed_agreement_is_never_changed_behind_anybodys_back(cast: Cast) -> None:
    signed(cast)

    for change in ({"total_cents": 1}, {"city_signed_on": None}, {"recipient": cast.city}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.update(**change)
