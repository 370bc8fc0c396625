"""plan_activity: open to all unless it says why not, and only while its project runs."""

from datetime import UTC, datetime, timedelta

import pytest

from talkoot.activities.models import Activity
from talkoot.activities.queries import coming_activities
from talkoot.activities.rules import EndsBeforeItBegins, NumberMakesNoSense, OutsideProject, WordsMissing
from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted
from talkoot.core.typed import NotText, TooLong
from talkoot.ideas.rules import InvalidFormKey
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from talkoot.records.writing import Text
from tests.activities.planned import BEFORE, BEGINS, ENDS, plan
from tests.agreements.granted import elsewhere, main_project_of, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["writer", "signatory", "coordinator", "communicator"])
def test_the_association_and_staff_plan_what_comes(cast: Cast, who: str) -> None:
    activity = plan(cast, actor=cast.act(who))

    assert activity.state == "planned"
    assert list(coming_activities(cast.register, BEFORE)) == [activity]
    assert EntryText.objects.get(entry__verb="plan_activity").is_public


def test_a_double_click_is_one_activity(cast: Cast) -> None:
    assert plan(cast) == plan(cast)
    assert Activity.objects.count() == 1


def test_a_closed_group_says_why(cast: Cast) -> None:
    with pytest.raises(WordsMissing, match="not open to all"):
        plan(cast, is_open_to_all=False)

    assert plan(cast, is_open_to_all=False, closed_reason="Vertaisryhmä.").closed_reason == "Vertaisryhmä."


@pytest.mark.parametrize("blank", ["title", "place", "district"])
def test_nobody_has_to_guess_what_and_where(cast: Cast, blank: str) -> None:
    with pytest.raises(WordsMissing):
        plan(cast, **{blank: Text(" ", "fi") if blank == "title" else " "})


def test_it_ends_after_it_begins(cast: Cast) -> None:
    with pytest.raises(EndsBeforeItBegins):
        plan(cast, ends_at=BEGINS)


def test_its_days_are_days_of_the_project_where_the_programme_lives(cast: Cast) -> None:
    late_in_the_evening = datetime(2018, 12, 31, 21, 30, tzinfo=UTC)  # half past eleven in Mikkeli
    half_an_hour = timedelta(minutes=30)
    with pytest.raises(OutsideProject, match="2019-01-01 to 2019-06-30"):
        plan(cast, starts_at=late_in_the_evening, ends_at=late_in_the_evening + half_an_hour)

    midnight = datetime(2018, 12, 31, 22, 0, tzinfo=UTC)  # New Year in Mikkeli
    assert plan(cast, starts_at=midnight, ends_at=midnight + half_an_hour).state == "planned"


def test_what_ends_after_the_project_is_refused(cast: Cast) -> None:
    with pytest.raises(OutsideProject):
        plan(cast, ends_at=datetime(2019, 6, 30, 21, 0, tzinfo=UTC))


def test_nothing_is_planned_before_the_agreement_is_in_force(cast: Cast) -> None:
    with pytest.raises(ProjectNotRunning, match="once its agreement is in force"):
        plan(cast, opened(cast))


def test_another_association_plans_nothing_here(cast: Cast) -> None:
    other = cast.organisation("Toinen Väki ry (keksitty)", register_number="900.002")
    cast.other_writer = cast.person("Outi Outo", RoleCode.WRITER, other)  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted, match="mandate of the organisation itself"):
        plan(cast, actor=cast.act("other_writer"))


@pytest.mark.parametrize("who", ["writer", "signatory", "stranger"])
def test_the_main_projects_activities_are_planned_by_staff(cast: Cast, who: str) -> None:
    project = main_project_of(cast)

    with pytest.raises(NotPermitted):
        plan(cast, project, actor=cast.act(who))
    assert plan(cast, project, actor=cast.act("communicator")).project == project


@pytest.mark.parametrize("code", [RoleCode.WRITER, RoleCode.COORDINATOR])
def test_the_same_role_in_another_programme_plans_nothing_here(cast: Cast, code: RoleCode) -> None:
    with pytest.raises(NotPermitted):
        plan(cast, actor=elsewhere(code, cast))


def test_what_comes_is_listed_by_time_until_it_ends(cast: Cast) -> None:
    later = plan(cast, form_key="later", starts_at=BEGINS + timedelta(days=1), ends_at=ENDS + timedelta(days=1))
    sooner = plan(cast, form_key="sooner")

    assert list(coming_activities(cast.register, BEFORE)) == [sooner, later]
    assert list(coming_activities(cast.register, ENDS)) == [later]


def test_the_list_of_what_comes_takes_one_statement(cast: Cast, django_assert_num_queries: object) -> None:
    for number in range(4):
        plan(cast, form_key=f"form-{number}")

    with django_assert_num_queries(1):  # type: ignore[operator]
        codes = {one.project.matter.code for one in coming_activities(cast.register, BEFORE)}

    assert codes == {"MM-0002"}


@pytest.mark.parametrize("number", ["price_cents", "target_visits"])
@pytest.mark.parametrize("sense", [-1, 3_000_000_000])
def test_a_price_or_target_that_makes_no_sense_is_refused_in_words(cast: Cast, number: str, sense: int) -> None:
    with pytest.raises(NumberMakesNoSense):
        plan(cast, **{number: sense})
    assert not Activity.objects.exists()


@pytest.mark.parametrize("field", ["title", "body", "place", "district", "access"])
def test_what_no_database_keeps_is_refused_in_words(cast: Cast, field: str) -> None:
    with pytest.raises(NotText):
        plan(cast, **{field: Text("a\x00", "fi") if field == "title" else "a\x00"})


def test_a_district_and_a_form_key_longer_than_there_is_room_are_refused(cast: Cast) -> None:
    with pytest.raises(TooLong):
        plan(cast, district="L" * 65)
    with pytest.raises(InvalidFormKey):
        plan(cast, form_key="p" * 65)
