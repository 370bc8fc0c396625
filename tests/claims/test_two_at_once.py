"""Two people freeze the same claim at the same moment: one does, the other is told."""

from datetime import date

import pytest

from talkoot.claims.models import Claim, ClaimLine
from talkoot.records.invariants import INVARIANTS
from tests.at_once import at_once
from tests.cast import Cast
from tests.claims import claimed


@pytest.mark.usefixtures("committed")
def test_a_claim_frozen_by_two_at_once_is_frozen_once(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")

    outcomes = at_once(*[lambda: claimed.freeze(cast, 1)] * 2)

    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyFrozen", "Claim"]
    assert Claim.objects.count() == 1
    assert ClaimLine.objects.count() == 1
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
