"""hold_meeting: who was there, whether they were enough, and who stepped aside."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.decisions.actions.hold_meeting import hold_meeting
from talkoot.decisions.models import Meeting, Presence, Recusal
from talkoot.decisions.queries.table import table_of
from talkoot.decisions.rules import MeetingNotYet, NoQuorum
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Person, Role
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry, Matter
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import assessed, called, somebody_elsewhere

pytestmark = pytest.mark.django_db


def holding(cast: Cast, meeting: Meeting, present: Sequence[Person] | None = None, **changes: object) -> Meeting:
    facts: dict[str, object] = {
        "meeting": meeting,
        "actor": cast.act("chair"),
        "present": [cast.chair, cast.member, cast.second_member] if present is None else present,
        "now": NOW,
        "today": TODAY,
    }
    return hold_meeting(**{**facts, **changes})  # type: ignore[arg-type]


def steps_aside(cast: Cast, person: Person, matter: Matter) -> None:
    declare_interest(
        register=cast.register, actor=cast.act("chair"), person=person, matter=matter, ground="close_relation",
        now=NOW, today=TODAY,
    )  # fmt: skip


def deputy_of(cast: Cast, person: Person) -> Person:
    deputy = cast.person("Ville Varajäsen")
    give_role(
        register=cast.register, actor=LOADER, person=deputy, code=RoleCode.MEMBER,
        deputy_for=Role.objects.get(person=person), valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip
    return deputy


def test_everybody_present_is_written_down_also_who_has_no_vote(cast: Cast) -> None:
    meeting = holding(cast, called(cast), [cast.chair, cast.member, cast.second_member, cast.coordinator])

    assert meeting.state == "held"
    assert Presence.objects.filter(meeting=meeting).count() == 4
    entry = Entry.objects.get(verb="hold_meeting")
    voting = sorted([cast.chair.pk, cast.member.pk, cast.second_member.pk])
    assert f'"voting":[{",".join(map(str, voting))}]' in entry.facts


def test_too_few_members_are_no_meeting_and_it_stays_called(cast: Cast) -> None:
    meeting = called(cast)

    with pytest.raises(NoQuorum, match="2 may vote, 3 are needed"):
        holding(cast, meeting, [cast.chair, cast.member, cast.coordinator, cast.city_signatory])

    meeting.refresh_from_db()
    assert meeting.state == "called"
    assert not Presence.objects.exists()


def test_a_deputy_counts_for_an_absent_member(cast: Cast) -> None:
    deputy = deputy_of(cast, cast.second_member)

    assert holding(cast, called(cast), [cast.chair, cast.member, deputy]).state == "held"


def test_a_deputy_beside_the_member_they_stand_in_for_adds_nothing(cast: Cast) -> None:
    deputy = deputy_of(cast, cast.member)

    with pytest.raises(NoQuorum):
        holding(cast, called(cast), [cast.chair, cast.member, deputy])


def test_a_member_whose_time_is_over_does_not_count(cast: Cast) -> None:
    role = Role.objects.get(person=cast.second_member)
    yesterday = TODAY - timedelta(days=1)
    end_role(
        register=cast.register, actor=LOADER, role=role, last_day=yesterday, version=role.version,
        now=NOW, today=yesterday,
    )  # fmt: skip

    with pytest.raises(NoQuorum):
        holding(cast, called(cast))


def test_a_member_of_another_programme_does_not_count(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    actor = somebody_elsewhere(cast, programme_file, RoleCode.MEMBER)

    with pytest.raises(NoQuorum):
        holding(cast, called(cast), [cast.chair, cast.member, Person.objects.get(pk=actor.person_id)])


def test_who_has_an_interest_steps_aside_from_that_item_only_and_the_ground_is_kept(cast: Cast) -> None:
    first, second = assessed(cast), assessed(cast)
    steps_aside(cast, cast.member, first.matter)
    steps_aside(cast, cast.third_member, first.matter)  # not present

    meeting = holding(cast, called(cast, first, second))

    recusal = Recusal.objects.get()
    assert (recusal.person, recusal.item.application, recusal.ground) == (cast.member, first, "close_relation")
    aside = [{one.person for one in item.aside} for item in table_of(meeting).items]
    assert aside == [{cast.member}, set()]


def test_whoever_acts_for_the_applicant_steps_aside_unasked(cast: Cast) -> None:
    application = assessed(cast)
    give_role(
        register=cast.register, actor=LOADER, person=cast.member, code=RoleCode.SIGNATORY,
        organisation=cast.association, valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip

    holding(cast, called(cast, application))

    assert Recusal.objects.get().ground == "applicant"


def test_a_meeting_is_held_once(cast: Cast) -> None:
    meeting = holding(cast, called(cast))

    with pytest.raises(NotInOrder):
        holding(cast, meeting)


def test_a_meeting_is_not_held_before_its_day(cast: Cast) -> None:
    with pytest.raises(MeetingNotYet):
        holding(cast, called(cast), today=TODAY - timedelta(days=1))


@pytest.mark.parametrize("name", ["stranger", "member", "city_signatory"])
def test_only_the_chair_and_staff_write_it_down(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        holding(cast, called(cast), actor=cast.act(name))


def test_the_chair_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    meeting = called(cast)

    with pytest.raises(NotPermitted):
        holding(cast, meeting, actor=somebody_elsewhere(cast, programme_file, RoleCode.CHAIR))
