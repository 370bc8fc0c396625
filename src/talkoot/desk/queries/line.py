"""What waits along the line, from the idea to the end of its project: two statements for whoever asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import DateTimeField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from talkoot.agreements.states import AgreementState, ProjectState
from talkoot.applications.states import ApplicationState
from talkoot.assessment.models import Mark
from talkoot.assessment.states import AssessmentState
from talkoot.core import clock
from talkoot.decisions.models import AgendaItem, Decision, Presence, Recusal
from talkoot.decisions.rules import is_approval_needed
from talkoot.decisions.states import DecisionStep, MeetingState
from talkoot.desk.waiting import MOST, Asker, Found, Waiting, address, first_of_each, named
from talkoot.ideas.rules import answer_due_on
from talkoot.ideas.states import IDEA, IdeaState
from talkoot.people.models import Interest
from talkoot.people.roles import Permission
from talkoot.programme.terms import ProjectKind
from talkoot.records.models import Entry, Matter
from talkoot.records.states import Phase


@dataclass(frozen=True)
class Step:
    """One kind of thing that can wait: in which phase, for whom, what to do, on which page; where all of them are."""

    name: str
    phase: Phase
    permission: Permission
    do: str | Promise
    route: str
    all_of_them: str
    where: Callable[[Asker], Q]
    is_mandate: bool = False
    is_impartial: bool = True


def waiting_on_the_line(asker: Asker) -> Found:
    """What waits for them of ideas, applications, assessments, decisions, agreements and projects."""
    steps = [step for step in STEPS if _is_theirs(step, asker)]
    if not steps:
        return Found()
    names = named(
        [first for phase, ones in groupby(steps, attrgetter("phase")) for first in _firsts(phase, ones, asker)]
    )
    matters = (
        Matter.objects.filter(pk__in=names)
        .annotate(moved_at=Subquery(_entries(), output_field=DateTimeField()))
        .annotate(meeting=Subquery(_meetings(), output_field=IntegerField()))
        .select_related("register", "idea", "application__organisation")
        .order_by("number")
    )
    return _found(matters, names, {step.name: step for step in steps}, asker)


def _firsts(phase: Phase, steps: Iterable[Step], asker: Asker) -> "list[QuerySet[Any, tuple[int, str]]]":
    cases = [(step.name, _where(step, asker)) for step in steps]
    return first_of_each(Matter.objects.filter(register=asker.register, phase=phase), "number", cases)


def _is_theirs(step: Step, asker: Asker) -> bool:
    return bool(asker.organisations(step.permission)) if step.is_mandate else asker.may(step.permission)


def _where(step: Step, asker: Asker) -> Q:
    return step.where(asker) & _impartial(asker) if step.is_impartial else step.where(asker)


def _impartial(asker: Asker) -> Q:
    """Without the matters from which they must step aside: as `applications.permissions.interests_in` says."""
    own = Q(application__written_by=asker.person) | Q(application__submitted_by=asker.person)
    if asker.organisations():
        own |= Q(application__organisation__in=asker.organisations())
    declared = Interest.objects.filter(register=asker.register, matter=OuterRef("pk"), person=asker.person)
    return ~own & ~Q(Exists(declared))


def _entries() -> QuerySet[Any]:
    """When the last thing was done in the matter."""
    return Entry.objects.filter(register=OuterRef("register"), matter=OuterRef("pk")).order_by("-seq").values("at")[:1]


def _meetings() -> QuerySet[Any]:
    """The number of the last meeting whose agenda the matter is on."""
    items = AgendaItem.objects.filter(application__matter=OuterRef("pk")).order_by("-meeting__held_on", "-meeting__pk")
    return items.values("meeting__number")[:1]


def _found(matters: Iterable[Matter], names: Mapping[int, str], steps: Mapping[str, Step], asker: Asker) -> Found:
    counts: dict[str, int] = {}
    rows, more, meetings = [], [], set()
    for matter, step in _approved(matters, names, steps, asker):
        if step.name == "hold":
            if matter.meeting in meetings:  # type: ignore[attr-defined]
                continue
            meetings.add(matter.meeting)  # type: ignore[attr-defined]
        counts[step.name] = counts.get(step.name, 0) + 1
        if counts[step.name] <= MOST:
            rows.append(_row(matter, step, asker))
        else:
            more.append((step.do, address(step.all_of_them, asker.register)))
    return Found(rows, more)


def _approved(
    matters: Iterable[Matter], names: Mapping[int, str], steps: Mapping[str, Step], asker: Asker
) -> Iterator[tuple[Matter, Step]]:
    """Each matter with its step. A grant waits for the funder only where the terms say so, else for its agreement."""
    for matter in matters:
        step = steps[names[matter.pk]]
        if step.name == "granted":
            application = matter.application
            is_new = is_approval_needed(asker.terms, application.model, application.organisation.business_id)
            step = APPROVE if is_new else AGREE
            if not asker.may(step.permission):
                continue
        yield matter, step


def _row(matter: Any, step: Step, asker: Asker) -> Waiting:
    since = clock.day_of(_since(matter, step), asker.register.time_zone)
    return Waiting(
        do=step.do,
        code=matter.code,
        title=matter.title,
        title_lang=matter.title_lang,
        since=since,
        due_on=_due_on(matter, step, since),
        address=address(step.route, asker.register, **_place(matter, step)),
    )


def _since(matter: Any, step: Step) -> datetime:
    """Since when it waits: since it was told or submitted, else since the last thing done in the matter."""
    if step.name == "new_idea":
        return matter.idea.told_at  # type: ignore[no-any-return]
    if step.name in ("submitted", "assess", "conclude") and matter.application.submitted_at:
        return matter.application.submitted_at  # type: ignore[no-any-return]
    return matter.moved_at or matter.opened_at  # type: ignore[no-any-return]


def _due_on(matter: Any, step: Step, since: date) -> date | None:
    if step.name == "new_idea":
        return answer_due_on(since)
    due_on: date | None = matter.application.complete_by_on if step.name == "complete" else None
    return due_on


def _place(matter: Any, step: Step) -> dict[str, Any]:
    """What the address of the page is made of."""
    return {
        "agenda": {},
        "hold": {"number": matter.meeting},
        "propose": {"number": matter.meeting, "code": matter.code},
    }.get(step.name, {"code": matter.code})


# ---- What stands where on the line ----


def _at(status: str) -> Callable[[Asker], Q]:
    return lambda asker: Q(status=status)


def _of_mine(state: ApplicationState) -> Callable[[Asker], Q]:
    return lambda asker: Q(
        application__state=state,
        application__organisation__in=asker.organisations(Permission.WRITE_APPLICATION),
    )


def _to_assess(asker: Asker) -> Q:
    marked = Mark.objects.filter(assessment__application__matter=OuterRef("pk"), assessor=asker.person)
    return _open(asker) & ~Q(Exists(marked))


def _to_conclude(asker: Asker) -> Q:
    return _open(asker) & Q(Exists(Mark.objects.filter(assessment__application__matter=OuterRef("pk"))))


def _open(asker: Asker) -> Q:
    return Q(application__assessment__state=AssessmentState.OPEN)


def _assessed() -> Q:
    return ~Q(application__assessment__state=AssessmentState.OPEN)


def _on_no_agenda(asker: Asker) -> Q:
    return _assessed() & ~Q(Exists(AgendaItem.objects.filter(application__matter=OuterRef("pk"))))


def _meeting_over(asker: Asker) -> Q:
    called = AgendaItem.objects.filter(application__matter=OuterRef("pk"), meeting__state=MeetingState.CALLED)
    return _assessed() & Q(Exists(called.filter(meeting__held_on__lte=asker.today)))


def _to_propose(asker: Asker) -> Q:
    """On the agenda of a meeting that was held, at which they sat and from which they didn't step aside."""
    held = AgendaItem.objects.filter(application__matter=OuterRef("pk"), meeting__state=MeetingState.HELD)
    sat = Presence.objects.filter(meeting=OuterRef("meeting"), person=asker.person)
    aside = Recusal.objects.filter(item=OuterRef("pk"), person=asker.person)
    return _assessed() & Q(Exists(held.filter(Exists(sat)).exclude(Exists(aside))))


def _to_decide(asker: Asker) -> Q:
    own = Decision.objects.filter(matter=OuterRef("pk"), step=DecisionStep.PROPOSED, made_by=asker.person)
    return Q(status="decision:proposed") & ~Q(Exists(own))


def _to_serve(asker: Asker) -> Q:
    unserved = Decision.objects.filter(matter=OuterRef("pk"), step=DecisionStep.DECIDED, served_on__isnull=True)
    return Q(Exists(unserved))


def _to_sign(asker: Asker) -> Q:
    mine = asker.organisations(Permission.SIGN_FOR_ORGANISATION)
    return Q(project__agreement__state=AgreementState.DRAFT, project__agreement__recipient__in=mine)


def _to_countersign(asker: Asker) -> Q:
    waiting = Q(project__agreement__state=AgreementState.SIGNED_BY_RECIPIENT)
    return waiting & ~Q(project__agreement__recipient_signatory=asker.person)


def _over(asker: Asker) -> Q:
    running = Q(project__state=ProjectState.RUNNING, project__ends_on__lt=asker.today)
    return running & ~Q(project__kind=ProjectKind.MAIN)


APPROVE = Step(
    "approve", Phase.DECISION, Permission.RECORD_FUNDER, _("Write down whether the funder approves the recipient"),
    "funder_approval", "decisions", _at("decision:decided"),
)  # fmt: skip

AGREE = Step(
    "granted", Phase.DECISION, Permission.PREPARE_AGREEMENT, _("Prepare the agreement and open the project"),
    "open_project", "granted", _at("decision:decided"),
)  # fmt: skip

STEPS = (
    # In the order of the phases. The first that fits a matter is what waits: one thing at a time.
    Step(
        "new_idea",
        Phase.IDEA,
        Permission.HANDLE_IDEAS,
        _("Take up the idea, give it back or answer it"),
        "idea",
        "staff_ideas",
        _at(f"{IDEA.name}:{IdeaState.NEW}"),
        is_impartial=False,
    ),
    Step(
        "growing_idea",
        Phase.IDEA,
        Permission.HANDLE_IDEAS,
        _("Help the idea become an application, or answer it"),
        "idea",
        "staff_ideas",
        _at(f"{IDEA.name}:{IdeaState.GROWING}"),
        is_impartial=False,
    ),
    Step(
        "draft",
        Phase.APPLICATION,
        Permission.WRITE_APPLICATION,
        _("Finish the application and send it"),
        "application",
        "apply",
        _of_mine(ApplicationState.DRAFT),
        is_mandate=True,
        is_impartial=False,
    ),
    Step(
        "complete",
        Phase.APPLICATION,
        Permission.WRITE_APPLICATION,
        _("Complete the application: something is missing"),
        "application",
        "apply",
        _of_mine(ApplicationState.TO_COMPLETE),
        is_mandate=True,
        is_impartial=False,
    ),
    Step(
        "submitted",
        Phase.APPLICATION,
        Permission.HANDLE_APPLICATIONS,
        _("Read the application: ask for what is missing, or take it to assessment"),
        "handle_application",
        "applications",
        lambda asker: Q(application__state=ApplicationState.SUBMITTED),
    ),
    Step(
        "assess", Phase.ASSESSMENT, Permission.ASSESS, _("Assess the application"), "assess", "applications", _to_assess
    ),
    Step(
        "conclude",
        Phase.ASSESSMENT,
        Permission.CONCLUDE_ASSESSMENT,
        _("Conclude the assessment"),
        "assess",
        "applications",
        _to_conclude,
    ),
    Step(
        "agenda",
        Phase.ASSESSMENT,
        Permission.PREPARE_MEETING,
        _("Put it on the agenda of a meeting"),
        "call_meeting",
        "meetings",
        _on_no_agenda,
    ),
    Step(
        "hold",
        Phase.ASSESSMENT,
        Permission.PREPARE_MEETING,
        _("Write down who was present at the meeting"),
        "meeting",
        "meetings",
        _meeting_over,
        is_impartial=False,
    ),
    Step("propose", Phase.ASSESSMENT, Permission.PROPOSE, _("Propose a decision"), "propose", "meetings", _to_propose),
    Step(
        "decide", Phase.DECISION, Permission.DECIDE, _("Decide on the application"), "decide", "decisions", _to_decide
    ),
    Step(
        "serve",
        Phase.DECISION,
        Permission.HANDLE_APPLICATIONS,
        _("Give notice of the decision"),
        "serve_decision",
        "decisions",
        _to_serve,
    ),
    AGREE,
    replace(APPROVE, name="granted"),  # which of the two it is the terms say: see `_approved`
    replace(AGREE, name="approved", where=_at("decision:approved")),
    Step(
        "sign",
        Phase.AGREEMENT,
        Permission.SIGN_FOR_ORGANISATION,
        _("Sign the agreement for your organisation"),
        "agreement",
        "projects",
        _to_sign,
        is_mandate=True,
        is_impartial=False,
    ),
    Step(
        "countersign",
        Phase.AGREEMENT,
        Permission.SIGN_FOR_CITY,
        _("Sign the agreement for the city"),
        "agreement",
        "projects",
        _to_countersign,
    ),
    Step(
        "settle",
        Phase.PROJECT,
        Permission.CLOSE_PROJECT,
        _("Settle and close the project: its time is over"),
        "settle",
        "projects",
        _over,
    ),
)
