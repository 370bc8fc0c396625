"""Activities as calendars: any phone reads them, a change replaces what it knew, and nobody's name is in them."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Component

from talkoot.activities.actions.cancel_activity import cancel_activity
from talkoot.activities.models import Activity
from talkoot.records.writing import Text
from tests.activities.planned import BEFORE, BEGINS, ENDS, plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def got(name: str, **kwargs: object) -> HttpResponse:
    return Client().get(reverse(name, kwargs={"slug": "meijan-mikkeli", **kwargs}))  # type: ignore[return-value]


def events(response: HttpResponse) -> list[Component]:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_an_event_says_what_when_and_where_in_universal_time(cast: Cast) -> None:
    activity = plan(cast)

    response = got("activity_calendar", key=activity.pk)

    (event,) = events(response)
    assert response["Content-Type"].startswith("text/calendar")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Pihatalkoot", "Kotikulman piha, Lähiö")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (BEGINS, ENDS)
    assert b"DTSTART:20190518T090000Z" in response.content
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"].endswith(reverse("activity", kwargs={"slug": "meijan-mikkeli", "key": activity.pk}))


def test_a_cancelled_event_keeps_its_uid_has_a_higher_number_and_says_why(cast: Cast) -> None:
    activity = plan(cast)
    (before,) = events(got("activity_calendar", key=activity.pk))
    cancel_activity(
        activity=activity, actor=cast.act("writer"), reason=Text("Sataa.", "fi"), version=1,
        now=BEFORE, today=BEFORE.date(),
    )  # fmt: skip

    (after,) = events(got("activity_calendar", key=activity.pk))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["STATUS"] == "CANCELLED"
    assert "Sataa." in after["DESCRIPTION"]


def test_the_whole_programme_is_one_calendar_and_an_empty_one_is_still_a_calendar(cast: Cast) -> None:
    assert events(got("calendar")) == []
    plan(cast)
    plan(cast, form_key="second")

    found = events(got("calendar"))

    assert len({event["UID"] for event in found}) == Activity.objects.count() == 2


def test_nobodys_name_or_address_is_in_a_calendar(cast: Cast) -> None:
    plan(cast)

    said = got("calendar").content.decode()

    for person in (cast.writer, cast.coordinator, cast.resident):
        assert person.name not in said
        assert person.email not in said
    assert "ORGANIZER" not in said
    assert "ATTENDEE" not in said


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_typed_text_can_not_add_lines_of_its_own(cast: Cast, line_end: str) -> None:
    injected = f"Piha{line_end}END:VEVENT{line_end}BEGIN:VEVENT{line_end}SUMMARY:Huijaus"
    activity = plan(cast, place=injected, body=injected)

    (event,) = events(got("activity_calendar", key=activity.pk))

    assert event["SUMMARY"] == "Pihatalkoot"
    assert event.decoded("DTSTART") == datetime(2019, 5, 18, 9, 0, tzinfo=UTC)
