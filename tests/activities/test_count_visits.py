"""count_visits: how many came, without names, and a slip is corrected in the open."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from talkoot.activities.models import Activity, Headcount
from talkoot.activities.queries import reach_of, visits_in_core_districts, visits_of
from talkoot.activities.rules import (
    AlreadyCorrected,
    CountMakesNoSense,
    NotBegun,
    NotOfThisActivity,
    WasCancelled,
)
from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.people.roles import RoleCode
from tests.activities.planned import BEGINS, count, event, plan
from tests.agreements.granted import elsewhere, main_project_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_count_says_that_it_was_held_and_by_whom_it_was_counted(cast: Cast) -> None:
    headcount = count(cast, plan(cast), 37)

    assert headcount.activity.state == "held"
    assert headcount.counted_by == cast.writer
    assert visits_of(event(cast)) == 37


def test_counts_at_two_doors_add_up(cast: Cast) -> None:
    activity = plan(cast)
    count(cast, activity, 20, "door-1")
    count(cast, activity, 17, "door-2")

    assert visits_of(activity.project) == 37


def test_a_count_that_a_phone_sends_twice_is_one(cast: Cast) -> None:
    activity = plan(cast)

    assert count(cast, activity, 37) == count(cast, activity, 37)
    assert visits_of(activity.project) == 37


def test_a_correction_takes_the_place_of_the_slip_and_both_stay(cast: Cast) -> None:
    activity = plan(cast)
    slip = count(cast, activity, 370, "slip")
    right = count(cast, activity, 37, "right", corrects=slip)
    count(cast, activity, 38, "righter", corrects=right)

    assert visits_of(activity.project) == 38
    assert list(Headcount.objects.order_by("pk").values_list("visits", flat=True)) == [370, 37, 38]


def test_a_count_is_corrected_once(cast: Cast) -> None:
    activity = plan(cast)
    slip = count(cast, activity, 370, "slip")
    count(cast, activity, 37, "right", corrects=slip)

    with pytest.raises(AlreadyCorrected, match="Correct the newer one"):
        count(cast, activity, 36, "again", corrects=slip)


def test_a_correction_is_of_the_same_activity(cast: Cast) -> None:
    slip = count(cast, plan(cast), 370, "slip")

    with pytest.raises(NotOfThisActivity):
        count(cast, plan(cast, form_key="another"), 37, "right", corrects=slip)


def test_nobody_is_counted_before_it_begins(cast: Cast) -> None:
    with pytest.raises(NotBegun):
        count(cast, plan(cast), 5, now=BEGINS - timedelta(seconds=1))

    assert Activity.objects.get().state == "planned"


def test_nobody_came_to_what_was_cancelled(cast: Cast) -> None:
    activity = plan(cast)
    Activity.objects.filter(pk=activity.pk).update(state="cancelled")

    with pytest.raises(WasCancelled):
        count(cast, activity, 5)


@pytest.mark.parametrize("visits", [-1, 1_000_001])
def test_a_number_that_can_not_be_is_refused(cast: Cast, visits: int) -> None:
    with pytest.raises(CountMakesNoSense):
        count(cast, plan(cast), visits)


def test_that_nobody_came_is_a_count_too(cast: Cast) -> None:
    assert count(cast, plan(cast), 0).visits == 0


def test_a_count_is_never_changed_behind_anybodys_back(cast: Cast) -> None:
    count(cast, plan(cast), 37)

    with pytest.raises(IntegrityError), transaction.atomic():
        Headcount.objects.update(visits=370)


def test_visits_in_the_core_town_are_counted_by_the_districts_of_the_terms(cast: Cast) -> None:
    count(cast, plan(cast, form_key="core", district="Peitsari"), 30, "core")
    count(cast, plan(cast, form_key="village", district="Ristiina"), 7, "village")

    assert visits_in_core_districts(cast.register, ["Emola", "Peitsari"]) == 30
    assert visits_in_core_districts(cast.register, []) == 0


def test_reach_is_measured_against_the_target_of_what_was_not_cancelled(cast: Cast) -> None:
    count(cast, plan(cast), 37)
    plan(cast, form_key="second", target_visits=10)
    off = plan(cast, form_key="off", target_visits=500)
    Activity.objects.filter(pk=off.pk).update(state="cancelled")

    reach = reach_of(event(cast))

    assert (reach.visits, reach.target) == (37, 50)


def test_a_project_without_activities_reached_nobody_yet(cast: Cast) -> None:
    reach = reach_of(main_project_of(cast))

    assert (reach.visits, reach.target) == (0, 0)


@pytest.mark.parametrize("who", ["stranger", "resident", "accountant"])
def test_only_who_runs_activities_counts(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        count(cast, plan(cast), 5, actor=cast.act(who))


def test_a_command_counts_nobody(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        count(cast, plan(cast), 5, actor=Actor(system="programme load"))


def test_the_same_role_in_another_programme_counts_nobody_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        count(cast, plan(cast), 5, actor=elsewhere(RoleCode.WRITER, cast))
