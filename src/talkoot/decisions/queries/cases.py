"""Applications on their way to a decision, many at once: what is asked, proposed, decided and left in the frame."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from talkoot.applications.models import Application, BudgetLine
from talkoot.applications.permissions import APPLICANT
from talkoot.assessment.models import Mark
from talkoot.assessment.rules import failed_criteria
from talkoot.assessment.states import ASSESSMENT, AssessmentState
from talkoot.core.errors import NotFound
from talkoot.decisions.models import Decision
from talkoot.decisions.queries import committed_by_model
from talkoot.decisions.rules import Room, is_approval_needed
from talkoot.decisions.states import DecisionStep
from talkoot.people.models import Interest
from talkoot.people.permissions import roles_on
from talkoot.programme.models import Terms as StoredTerms
from talkoot.programme.queries import read_terms, terms_of
from talkoot.programme.terms import Criterion, CriterionKind, Terms, criteria_of, model
from talkoot.records.models import EntryText, Register
from talkoot.records.queries import matter_of, texts_of
from talkoot.records.rows import label
from talkoot.records.states import Phase

CONCLUDED = (AssessmentState.PASSED, AssessmentState.FAILED)
RELATED = ("register", "matter__register", "organisation", "submitted_by", "assessment__terms")


@dataclass(frozen=True)
class Case:
    """One application with every step taken on it, in cents. `room` is the frame of its funding model today.

    `model` is the funding model's name in every language it has.
    """

    application: Application
    model: Mapping[str, str]
    asked_cents: int
    room: Room
    proposal: Decision | None
    decision: Decision | None
    approval: Decision | None
    is_approval_needed: bool

    @property
    def is_granted(self) -> bool:
        """Whether the authority granted it."""
        return self.decision is not None and self.decision.outcome == Decision.Outcome.GRANT

    @property
    def wants_cents(self) -> int:
        """What would be committed next: what was proposed, else what is asked; nothing once it is decided."""
        if self.decision:
            return 0
        return self.proposal.granted_cents if self.proposal else self.asked_cents

    @property
    def next_room(self) -> Room:
        """The frame with what would be committed next."""
        return replace(self.room, wants_cents=self.wants_cents)

    @property
    def waits_for_funder(self) -> bool:
        """Whether the funder has still to approve the recipient of what was granted."""
        return self.is_granted and self.is_approval_needed and self.approval is None

    @property
    def waits_for(self) -> str:
        """Whose turn it is: `proposal`, `decision`, `service`, `funder` or nobody's."""
        if self.decision is None:
            return "decision" if self.proposal else "proposal"
        if self.decision.served_on is None:
            return "service"
        return "funder" if self.waits_for_funder else ""


def cases(register: Register, applications: Sequence[Application]) -> list[Case]:
    """The cases of applications, in their order. Four statements, however many there are."""
    terms, used = terms_of(register), committed_by_model(register)
    budgets = BudgetLine.objects.filter(application__in=applications).order_by().values_list("application")
    asked = dict(budgets.annotate(Sum("amount_cents")))
    steps: dict[tuple[int, str], Decision] = {}
    for one in Decision.objects.filter(application__in=applications).select_related("made_by", "meeting"):
        steps[one.application_id, one.step] = one
    return [_case(one, terms, used, asked.get(one.pk, 0), steps) for one in applications]


def _case(
    application: Application,
    terms: Terms,
    used: Mapping[str, int],
    asked_cents: int,
    steps: Mapping[tuple[int, str], Decision],
) -> Case:
    funding = model(terms, application.model)
    proposal, decision, approval = (
        steps.get((application.pk, step))
        for step in (DecisionStep.PROPOSED, DecisionStep.DECIDED, DecisionStep.APPROVED)
    )
    return Case(
        application=application,
        model=dict(funding.name),
        asked_cents=asked_cents,
        room=Room(funding.planned_cents, used.get(application.model, 0)),
        proposal=proposal,
        decision=decision,
        approval=approval,
        is_approval_needed=is_approval_needed(terms, application.model, application.organisation.business_id),
    )


def case_of(register: Register, code: str) -> Case:
    """The case of the application with this number. Raises NotFound for a number without a submitted application."""
    found = _submitted(register).filter(matter=matter_of(register, code)).first()
    if found is None:
        raise NotFound("{code} is not an application that was submitted.", code=code)
    (case,) = cases(register, [found])
    return case


def _submitted(register: Register) -> QuerySet[Application]:
    return Application.objects.filter(register=register, submitted_at__isnull=False).select_related(*RELATED)


STATES = ("proposal", "decision", "service", "served")
"""By which the list of decisions can be filtered: what the application waits for, or that its decision is served."""


def to_be_decided(register: Register, state: str = "") -> QuerySet[Application]:
    """Applications whose assessment is concluded, all or those in one of the `STATES`."""
    steps = Decision.objects.filter(application=OuterRef("pk"))
    proposed = Exists(steps.filter(step=DecisionStep.PROPOSED))
    decided = Exists(steps.filter(step=DecisionStep.DECIDED))
    served = Exists(steps.filter(step=DecisionStep.DECIDED, served_on__isnull=False))
    which = {
        "proposal": ~Q(proposed) & ~Q(decided),
        "decision": Q(proposed) & ~Q(decided),
        "service": Q(decided) & ~Q(served),
        "served": Q(served),
    }
    return _submitted(register).filter(which.get(state, Q()), assessment__state__in=CONCLUDED)


def ready_for_agenda(register: Register) -> QuerySet[Application]:
    """What can be put on an agenda: assessed, and not yet proposed; the longest waiting first."""
    ready = _submitted(register).filter(matter__phase=Phase.ASSESSMENT, assessment__state__in=CONCLUDED)
    return ready.order_by("submitted_at", "pk")


def asides(applications: Collection[Application], day: date) -> dict[int, dict[int, str]]:
    """Who must step aside from which application: by application the ground of each person. Two statements.

    The same as `applications.permissions.interests_in`, for many applications of one programme.
    """
    if not applications:
        return {}
    register = next(iter(applications)).register
    mandates: dict[int | None, set[int]] = {}
    held = roles_on(register, day).filter(organisation__in={one.organisation_id for one in applications})
    for organisation, person in held.values_list("organisation_id", "person_id"):
        mandates.setdefault(organisation, set()).add(person)
    declared: dict[int, dict[int, str]] = {}
    interests = Interest.objects.filter(matter__in={one.matter_id for one in applications})
    for matter, person, ground in interests.values_list("matter_id", "person_id", "ground"):
        declared.setdefault(matter, {})[person] = ground
    return {
        one.pk: _aside(one, mandates.get(one.organisation_id, set())) | declared.get(one.matter_id, {})
        for one in applications
    }


def _aside(application: Application, acting: Iterable[int]) -> dict[int, str]:
    people = {*acting, application.written_by_id, application.submitted_by_id}
    return {person: APPLICANT for person in people if person}


@dataclass(frozen=True)
class Opinion:
    """An assessment in short: how many assessed, their points together of the most there could be, what fails.

    Marks of those who must step aside don't count. `failed` is the criteria that stop it, in words by language.
    """

    state: str
    assessors: int
    points: int
    most: int
    failed: tuple[Mapping[str, str], ...]

    @property
    def word(self) -> str:
        """Its state as the filter `status` takes it."""
        return f"{ASSESSMENT.name}:{self.state}"


def opinions(applications: Collection[Application], aside: Mapping[int, Collection[int]]) -> dict[int, Opinion]:
    """The assessments of applications in short, by application. One statement."""
    marks: dict[int, list[Mark]] = {}
    for mark in Mark.objects.filter(assessment__application__in=applications).select_related("assessment"):
        if mark.assessor_id not in aside.get(mark.assessment.application_id, ()):
            marks.setdefault(mark.assessment.application_id, []).append(mark)
    read: dict[int, Terms] = {}
    return {
        one.pk: _opinion(one.assessment.state, marks.get(one.pk, []), _criteria(one, read))
        for one in applications
        if hasattr(one, "assessment")
    }


def _criteria(application: Application, read: dict[int, Terms]) -> tuple[Criterion, ...]:
    """The criteria it is assessed by; the terms of many applications are read once."""
    stored: StoredTerms = application.assessment.terms
    if stored.pk not in read:
        read[stored.pk] = read_terms(stored)
    return criteria_of(read[stored.pk], application.model)


def _opinion(state: str, marks: Sequence[Mark], criteria: Sequence[Criterion]) -> Opinion:
    said: dict[str, set[bool]] = {}
    for mark in marks:
        if mark.met is not None:
            said.setdefault(mark.criterion, set()).add(mark.met)
    failed = failed_criteria(said, criteria)
    scales = {one.code: one.scale or 0 for one in criteria if one.kind is CriterionKind.SCORED}
    return Opinion(
        state=state,
        assessors=len({mark.assessor_id for mark in marks}),
        points=sum(mark.score or 0 for mark in marks),
        most=sum(scales.get(mark.criterion, 0) for mark in marks),
        failed=tuple(dict(one.text) for one in criteria if one.code in failed),
    )


def words_of(register: Register, decisions: Iterable[Decision | None]) -> dict[int, dict[str, EntryText]]:
    """The reasons and conditions of decisions, by decision. One statement."""
    rows = [one for one in decisions if one]
    texts = texts_of(register, map(label, rows)) if rows else {}
    return {one.pk: texts.get(label(one), {}) for one in rows}
