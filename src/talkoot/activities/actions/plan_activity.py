"""Plan an activity."""

from dataclasses import replace
from datetime import date, datetime

from talkoot.activities import rules
from talkoot.activities.models import Activity
from talkoot.activities.permissions import check_can_run_activities
from talkoot.activities.states import ACTIVITY
from talkoot.agreements.models import Project
from talkoot.agreements.queries import project_in
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.core.periods import Period
from talkoot.ideas.rules import check_form_key
from talkoot.records.models import Register
from talkoot.records.writing import Text, record, writing


def plan_activity(
    *,
    project: Project,
    actor: Actor,
    title: Text,
    body: str = "",
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    district: str,
    is_open_to_all: bool = True,
    closed_reason: str = "",
    price_cents: int = 0,
    access: str = "",
    target_visits: int = 0,
    form_key: str,
    now: datetime,
    today: date,
) -> Activity:
    """An activity of a running project, free unless it has a price; a closed group says why it is closed.

    `body`, `closed_reason` and `access` (steps, lift, languages) are in the title's language. Sending the same form
    again gives the first activity. Raises ProjectNotRunning, WordsMissing, NumberMakesNoSense, OutsideProject.
    """
    with writing(project.register) as register:
        project = project_in(register, project.pk)
        check_can_run_activities(actor, project, today)
        planned = _planned_before(register, form_key)
        if planned:
            return planned
        check_running(project.state)
        _check_texts(title, body=body, place=place, district=district, access=access, closed_reason=closed_reason)
        rules.check_numbers(price_cents, target_visits)
        rules.check_openness(is_open_to_all, closed_reason)
        rules.check_times(starts_at, ends_at, Period(project.starts_on, project.ends_on), register.time_zone)
        activity = Activity.objects.create(
            register=register,
            project=project,
            state=ACTIVITY.start,
            title=title.text,
            body=body,
            lang=title.lang,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place,
            district=district,
            is_open_to_all=is_open_to_all,
            closed_reason=closed_reason,
            price_cents=price_cents,
            access=access,
            target_visits=target_visits,
            form_key=form_key,
        )
        record(
            register=register, actor=actor, verb="plan_activity", now=now, matter=project.matter, subject=activity,
            facts=_facts(activity), texts={"title": replace(title, is_public=True)},
        )  # fmt: skip
        return activity


def _check_texts(title: Text, *, body: str, place: str, district: str, access: str, closed_reason: str) -> None:
    texts = {
        Sentence("The title"): title.text,
        Sentence("The text"): body,
        Sentence("The place"): place,
        Sentence("The access"): access,
        Sentence("The reason"): closed_reason,
    }
    rules.check_texts(title.lang, texts, district)
    words = {Sentence("what it is"): title.text, Sentence("the place"): place, Sentence("the district"): district}
    rules.check_words(words)


def _planned_before(register: Register, form_key: str) -> Activity | None:
    check_form_key(form_key)
    return Activity.objects.filter(register=register, form_key=form_key).first()


def _facts(activity: Activity) -> dict[str, object]:
    return {
        "project": activity.project_id,
        "starts_at": activity.starts_at,
        "price_cents": activity.price_cents,
        "target": activity.target_visits,
    }
