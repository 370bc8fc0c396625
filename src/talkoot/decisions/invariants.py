"""What must hold of decisions; `talkoot verify` asks."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum

from talkoot.assessment.states import AssessmentState
from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.states import DecisionStep
from talkoot.programme.models import Terms
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import frame_of
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.rows import label


def commitments_fit_their_frames() -> Iterator[Broken]:
    """After each decision, what is committed under its funding model fits the frame of its own terms."""
    terms = {row.pk: read_terms(row) for row in Terms.objects.order_by("pk")}
    used: dict[tuple[int, str], int] = {}
    for row in Commitment.objects.select_related("decision").order_by("pk").iterator(chunk_size=2000):
        key = (row.register_id, row.model)
        used[key] = used.get(key, 0) + row.amount_cents
        if row.decision and used[key] > frame_of(terms[row.decision.terms_id], row.model):
            yield Broken(label(row), f"commits more under '{row.model}' than its frame holds")


def grants_are_committed_once() -> Iterator[Broken]:
    """What a decision granted is what it committed, to the cent; a refusal or a proposal commits nothing."""
    is_grant = Q(step=DecisionStep.DECIDED, outcome=Decision.Outcome.GRANT)
    counted = Decision.objects.annotate(
        committed=Sum("commitments__amount_cents", filter=Q(commitments__kind=Commitment.Kind.GRANT), default=0)
    )
    wrong = counted.filter(is_grant & ~Q(committed=F("granted_cents")) | ~is_grant & ~Q(committed=0))
    for decision in wrong.order_by("pk"):
        yield Broken(label(decision), f"granted {decision.granted_cents} cents and committed {decision.committed}")


def grants_passed_their_assessment() -> Iterator[Broken]:
    """Nothing is granted whose assessment didn't pass."""
    granted = Decision.objects.filter(step=DecisionStep.DECIDED, outcome=Decision.Outcome.GRANT)
    for decision in granted.exclude(application__assessment__state=AssessmentState.PASSED).order_by("pk"):
        yield Broken(label(decision), "grants an application whose assessment hasn't passed")


INVARIANTS: tuple[Invariant, ...] = (
    commitments_fit_their_frames,
    grants_are_committed_once,
    grants_passed_their_assessment,
)
