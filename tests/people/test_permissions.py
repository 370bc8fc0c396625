"""Who may do what: `may` says what the one table says, for the right days, programme and organisation, and no more."""

import re
from datetime import date, timedelta

import pytest

from scripts.stages import ROOT
from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Organisation, Person
from talkoot.people.permissions import check_may_for, holders_on, may
from talkoot.people.roles import COMMANDS, MANDATES, PERMISSIONS, Permission, RoleCode
from talkoot.programme import file
from talkoot.records.models import Register
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, somebody_elsewhere

FIRST, LAST = date(2019, 1, 1), date(2019, 12, 31)
ONE_DAY = timedelta(days=1)


def allowed(actor: Actor, register: Register, day: date, organisation: Organisation | None = None) -> set[Permission]:
    """Everything the actor may do."""
    return {one for one in Permission if may(actor, one, register=register, today=day, organisation=organisation)}


def allowed_for(actor: Actor, register: Register, organisation: Organisation | None) -> set[Permission]:
    """Everything the actor may do where both staff and the organisation's own people may."""
    return {one for one in Permission if _passes(actor, one, register, organisation)}


def _passes(actor: Actor, permission: Permission, register: Register, organisation: Organisation | None) -> bool:
    try:
        check_may_for(actor, permission, register=register, today=TODAY, organisation=organisation)
    except NotPermitted:
        return False
    return True


def holder(cast: Cast, code: RoleCode) -> Person:
    """Somebody with this role for the year 2019 and no other."""
    give_role(
        register=cast.register, actor=LOADER, person=cast.stranger, code=code, valid_from=FIRST, valid_to=LAST,
        organisation=cast.association if code in MANDATES else None, now=NOW, today=TODAY,
    )  # fmt: skip
    return cast.stranger


@pytest.mark.django_db
@pytest.mark.parametrize("code", RoleCode)
def test_a_role_may_what_the_table_says_from_its_first_to_its_last_day(cast: Cast, code: RoleCode) -> None:
    actor = Actor(person_id=holder(cast, code).pk)

    assert allowed(actor, cast.register, FIRST) == PERMISSIONS[code]
    assert allowed(actor, cast.register, LAST) == PERMISSIONS[code]
    assert allowed(actor, cast.register, FIRST - ONE_DAY) == set()
    assert allowed(actor, cast.register, LAST + ONE_DAY) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("code", RoleCode)
def test_a_role_is_held_from_its_first_to_its_last_day(cast: Cast, code: RoleCode) -> None:
    person = holder(cast, code)

    days = (FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY)
    assert [person in holders_on(cast.register, code, day) for day in days] == [False, True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize("code", RoleCode)
def test_the_same_role_in_another_programme_gives_nothing(
    cast: Cast, programme_file: file.ProgrammeFile, code: RoleCode
) -> None:
    organisation = cast.association if code in MANDATES else None
    actor = somebody_elsewhere(cast, programme_file, code, organisation)

    assert allowed(actor, cast.register, TODAY) == set()
    assert allowed(actor, cast.register, TODAY, cast.association) == set()
    assert allowed_for(actor, cast.register, cast.association) == set()


@pytest.mark.django_db
def test_two_roles_give_what_either_gives(cast: Cast) -> None:
    holder(cast, RoleCode.MEMBER)
    person = holder(cast, RoleCode.ACCOUNTANT)

    both = PERMISSIONS[RoleCode.MEMBER] | PERMISSIONS[RoleCode.ACCOUNTANT]
    assert allowed(Actor(person_id=person.pk), cast.register, FIRST) == both


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code"), [("writer", RoleCode.WRITER), ("signatory", RoleCode.SIGNATORY)])
def test_a_mandate_counts_for_its_organisation_only(cast: Cast, name: str, code: RoleCode) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    actor = cast.act(name)

    assert allowed(actor, cast.register, TODAY, cast.association) == PERMISSIONS[code]
    assert allowed_for(actor, cast.register, cast.association) == PERMISSIONS[code]
    assert allowed(actor, cast.register, TODAY, other) == set()
    assert allowed_for(actor, cast.register, other) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "code"), [("writer", RoleCode.WRITER), ("signatory", RoleCode.SIGNATORY)])
def test_a_mandate_gives_nothing_where_the_programme_itself_acts(cast: Cast, name: str, code: RoleCode) -> None:
    assert allowed_for(cast.act(name), cast.register, None) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code in RoleCode if code not in MANDATES])
def test_a_role_of_the_programme_is_nobodys_mandate_but_good_where_staff_help(cast: Cast, code: RoleCode) -> None:
    actor = cast.act(code.value)

    assert allowed(actor, cast.register, TODAY, cast.association) == set()
    assert allowed_for(actor, cast.register, cast.association) == PERMISSIONS[code]
    assert allowed_for(actor, cast.register, None) == PERMISSIONS[code]


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["resident", "stranger"])
def test_who_holds_no_role_may_nothing(cast: Cast, actor: str) -> None:
    assert allowed(cast.act(actor), cast.register, TODAY) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_may_what_its_row_says_in_every_programme(
    register: Register, programme_file: file.ProgrammeFile, command: str
) -> None:
    actor = Actor(system=command)

    assert allowed(actor, register, TODAY) == COMMANDS[command]
    assert allowed(actor, another_programme(programme_file), TODAY) == COMMANDS[command]


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [Actor(), Actor(system="visitor"), Actor(system="demo"), Actor(system="claim show")])
def test_a_command_without_a_row_may_nothing(register: Register, actor: Actor) -> None:
    assert allowed(actor, register, TODAY) == set()


# The table itself


def test_every_role_has_its_row_and_mandates_are_roles() -> None:
    assert set(PERMISSIONS) == set(RoleCode)
    assert all(PERMISSIONS.values())


def test_every_permission_is_somebodys() -> None:
    given = frozenset().union(*PERMISSIONS.values(), *COMMANDS.values())

    assert set(Permission) == given


def test_every_row_of_a_command_is_one_that_acts() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "talkoot").rglob("*.py"))

    assert set(COMMANDS) <= set(re.findall(r'Actor\(system="([^"]+)"\)', source))


def test_an_auditor_reads_and_does_nothing_else() -> None:
    assert PERMISSIONS[RoleCode.AUDITOR] == {Permission.READ_ALL}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Permission.RECORD_COSTS, Permission.CHECK_COSTS),
        (Permission.PROPOSE, Permission.DECIDE),
        (Permission.PREPARE_AGREEMENT, Permission.SIGN_FOR_CITY),
        (Permission.SIGN_FOR_ORGANISATION, Permission.SIGN_FOR_CITY),
        (Permission.BUILD_CLAIM, Permission.BOOK_PAYMENTS),
        (Permission.MANAGE_PEOPLE, Permission.DECIDE),
    ],
)
def test_no_role_alone_holds_both_keys(one: Permission, other: Permission) -> None:
    assert [code for code, permissions in PERMISSIONS.items() if {one, other} <= permissions] == []
