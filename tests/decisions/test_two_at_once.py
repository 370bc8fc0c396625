"""Two decide at the same time: what fits the frame one by one but not together is granted once."""

import pytest

from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.queries import committed
from talkoot.records.invariants import INVARIANTS
from tests.at_once import at_once
from tests.cast import Cast
from tests.way import assessed, costing, grant, proposed, submitted

HALF_AND_MORE = 500_000_00


@pytest.mark.usefixtures("committed")
def test_two_grants_that_fit_one_by_one_but_not_together_make_one(cast: Cast) -> None:
    applications = [assessed(cast, submitted(cast, costing(HALF_AND_MORE))) for _ in range(2)]
    for number, application in enumerate(applications, start=1):
        proposed(cast, application, number)

    outcomes = at_once(*(lambda one=one: grant(cast, one, HALF_AND_MORE) for one in applications))

    assert sorted(type(one).__name__ for one in outcomes) == ["Decision", "FrameExceeded"]
    assert committed(cast.register, "tuensiirto") == Commitment.objects.get().amount_cents == HALF_AND_MORE
    assert Decision.objects.filter(step="decided").count() == 1
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.usefixtures("committed")
def test_the_same_decision_sent_twice_at_once_is_made_once(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)

    outcomes = at_once(*[lambda: grant(cast, application, 1_000_00)] * 2)

    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyDecided", "Decision"]
    assert Commitment.objects.get().amount_cents == 1_000_00
