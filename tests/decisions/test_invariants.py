"""What `verify` says of decisions that were changed behind the actions' back."""

import pytest

from talkoot.assessment.models import Assessment
from talkoot.decisions.invariants import INVARIANTS
from talkoot.decisions.models import Commitment, Decision
from talkoot.records import triggers
from tests.cast import Cast
from tests.conftest import NOW
from tests.way import TOTAL_CENTS, granted

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded(db: None) -> None:
    """The database without its triggers; the test's own transaction puts them back."""
    triggers.drop()


def broken() -> set[str]:
    return {f"{one.place}: {one.what}" for invariant in INVARIANTS for one in invariant()}


def test_decisions_made_by_the_actions_are_whole(cast: Cast) -> None:
    granted(cast)

    assert broken() == set()


def test_a_commitment_above_the_frame_of_its_terms_is_named(cast: Cast, unguarded: None) -> None:
    grant = granted(cast)
    Commitment.objects.update(amount_cents=984_711_01)
    Decision.objects.filter(pk=grant.pk).update(granted_cents=984_711_01)

    (found,) = broken()
    assert found.startswith(f"decisions.commitment:{Commitment.objects.get().pk}: commits more under 'tuensiirto'")


def test_a_release_makes_room_again(cast: Cast, unguarded: None) -> None:
    grant = granted(cast)
    for cents in (984_711_00 - TOTAL_CENTS, -TOTAL_CENTS):
        Commitment.objects.create(
            register=cast.register, matter=grant.matter, model="tuensiirto", amount_cents=cents, made_at=NOW,
            kind=Commitment.Kind.SUPPLEMENT if cents > 0 else Commitment.Kind.RELEASE,
        )  # fmt: skip
    granted(cast, number=2)

    assert broken() == set()


def test_a_grant_that_committed_another_sum_is_named(cast: Cast, unguarded: None) -> None:
    grant = granted(cast)
    Commitment.objects.update(amount_cents=TOTAL_CENTS - 1)

    assert broken() == {f"decisions.decision:{grant.pk}: granted {TOTAL_CENTS} cents and committed {TOTAL_CENTS - 1}"}


def test_a_grant_without_a_passed_assessment_is_named(cast: Cast, unguarded: None) -> None:
    grant = granted(cast)
    Assessment.objects.update(state="failed")

    assert broken() == {f"decisions.decision:{grant.pk}: grants an application whose assessment hasn't passed"}
