"""What can be read of activities and headcounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum

from talkoot.activities.models import Activity, Headcount
from talkoot.activities.states import ActivityState
from talkoot.agreements.models import Project
from talkoot.core.errors import NotFound
from talkoot.records.models import Register


def activity_in(register: Register, key: int) -> Activity:
    """The activity as it stands now, with its project and matter. Raises NotFound in another programme."""
    related = ("project__matter", "project__register")
    found = Activity.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such activity in this programme.")
    return found


def coming_activities(register: Register, now: datetime) -> QuerySet[Activity]:
    """What is planned and hasn't ended, the next first, with project and matter at hand."""
    planned = Activity.objects.filter(register=register, state=ActivityState.PLANNED, ends_at__gt=now)
    return planned.select_related("project__matter__register").order_by("starts_at", "pk")


def standing_headcounts(register: Register) -> QuerySet[Headcount]:
    """The counts that count: those nobody has corrected since."""
    return Headcount.objects.filter(register=register, corrected__isnull=True)


def visits_of(project: Project) -> int:
    """How many visits the project's activities had."""
    return _summed(standing_headcounts(project.register).filter(activity__project=project))


def visits_in_core_districts(register: Register, districts: Iterable[str]) -> int:
    """How many visits activities in these districts had (`terms.core_districts`)."""
    return _summed(standing_headcounts(register).filter(activity__district__in=list(districts)))


@dataclass(frozen=True)
class Reach:
    """How many visits a project had, and how many it aims at with what it has planned and held."""

    visits: int
    target: int


def reach_of(project: Project) -> Reach:
    """The project's visits against its target; what was cancelled has no target."""
    not_cancelled = Activity.objects.filter(project=project).exclude(state=ActivityState.CANCELLED)
    target: int | None = not_cancelled.aggregate(target=Sum("target_visits"))["target"]
    return Reach(visits_of(project), target or 0)


def _summed(headcounts: QuerySet[Headcount]) -> int:
    visits: int | None = headcounts.aggregate(visits=Sum("visits"))["visits"]
    return visits or 0
