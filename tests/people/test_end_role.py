"""end_role: who leaves may nothing any more, and what still arrives for them goes to the successor."""

from datetime import timedelta

import pytest

from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.people.actions.end_role import end_role
from talkoot.people.models import Role
from talkoot.people.permissions import may
from talkoot.people.roles import Permission, RoleCode
from talkoot.people.rules import EndsBeforeItBegins, EndsInThePast, WrongProgramme
from talkoot.programme import file
from tests.cast import FIRST_DAY, LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, somebody_elsewhere

pytestmark = pytest.mark.django_db


def ending(cast: Cast, **changes: object) -> Role:
    role = Role.objects.get(person=cast.communicator)
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "role": role,
        "last_day": TODAY,
        "version": role.version,
        "now": NOW,
        "today": TODAY,
    }
    return end_role(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_role_holds_on_its_last_day_and_not_on_the_next(cast: Cast) -> None:
    ending(cast, successor=cast.coordinator)

    role = Role.objects.get(person=cast.communicator)
    assert (role.valid_to, role.successor) == (TODAY, cast.coordinator)
    for day, holds in ((TODAY, True), (TODAY + timedelta(days=1), False)):
        assert may(cast.act("communicator"), Permission.ORDER, register=cast.register, today=day) is holds


def test_two_who_end_it_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    old = Role.objects.get(person=cast.communicator).version
    ending(cast)

    with pytest.raises(StaleVersion) as raised:
        ending(cast, version=old, last_day=TODAY + timedelta(days=9))
    assert (raised.value.typed, raised.value.stored) == ({"valid_to": "2018-09-12"}, {"valid_to": "2018-09-03"})


def test_a_role_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(EndsBeforeItBegins, match="begins on 2018-07-01, so it can't end on 2018-06-30"):
        ending(cast, last_day=FIRST_DAY - timedelta(days=1), today=FIRST_DAY - timedelta(days=2), actor=LOADER)

    assert Role.objects.get(person=cast.communicator).valid_to is None
    assert ending(cast, last_day=FIRST_DAY, today=FIRST_DAY).valid_to == FIRST_DAY


def test_a_role_held_until_today_is_not_ended_behind_what_was_signed_by_it(cast: Cast) -> None:
    with pytest.raises(EndsInThePast, match=r"2018-09-02 is over.*Today is the earliest"):
        ending(cast, last_day=TODAY - timedelta(days=1))

    assert Role.objects.get(person=cast.communicator).valid_to is None
    assert ending(cast, last_day=TODAY).valid_to == TODAY


@pytest.mark.parametrize("name", ["stranger", "communicator", "accountant", "chair"])
def test_only_who_keeps_people_ends_roles(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        ending(cast, actor=cast.act(name))


def test_staff_of_another_programme_end_no_roles_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        ending(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))


def test_a_role_is_not_ended_through_another_programme(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    elsewhere = another_programme(programme_file)

    with pytest.raises(NotPermitted):
        ending(cast, register=elsewhere)
    with pytest.raises(WrongProgramme, match="The role belongs to another programme"):
        ending(cast, register=elsewhere, actor=LOADER)
    assert Role.objects.get(person=cast.communicator).valid_to is None
