"""declare_interest: said once, by who may say it, kept for good, and acted on."""

import pytest

from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.grounds import Ground
from talkoot.people.models import Interest
from talkoot.people.permissions import HasInterest, check_no_interest
from talkoot.people.roles import RoleCode
from talkoot.people.rules import UnknownGround, WrongProgramme
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db


def declaring(cast: Cast, **changes: object) -> Interest:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("member"),
        "person": cast.member,
        "ground": "close_relation",
        "now": NOW,
        "today": TODAY,
    }
    return declare_interest(**{**facts, **changes})  # type: ignore[arg-type]


def test_who_declared_an_interest_steps_aside_from_that_matter_only(cast: Cast) -> None:
    matter, other = told_idea(cast).matter, told_idea(cast).matter

    declaring(cast, matter=matter)

    with pytest.raises(HasInterest):
        check_no_interest(cast.act("member"), matter)
    check_no_interest(cast.act("member"), other)
    check_no_interest(cast.act("second_member"), matter)
    check_no_interest(Actor(system="invoice receive"), matter)


def test_saying_it_twice_keeps_the_first_ground(cast: Cast) -> None:
    matter = told_idea(cast).matter
    declaring(cast, matter=matter)

    again = declaring(cast, matter=matter, ground="board_member")

    assert again.ground == Ground.CLOSE_RELATION
    assert Entry.objects.filter(verb="declare_interest").count() == 1


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_of_the_law_can_be_declared(cast: Cast, ground: Ground) -> None:
    interest = declaring(cast, matter=told_idea(cast).matter, ground=ground.value)

    interest.refresh_from_db()
    assert interest.ground == ground
    assert f'"ground":"{ground.value}"' in Entry.objects.get(verb="declare_interest").facts


@pytest.mark.parametrize("ground", ["", "family", "Party", "I don't feel like it"])
def test_a_ground_that_the_law_does_not_know_is_refused(cast: Cast, ground: str) -> None:
    with pytest.raises(UnknownGround, match="There are: party, representative, benefit"):
        declaring(cast, matter=told_idea(cast).matter, ground=ground)
    assert not Interest.objects.exists()


@pytest.mark.parametrize("name", ["resident", "stranger", "writer", "accountant", "auditor"])
def test_anybody_declares_their_own(cast: Cast, name: str) -> None:
    matter = told_idea(cast).matter

    declaring(cast, matter=matter, actor=cast.act(name), person=getattr(cast, name))

    with pytest.raises(HasInterest):
        check_no_interest(cast.act(name), matter)


@pytest.mark.parametrize("name", ["chair", "coordinator", "administrator"])
def test_who_prepares_meetings_points_out_anothers_and_the_entry_says_who(cast: Cast, name: str) -> None:
    matter = told_idea(cast).matter

    declaring(cast, matter=matter, actor=cast.act(name))

    entry = Entry.objects.get(verb="declare_interest")
    assert entry.actor == cast.act(name).key
    assert f'"person":{cast.member.pk}' in entry.facts
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.parametrize("name", ["stranger", "second_member", "signatory", "accountant", "city_signatory", "auditor"])
def test_nobody_else_puts_a_person_out_of_a_matter(cast: Cast, name: str) -> None:
    matter = told_idea(cast).matter

    with pytest.raises(NotPermitted, match="call a meeting"):
        declaring(cast, matter=matter, actor=cast.act(name))
    check_no_interest(cast.act("member"), matter)


@pytest.mark.parametrize("actor", [LOADER, Actor(system="invoice receive"), Actor()])
def test_no_command_and_nobody_unknown_does(cast: Cast, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        declaring(cast, matter=told_idea(cast).matter, actor=actor)


def test_the_chair_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        declaring(
            cast, matter=told_idea(cast).matter, actor=somebody_elsewhere(cast, programme_file, RoleCode.CHAIR)
        )  # fmt: skip


def test_an_interest_in_another_programmes_matter_would_stop_nobody_and_is_refused(
    cast: Cast, programme_file: file.ProgrammeFile
) -> None:
    elsewhere = another_programme(programme_file)

    with pytest.raises(WrongProgramme, match="The matter belongs to another programme"):
        declaring(cast, matter=told_idea(cast).matter, register=elsewhere)
    assert not Interest.objects.exists()
