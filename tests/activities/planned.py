"""An activity of an event project, for tests that begin with one."""

from datetime import UTC, date, datetime, timedelta

from talkoot.activities.actions.count_visits import count_visits
from talkoot.activities.actions.plan_activity import plan_activity
from talkoot.activities.models import Activity, Headcount
from talkoot.agreements.models import Project
from talkoot.records.writing import Text
from tests.agreements.granted import EVENT, opened
from tests.cast import Cast

BEGINS = datetime(2019, 5, 18, 9, 0, tzinfo=UTC)  # noon in Mikkeli
ENDS = BEGINS + timedelta(hours=3)
THAT_DAY = date(2019, 5, 18)
BEFORE = datetime(2019, 5, 2, 9, 0, tzinfo=UTC)


def plan(cast: Cast, project: Project | None = None, **changes: object) -> Activity:
    """A spring talkoot in the yard, open to all; planned by the association's writer."""
    facts: dict[str, object] = {
        "project": project or event(cast),
        "actor": cast.act("writer"),
        "title": Text("Pihatalkoot", "fi"),
        "body": "Istutetaan yhdessä ja juodaan kahvit.",
        "starts_at": BEGINS,
        "ends_at": ENDS,
        "place": "Kotikulman piha",
        "district": "Lähiö",
        "access": "Pihalle pääsee pyörätuolilla.",
        "target_visits": 40,
        "form_key": "plan-1",
        "now": BEFORE,
        "today": BEFORE.date(),
    }
    return plan_activity(**{**facts, **changes})  # type: ignore[arg-type]


def event(cast: Cast) -> Project:
    """The association's event project, opened once."""
    return Project.objects.filter(register=cast.register, model=EVENT).first() or opened(cast, EVENT)


def count(cast: Cast, activity: Activity, visits: int, form_key: str = "count-1", **changes: object) -> Headcount:
    """The writer counts who came, when it has ended."""
    facts: dict[str, object] = {
        "activity": activity,
        "actor": cast.act("writer"),
        "visits": visits,
        "form_key": form_key,
        "now": ENDS,
        "today": THAT_DAY,
    }
    return count_visits(**{**facts, **changes})  # type: ignore[arg-type]
