"""What can be read of assessments."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

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
    related = ("register", "terms", "application__register", "application__matter__register", "application__submitted_by")
    found = Assessment.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such assessment in this programme.")
    return found


def criteria_for(assessment: Assessment) -> tuple[Criterion, ...]:
    """The criteria it is assessed by: those of its funding model in the terms it was opened under."""
    return criteria_of(read_terms(assessment.terms), assessment.application.model)


def opinions_in(assessment: Assessment) -> dict[str, set[bool]]:
    """What assessors said of each condition: met, not met, or both."""
    said: dict[str, set[bool]] = {}
    marks = Mark.objects.filter(assessment=assessment, met__isnull=False).order_by("pk")
    for code, met in marks.values_list("criterion", "met"):
        said.setdefault(code, set()).add(bool(met))
    return said


def assessors_of(assessment: Assessment) -> int:
    """How many people have assessed it."""
    return Mark.objects.filter(assessment=assessment).values("assessor").distinct().count()


def summary(assessment: Assessment) -> tuple[CriterionSummary, ...]:
    """Every criterion in the file's order with what was said of it, in one statement."""
    counted = {
        row["criterion"]: row
        for row in Mark.objects.filter(assessment=assessment).order_by().values("criterion").annotate(
            marks=Count("pk"), score_sum=Sum("score"), are_met=Count("pk", Q(met=True)), unmet=Count("pk", Q(met=False))
        )
    }  # fmt: skip
    return tuple(_summary(criterion, counted.get(criterion.code, {})) for criterion in criteria_for(assessment))


def _summary(criterion: Criterion, row: dict[str, int | None]) -> CriterionSummary:
    return CriterionSummary(
        code=criterion.code,
        kind=criterion.kind,
        marks=row.get("marks") or 0,
        score_sum=row.get("score_sum") or 0,
        met=row.get("are_met") or 0,
        not_met=row.get("unmet") or 0,
    )


def failed_in(assessment: Assessment) -> tuple[str, ...]:
    """The conditions that stop the application, by code."""
    return failed_criteria(opinions_in(assessment), criteria_for(assessment))


def open_assessments(register: Register) -> QuerySet[Assessment]:
    """Assessments that wait for marks or for their conclusion, the oldest application first."""
    waiting = Assessment.objects.filter(register=register, state=AssessmentState.OPEN)
    return waiting.select_related("application__matter__register", "application__organisation").order_by(
        "application__submitted_at", "pk"
    )
