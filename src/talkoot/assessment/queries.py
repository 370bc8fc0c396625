"""What can be read of assessments."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from talkoot.applications.permissions import interests_in
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.rules import failed_criteria
from talkoot.assessment.states import AssessmentState
from talkoot.core.errors import NotFound
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import Criterion, CriterionKind, criteria_of
from talkoot.records.models import Register


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
