"""What can be read of activities, headcounts and trial cards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.activities.states import ActivityState
from talkoot.agreements.models import Project
from talkoot.core.clock import day_of
from talkoot.core.errors import NotFound
from talkoot.records.models import EntryText, Register
from talkoot.records.queries import texts_of
from talkoot.records.rows import label

LONGEST_SEARCH = 100  # characters of a search; the rest is left off


def activity_in(register: Register, key: int) -> Activity:
    """The activity as it stands now, with its project and matter. Raises NotFound in another programme."""
    related = ("register", "project__matter__register", "project__register")
    found = Activity.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such activity in this programme.")
    return found


def coming_activities(register: Register, now: datetime) -> QuerySet[Activity]:
    """What is planned and hasn't ended, the next first, with project and matter at hand."""
    planned = Activity.objects.filter(register=register, state=ActivityState.PLANNED, ends_at__gt=now)
    return planned.select_related("project__matter__register").order_by("starts_at", "pk")


def public_activities(register: Register, now: datetime, *, past: bool, district: str = "") -> QuerySet[Activity]:
    """What hasn't ended, or with `past` what has, each with its matter; in one district where it is named.

    What was cancelled is there too: somebody may be on their way to it.
    """
    found = Activity.objects.filter(register=register).select_related("project__matter__register")
    found = found.filter(ends_at__lte=now) if past else found.filter(ends_at__gt=now)
    return found.filter(district=district) if district else found


def every_activity(register: Register) -> QuerySet[Activity]:
    """All that is or was, in the order of time, for a calendar."""
    return Activity.objects.filter(register=register).order_by("starts_at", "pk")


def districts_of(register: Register) -> list[str]:
    """The names of the districts in which anything is or was, in the order of the alphabet."""
    found = Activity.objects.filter(register=register).order_by("district").values_list("district", flat=True)
    return list(found.distinct())


@dataclass(frozen=True)
class Shown:
    """An activity as a page shows it: its day and hours where the programme lives.

    `why_cancelled` is None where it wasn't cancelled. `is_over` says that it has ended, `has_begun` that it began.
    """

    activity: Activity
    day: date
    hours: str
    has_begun: bool
    is_over: bool
    why_cancelled: EntryText | None

    @property
    def is_cancelled(self) -> bool:
        """Whether it won't take place."""
        return self.activity.state == ActivityState.CANCELLED

    @property
    def is_planned(self) -> bool:
        """Whether nobody has said yet that it was held."""
        return self.activity.state == ActivityState.PLANNED


def shown(register: Register, activities: Sequence[Activity], now: datetime) -> list[Shown]:
    """The activities as a page shows them, in their order. At most one statement: why some were cancelled."""
    cancelled = [label(one) for one in activities if one.state == ActivityState.CANCELLED]
    reasons = texts_of(register, cancelled) if cancelled else {}
    return [_shown(one, register.time_zone, now, reasons.get(label(one), {})) for one in activities]


def _shown(one: Activity, zone: str, now: datetime, texts: Mapping[str, EntryText]) -> Shown:
    return Shown(
        activity=one,
        day=day_of(one.starts_at, zone),
        hours=_hours(one, ZoneInfo(zone)),
        has_begun=one.starts_at <= now,
        is_over=one.ends_at <= now,
        why_cancelled=texts.get("reason"),
    )


def _hours(activity: Activity, zone: ZoneInfo) -> str:
    """'17.00–19.30', or with the day on which it ends where that is another one."""
    starts, ends = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)
    if starts.date() == ends.date():
        return f"{starts:%H.%M}–{ends:%H.%M}"
    return f"{starts:%H.%M} – {ends.day}.{ends.month}.{ends.year} {ends:%H.%M}"


def standing_headcounts(register: Register) -> QuerySet[Headcount]:
    """The counts that count: those nobody has corrected since."""
    return Headcount.objects.filter(register=register, corrected__isnull=True)


def headcounts_of(activity: Activity) -> list[Headcount]:
    """Every count of an activity in the order of counting, each with who counted it and what it corrects."""
    related = ("counted_by", "corrects", "corrected")
    return list(Headcount.objects.filter(activity=activity).select_related(*related).order_by("counted_at", "pk"))


def headcount_of(activity: Activity, key: int) -> Headcount:
    """One count of the activity, to correct. Raises NotFound for one of another activity."""
    found = Headcount.objects.filter(activity=activity, pk=key).select_related("counted_by", "corrected").first()
    if found is None:
        raise NotFound("There is no such count of this activity. Open the activity again and choose the count there.")
    return found


def visits_of(project: Project) -> int:
    """How many visits the project's activities had."""
    return _summed(standing_headcounts(project.register).filter(activity__project=project))


def visits_at(activity: Activity) -> int | None:
    """How many visits an activity had; None before anybody was counted."""
    visits: int | None = (
        standing_headcounts(activity.register).filter(activity=activity).aggregate(visits=Sum("visits"))["visits"]
    )
    return visits


def visits_in_core_districts(register: Register, districts: Iterable[str]) -> int:
    """How many visits activities in these districts had (`terms.core_districts`)."""
    return _summed(standing_headcounts(register).filter(activity__district__in=list(districts)))


@dataclass(frozen=True)
class Reach:
    """How many visits a project had, and how many it aims at with what it has planned and held."""

    visits: int
    target: int


def reach_of(project: Project) -> Reach:
    """The project's visits against its target."""
    return Reach(visits_of(project), target_of(project))


def target_of(project: Project) -> int:
    """How many visits the project aims at with what it has planned and held; what was cancelled has no target."""
    not_cancelled = Activity.objects.filter(project=project).exclude(state=ActivityState.CANCELLED)
    target: int | None = not_cancelled.aggregate(target=Sum("target_visits"))["target"]
    return target or 0


@dataclass(frozen=True)
class CoreReach:
    """Visits of a project and of the whole programme, and how many of them were in the core districts."""

    project: int
    project_core: int
    programme: int
    programme_core: int


def core_reach_of(project: Project, districts: Iterable[str]) -> CoreReach:
    """Where people came to: in the core districts (`terms.core_districts`) and in all. One statement."""
    is_own, is_core = Q(activity__project=project), Q(activity__district__in=list(districts))
    found = standing_headcounts(project.register).aggregate(
        project=Sum("visits", filter=is_own, default=0),
        project_core=Sum("visits", filter=is_own & is_core, default=0),
        programme=Sum("visits", default=0),
        programme_core=Sum("visits", filter=is_core, default=0),
    )
    return CoreReach(**found)


def run_activities(project: Project) -> QuerySet[Activity]:
    """Everything a project has planned, each with its `visits`: None where nobody was counted."""
    standing = Headcount.objects.filter(activity=OuterRef("pk"), corrected__isnull=True).order_by()
    visits = standing.values("activity").annotate(total=Sum("visits")).values("total")
    return Activity.objects.filter(project=project).annotate(visits=Subquery(visits))


def first_uncounted(project: Project, now: datetime) -> Activity | None:
    """The oldest activity of a project that is over and at which nobody has been counted, or None."""
    over = Activity.objects.filter(project=project, ends_at__lte=now).exclude(state=ActivityState.CANCELLED)
    return over.filter(~Exists(Headcount.objects.filter(activity=OuterRef("pk")))).order_by("ends_at", "pk").first()


def trial_card_of(project: Project) -> TrialCard | None:
    """The card of an event project, or None before it is written."""
    return TrialCard.objects.filter(project=project).first()


def public_trials(register: Register, words: str = "") -> QuerySet[TrialCard]:
    """Every trial card with its matter; those that hold the words in what was tried, how it went or a public title."""
    found = TrialCard.objects.filter(register=register).select_related("project__matter__register")
    title = _holds("project__matter__title", words) & Q(project__matter__is_public=True)
    return found.filter(_holds("tried", words) | _holds("went", words) | title) if words.strip() else found


def _holds(column: str, words: str) -> Q:
    """SQLite knows no capitals but A to Z, so ä is looked for both small and large."""
    words = words.replace("\x00", "").strip()[:LONGEST_SEARCH]
    found = Q()
    for one in sorted({words, words.lower(), words.capitalize()}):
        found |= Q(**{f"{column}__icontains": one})
    return found


def _summed(headcounts: QuerySet[Headcount]) -> int:
    visits: int | None = headcounts.aggregate(visits=Sum("visits"))["visits"]
    return visits or 0
