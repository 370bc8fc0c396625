"""What can be read of assessments."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from talkoot.applications.models import Application
from talkoot.applications.permissions import interests_in
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.rules import MarkGiven, failed_criteria
from talkoot.assessment.states import AssessmentState
from talkoot.core.errors import NotFound
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import Criterion, CriterionKind, criteria_of
from talkoot.records.models import EntryText, Register
from talkoot.records.rows import label


@dataclass(frozen=True)
class CriterionSummary:
    """What assessors said of one criterion, in whole numbers; a mean is `score_sum` of `marks`, never rounded here."""

    code: str
    kind: CriterionKind
    marks: int
    score_sum: int
    met: int
    not_met: int


def assessment_in(register: Register, key: int) -> Assessment:
    """The assessment as it stands now, with its application and matter. Raises NotFound in another programme."""
    related = (
        "register",
        "terms",
        "application__register",
        "application__matter__register",
        "application__submitted_by",
    )
    found = Assessment.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such assessment in this programme.")
    return found


def criteria_for(assessment: Assessment) -> tuple[Criterion, ...]:
    """The criteria it is assessed by: those of its funding model in the terms it was opened under."""
    return criteria_of(read_terms(assessment.terms), assessment.application.model)


def counting_marks(assessment: Assessment, day: date) -> QuerySet[Mark]:
    """The marks that count on a day: not those of whoever must step aside, also if that came to light after marking."""
    aside = interests_in(assessment.application, day)
    return Mark.objects.filter(assessment=assessment).exclude(assessor__in=list(aside))


def opinions_in(assessment: Assessment, day: date) -> dict[str, set[bool]]:
    """What assessors without an interest said of each condition: met, not met, or both."""
    said: dict[str, set[bool]] = {}
    marks = counting_marks(assessment, day).filter(met__isnull=False).order_by("pk")
    for code, met in marks.values_list("criterion", "met"):
        said.setdefault(code, set()).add(bool(met))
    return said


def assessors_of(assessment: Assessment, day: date) -> int:
    """How many people without an interest have assessed it."""
    return counting_marks(assessment, day).values("assessor").distinct().count()


def summary(assessment: Assessment, day: date) -> tuple[CriterionSummary, ...]:
    """Every criterion in the file's order with what was said of it by those without an interest."""
    counts = counting_marks(assessment, day).order_by().values_list("criterion").annotate(
        marks=Count("pk"),
        score_sum=Sum("score", default=0),
        are_met=Count("pk", filter=Q(met=True)),
        are_not=Count("pk", filter=Q(met=False)),
    )  # fmt: skip
    by_code = {code: tuple(numbers) for code, *numbers in counts}
    return tuple(
        CriterionSummary(criterion.code, criterion.kind, *by_code.get(criterion.code, (0, 0, 0, 0)))
        for criterion in criteria_for(assessment)
    )


def failed_in(assessment: Assessment, day: date) -> tuple[str, ...]:
    """The conditions that stop the application, by code."""
    return failed_criteria(opinions_in(assessment, day), criteria_for(assessment))


def open_assessments(register: Register) -> QuerySet[Assessment]:
    """Assessments that wait for marks or for their conclusion, the oldest application first."""
    waiting = Assessment.objects.filter(register=register, state=AssessmentState.OPEN)
    return waiting.select_related("application__matter__register", "application__organisation").order_by(
        "application__submitted_at", "pk"
    )


# ---- For pages ----


def assessment_of(application: Application) -> Assessment | None:
    """The assessment of an application with its terms, or None before anybody opened it."""
    found = Assessment.objects.select_related("terms", "register").filter(application=application).first()
    if found:
        found.application = application
    return found


@dataclass(frozen=True)
class MarkSaid:
    """One assessor's mark with the reason as it stands now; None when the reason was erased."""

    mark: Mark
    reason: EntryText | None

    @property
    def given(self) -> MarkGiven:
        """The mark as the rules take it."""
        reason = self.reason.text if self.reason else ""
        return MarkGiven(self.mark.criterion, reason, met=self.mark.met, score=self.mark.score)


def marks_said(assessment: Assessment) -> tuple[MarkSaid, ...]:
    """Every mark with its assessor and newest reason, in the order of marking. Two statements."""
    reasons = _reasons(assessment)
    marks = Mark.objects.filter(assessment=assessment).select_related("assessor").order_by("pk")
    return tuple(MarkSaid(one, reasons.get((f"person:{one.assessor_id}", one.criterion))) for one in marks)


def _reasons(assessment: Assessment) -> dict[tuple[str, str], EntryText]:
    """The newest reason by who wrote it and the criterion's code."""
    texts = EntryText.objects.filter(entry__register=assessment.register_id, entry__subject=label(assessment))
    ordered = texts.select_related("entry").order_by("entry__seq")
    return {(one.entry.actor, one.name): one for one in ordered if one.text}


@dataclass(frozen=True)
class Line:
    """One criterion with what those without an interest said of it; `stops` the application if it isn't as it must be.

    `least` and `most` are the lowest and the highest points given; `disagrees`: some say a condition is met, some not.
    """

    criterion: Criterion
    summary: CriterionSummary
    said: tuple[MarkSaid, ...]
    stops: bool

    @property
    def least(self) -> int:
        """The lowest points given."""
        return min((one.mark.score or 0 for one in self.said), default=0)

    @property
    def most(self) -> int:
        """The highest points given."""
        return max((one.mark.score or 0 for one in self.said), default=0)

    @property
    def disagrees(self) -> bool:
        """Whether a condition is met in some eyes and not in others'."""
        return bool(self.summary.met and self.summary.not_met)


def lines(assessment: Assessment, day: date) -> tuple[Line, ...]:
    """Every criterion in the file's order with its summary and the marks that count on a day."""
    counting = set(counting_marks(assessment, day).values_list("pk", flat=True))
    said = [one for one in marks_said(assessment) if one.mark.pk in counting]
    stopping = failed_in(assessment, day)
    summaries = {one.code: one for one in summary(assessment, day)}
    return tuple(
        Line(
            criterion=one,
            summary=summaries[one.code],
            said=tuple(mark for mark in said if mark.mark.criterion == one.code),
            stops=one.code in stopping,
        )
        for one in criteria_for(assessment)
    )
