"""hold_activity: what was held can't be said to have been held before it began."""

from datetime import timedelta

import pytest

from talkoot.activities.actions.hold_activity import hold_activity
from talkoot.activities.models import Activity
from talkoot.activities.queries import coming_activities
from talkoot.activities.rules import NotBegun
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.people.roles import RoleCode
from tests.activities.planned import BEFORE, BEGINS, THAT_DAY, plan
from tests.agreements.granted import elsewhere
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def hold(cast: Cast, activity: Activity, **changes: object) -> Activity:
    facts: dict[str, object] = {
        "activity": activity,
        "actor": cast.act("writer"),
        "version": activity.version,
        "now": BEGINS,
        "today": THAT_DAY,
    }
    return hold_activity(**{**facts, **changes})  # type: ignore[arg-type]


def test_what_was_held_is_no_longer_coming(cast: Cast) -> None:
    assert hold(cast, plan(cast)).state == "held"
    assert not coming_activities(cast.register, BEFORE)


def test_nothing_is_held_before_it_begins(cast: Cast) -> None:
    with pytest.raises(NotBegun, match="Come back when it has begun"):
        hold(cast, plan(cast), now=BEGINS - timedelta(seconds=1))


def test_it_is_held_once(cast: Cast) -> None:
    activity = hold(cast, plan(cast))

    with pytest.raises(NotInOrder):
        hold(cast, activity)


def test_from_an_older_copy_it_is_refused(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        hold(cast, plan(cast), version=0)


@pytest.mark.parametrize("who", ["stranger", "resident", "accountant"])
def test_only_who_runs_activities_says_so(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        hold(cast, plan(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_says_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        hold(cast, plan(cast), actor=elsewhere(RoleCode.WRITER, cast))
