"""Cancel an activity, and say why."""

from dataclasses import replace
from datetime import date, datetime

from talkoot.activities.models import Activity
from talkoot.activities.permissions import check_can_run_activities
from talkoot.activities.queries import activity_in
from talkoot.activities.rules import check_words
from talkoot.activities.states import ACTIVITY
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.records.writing import Text, check_version, record, writing


def cancel_activity(
    *, activity: Activity, actor: Actor, reason: Text, version: int, now: datetime, today: date
) -> Activity:
    """The activity won't take place; the reason is public. Raises WordsMissing, NotInOrder when it was held."""
    with writing(activity.register) as register:
        activity = activity_in(register, activity.pk)
        check_can_run_activities(actor, activity.project, today)
        check_version(activity, version, {"reason": reason.text})
        check_words({Sentence("why it is cancelled"): reason.text})
        activity.state = ACTIVITY.after("cancel", activity.state)
        activity.version += 1
        activity.save(update_fields=["state", "version"])
        record(
            register=register, actor=actor, verb="cancel_activity", now=now, matter=activity.project.matter,
            subject=activity, texts={"reason": replace(reason, is_public=True)},
        )  # fmt: skip
        return activity
