"""call_meeting: only what is assessed comes to the table."""

from datetime import timedelta

import pytest

from talkoot.applications.models import Application
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.decisions.actions.call_meeting import call_meeting
from talkoot.decisions.models import Meeting
from talkoot.decisions.queries.table import table_of
from talkoot.decisions.rules import MeetingNumberTaken, NotAMeetingNumber, NotOnAgenda, TwiceOnAgenda
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Register
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import (
    TOTAL_CENTS,
    assessed,
    called,
    granted,
    proposed,
    somebody_elsewhere,
    submitted,
    under_assessment,
)

pytestmark = pytest.mark.django_db


def calling(cast: Cast, *applications: Application, **changes: object) -> Meeting:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("coordinator"),
        "number": 1,
        "held_on": TODAY,
        "applications": applications,
        "now": NOW,
        "today": TODAY,
    }
    return call_meeting(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_agenda_keeps_its_order_and_shows_what_is_asked_and_left(cast: Cast) -> None:
    granted(cast, number=7)
    failed, passed = assessed(cast, worker=False), assessed(cast)

    first, second = table_of(calling(cast, passed, failed)).items

    assert [(one.position, one.case.application, one.opinion.state) for one in (first, second)] == [  # type: ignore[union-attr]
        (1, passed, "passed"),
        (2, failed, "failed"),
    ]
    assert first.case.asked_cents == TOTAL_CENTS
    assert first.room
    assert first.room.before_cents == 984_711_00 - TOTAL_CENTS
    assert second.room
    assert second.room.before_cents == 984_711_00 - 2 * TOTAL_CENTS


def test_the_agenda_takes_the_same_few_statements_however_long_it_is(
    cast: Cast, django_assert_num_queries: object
) -> None:
    meeting = called(cast, *(assessed(cast) for _ in range(3)))

    with django_assert_num_queries(11):  # type: ignore[operator]
        assert len(table_of(meeting).items) == 3


def test_a_meeting_may_have_no_applications(cast: Cast) -> None:
    assert table_of(calling(cast)).items == ()


def test_what_is_not_assessed_or_is_proposed_already_does_not_come_to_the_table(cast: Cast) -> None:
    done = assessed(cast)
    proposed(cast, done, number=9)

    for application in (submitted(cast), under_assessment(cast).application, done):
        with pytest.raises(NotOnAgenda, match=application.matter.code):
            calling(cast, application)
    assert Meeting.objects.count() == 1


def test_what_a_meeting_left_open_comes_to_the_next_one(cast: Cast) -> None:
    application = assessed(cast)
    calling(cast, application)

    assert len(table_of(calling(cast, application, number=2)).items) == 1


def test_calling_the_same_meeting_twice_makes_one(cast: Cast) -> None:
    assert calling(cast) == calling(cast)

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("name", ["stranger", "member", "signatory", "city_signatory"])
def test_only_the_chair_and_staff_call_a_meeting(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted, match="call a meeting"):
        calling(cast, actor=cast.act(name))


def test_the_chair_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        calling(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.CHAIR))


def test_an_application_is_on_an_agenda_once(cast: Cast) -> None:
    application = assessed(cast)

    with pytest.raises(TwiceOnAgenda, match=application.matter.code):
        calling(cast, application, application)
    assert not Meeting.objects.exists()


def test_a_number_in_use_is_refused_for_another_day_or_agenda_and_the_same_call_gives_the_first(cast: Cast) -> None:
    first, second = assessed(cast), assessed(cast)
    meeting = calling(cast, first, second)

    assert calling(cast, first, second) == meeting
    with pytest.raises(MeetingNumberTaken, match="another number"):
        calling(cast, first, second, held_on=TODAY + timedelta(days=1))
    with pytest.raises(MeetingNumberTaken):
        calling(cast, second, first)


@pytest.mark.parametrize("number", [0, -1, 3_000_000_000])
def test_a_number_that_no_meeting_has_is_refused_in_words(cast: Cast, number: int) -> None:
    with pytest.raises(NotAMeetingNumber):
        calling(cast, assessed(cast), number=number)


def test_an_application_of_another_programme_is_not_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    staff = somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR)
    other = Register.objects.get(slug="toinen-ohjelma")

    with pytest.raises(NotFound, match="no such application"):
        calling(cast, assessed(cast), register=other, actor=staff)
