"""give_role: what somebody may do, from one day to another, in one programme and for one organisation."""

from datetime import date, timedelta

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Role
from talkoot.people.permissions import check_four_eyes, check_may, holders_on, may
from talkoot.people.roles import Permission, RoleCode
from talkoot.people.rules import EndsBeforeItBegins, MandateNeedsOrganisation, WrongDeputy, WrongProgramme
from talkoot.programme import file
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, somebody_elsewhere

pytestmark = pytest.mark.django_db

LAST_DAY = date(2018, 12, 31)


def giving(cast: Cast, **changes: object) -> Role:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "person": cast.stranger,
        "code": RoleCode.ACCOUNTANT,
        "valid_from": TODAY,
        "valid_to": LAST_DAY,
        "now": NOW,
        "today": TODAY,
    }
    return give_role(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (LAST_DAY, True),
        (LAST_DAY + timedelta(days=1), False),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast, day: date, holds: bool) -> None:
    giving(cast)

    assert may(cast.act("stranger"), Permission.CHECK_COSTS, register=cast.register, today=day) is holds
    assert (cast.stranger in holders_on(cast.register, RoleCode.ACCOUNTANT, day)) is holds


def test_a_role_without_a_last_day_stays(cast: Cast) -> None:
    giving(cast, valid_to=None)

    assert may(cast.act("stranger"), Permission.CHECK_COSTS, register=cast.register, today=date(2040, 1, 1))


def test_a_role_gives_nothing_in_another_programme(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    giving(cast)
    elsewhere = another_programme(programme_file)

    assert not may(cast.act("stranger"), Permission.CHECK_COSTS, register=elsewhere, today=TODAY)


def test_a_role_gives_what_its_row_in_the_table_says_and_no_more(cast: Cast) -> None:
    giving(cast)

    check_may(cast.act("stranger"), Permission.BOOK_PAYMENTS, register=cast.register, today=TODAY)
    with pytest.raises(NotPermitted, match="You may not decide on an application"):
        check_may(cast.act("stranger"), Permission.DECIDE, register=cast.register, today=TODAY)


def test_a_mandate_is_for_its_organisation_only(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    giving(cast, code=RoleCode.SIGNATORY, organisation=cast.association)

    def signs_for(organisation: object) -> bool:
        return may(
            cast.act("stranger"), Permission.SIGN_FOR_ORGANISATION, register=cast.register, today=TODAY,
            organisation=organisation,  # type: ignore[arg-type]
        )  # fmt: skip

    assert signs_for(cast.association)
    assert not signs_for(other)


@pytest.mark.parametrize("code", [RoleCode.WRITER, RoleCode.SIGNATORY])
def test_a_mandate_without_an_organisation_is_refused(cast: Cast, code: RoleCode) -> None:
    with pytest.raises(MandateNeedsOrganisation, match="a writer or a signatory"):
        giving(cast, code=code)


def test_a_role_of_the_programme_is_nobodys_mandate(cast: Cast) -> None:
    with pytest.raises(MandateNeedsOrganisation):
        giving(cast, organisation=cast.association)


def test_a_deputy_may_what_the_one_they_stand_in_for_may(cast: Cast) -> None:
    held = Role.objects.get(person=cast.chair)

    deputy = giving(cast, code=RoleCode.CHAIR, deputy_for=held)

    assert deputy.deputy_for == held
    assert may(cast.act("stranger"), Permission.PROPOSE, register=cast.register, today=TODAY)


def test_a_deputy_holds_no_other_role_than_the_one_they_stand_in_for(cast: Cast) -> None:
    held = Role.objects.get(person=cast.chair)

    with pytest.raises(WrongDeputy, match="give them chair, or name a member to stand in for"):
        giving(cast, code=RoleCode.MEMBER, deputy_for=held)
    assert not Role.objects.filter(person=cast.stranger).exists()


def test_a_deputy_signs_for_the_same_organisation(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    held = Role.objects.get(person=cast.signatory)

    with pytest.raises(WrongDeputy, match="another organisation"):
        giving(cast, code=RoleCode.SIGNATORY, organisation=other, deputy_for=held)
    assert giving(cast, code=RoleCode.SIGNATORY, organisation=cast.association, deputy_for=held).deputy_for == held


def test_nobody_is_their_own_deputy(cast: Cast) -> None:
    with pytest.raises(WrongDeputy, match="Name somebody else"):
        giving(cast, person=cast.chair, code=RoleCode.CHAIR, deputy_for=Role.objects.get(person=cast.chair))


def test_a_deputy_stands_in_for_nobody_of_another_programme(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    somewhere = somebody_elsewhere(cast, programme_file, RoleCode.CHAIR)

    with pytest.raises(WrongProgramme, match="role to stand in for belongs to another programme"):
        giving(cast, code=RoleCode.CHAIR, deputy_for=Role.objects.get(person=somewhere.person_id))


def test_a_role_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    with pytest.raises(EndsBeforeItBegins, match="begins on 2018-09-03, so it can't end on 2018-09-02"):
        giving(cast, valid_to=TODAY - timedelta(days=1))
    assert giving(cast, valid_to=TODAY).valid_to == TODAY


def test_the_entry_says_who_what_and_when_and_not_the_name(cast: Cast) -> None:
    giving(cast)

    facts = Entry.objects.order_by("-seq")[0].facts
    assert f'"person":{cast.stranger.pk}' in facts
    assert '"to":"2018-12-31"' in facts
    assert "Sulo" not in facts


@pytest.mark.parametrize("name", ["stranger", "signatory", "accountant", "chair", "city_signatory"])
def test_nobody_gives_themselves_a_role(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        giving(cast, actor=cast.act(name), person=getattr(cast, name))


def test_staff_of_another_programme_give_no_roles_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        giving(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))


def test_four_eyes_want_two_people() -> None:
    check_four_eyes(Actor(person_id=1), 2, "A check")
    check_four_eyes(Actor(system="invoice receive"), None, "A check")
    with pytest.raises(NotPermitted, match="A check needs a second person"):
        check_four_eyes(Actor(person_id=1), 1, "A check")
