"""Count how many came."""

from datetime import date, datetime

from talkoot.activities import rules
from talkoot.activities.models import Activity, Headcount
from talkoot.activities.permissions import check_can_run_activities
from talkoot.activities.queries import activity_in
from talkoot.activities.states import ACTIVITY, ActivityState
from talkoot.core.actor import Actor
from talkoot.ideas.rules import check_form_key
from talkoot.records.writing import record, writing


def count_visits(
    *,
    activity: Activity,
    actor: Actor,
    visits: int,
    corrects: Headcount | None = None,
    form_key: str,
    now: datetime,
    today: date,
) -> Headcount:
    """A headcount without names; the activity was held then. Several counts of one activity add up (two doors, two
    days); one that corrects another takes its place.

    Sending the same form again gives the first count. Raises NotBegun, WasCancelled, CountMakesNoSense,
    AlreadyCorrected, NotOfThisActivity.
    """
    with writing(activity.register) as register:
        activity = activity_in(register, activity.pk)
        check_can_run_activities(actor, activity.project, today)
        check_form_key(form_key)
        counted = Headcount.objects.filter(register=register, form_key=form_key).first()
        if counted:
            return counted
        rules.check_not_cancelled(activity.state)
        rules.check_begun(activity.starts_at, now, register.time_zone)
        rules.check_count(visits)
        if corrects:
            is_corrected = Headcount.objects.filter(corrects=corrects).exists()
            rules.check_correction(activity.pk, corrects.activity_id, is_corrected)
        _hold(activity)
        headcount = Headcount.objects.create(
            register=register,
            activity=activity,
            visits=visits,
            counted_by_id=actor.human_id,
            counted_at=now,
            corrects=corrects,
            form_key=form_key,
        )
        facts = {"activity": activity.pk, "visits": visits, "corrects": corrects.pk if corrects else None}
        record(
            register=register, actor=actor, verb="correct_visits" if corrects else "count_visits", now=now,
            matter=activity.project.matter, subject=headcount, rows=[activity], facts=facts,
        )  # fmt: skip
        return headcount


def _hold(activity: Activity) -> None:
    if activity.state == ActivityState.PLANNED:
        activity.state = ACTIVITY.after("hold", activity.state)
        activity.version += 1
        activity.save(update_fields=["state", "version"])
