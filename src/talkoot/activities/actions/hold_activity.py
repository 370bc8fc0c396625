"""Say that an activity was held."""

from datetime import date, datetime

from talkoot.activities.models import Activity
from talkoot.activities.permissions import check_can_run_activities
from talkoot.activities.queries import activity_in
from talkoot.activities.rules import check_begun
from talkoot.activities.states import ACTIVITY
from talkoot.core.actor import Actor
from talkoot.records.writing import check_version, record, writing


def hold_activity(*, activity: Activity, actor: Actor, version: int, now: datetime, today: date) -> Activity:
    """The activity took place. Raises NotBegun, NotInOrder when it was held or cancelled before."""
    with writing(activity.register) as register:
        activity = activity_in(register, activity.pk)
        check_can_run_activities(actor, activity.project, today)
        check_version(activity, version, {})
        check_begun(activity.starts_at, now, register.time_zone)
        activity.state = ACTIVITY.after("hold", activity.state)
        activity.version += 1
        activity.save(update_fields=["state", "version"])
        record(
            register=register, actor=actor, verb="hold_activity", now=now,
            matter=activity.project.matter, subject=activity,
        )  # fmt: skip
        return activity
