"""cancel_activity: whoever wanted to come reads why it is off."""

import pytest

from talkoot.activities.actions.cancel_activity import cancel_activity
from talkoot.activities.models import Activity
from talkoot.activities.queries import coming_activities
from talkoot.activities.rules import WordsMissing
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from talkoot.records.writing import Text
from tests.activities.planned import BEFORE, count, plan
from tests.agreements.granted import elsewhere
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def cancel(cast: Cast, activity: Activity, **changes: object) -> Activity:
    facts: dict[str, object] = {
        "activity": activity,
        "actor": cast.act("writer"),
        "reason": Text("Ukkosta luvassa.", "fi"),
        "version": activity.version,
        "now": BEFORE,
        "today": BEFORE.date(),
    }
    return cancel_activity(**{**facts, **changes})  # type: ignore[arg-type]


def test_what_is_cancelled_is_no_longer_coming_and_the_reason_is_public(cast: Cast) -> None:
    assert cancel(cast, plan(cast)).state == "cancelled"

    assert not coming_activities(cast.register, BEFORE)
    reason = EntryText.objects.get(entry__verb="cancel_activity")
    assert (reason.text, reason.is_public) == ("Ukkosta luvassa.", True)


def test_nothing_is_cancelled_without_a_reason(cast: Cast) -> None:
    with pytest.raises(WordsMissing, match="why it is cancelled"):
        cancel(cast, plan(cast), reason=Text("", "fi"))


def test_what_people_came_to_can_not_be_cancelled(cast: Cast) -> None:
    activity = plan(cast)
    count(cast, activity, 12)
    activity.refresh_from_db()

    with pytest.raises(NotInOrder):
        cancel(cast, activity)


def test_from_an_older_copy_it_is_refused(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        cancel(cast, plan(cast), version=0)


@pytest.mark.parametrize("who", ["stranger", "resident", "accountant"])
def test_only_who_runs_activities_cancels(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        cancel(cast, plan(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_cancels_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        cancel(cast, plan(cast), actor=elsewhere(RoleCode.WRITER, cast))
