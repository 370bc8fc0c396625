"""release_commitment: what a project didn't use can be granted to another, never more than that."""

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.decisions.actions.release_commitment import release_commitment
from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.queries import headroom
from talkoot.decisions.rules import MoreThanCommitted
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.records.invariants import INVARIANTS
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import TOTAL_CENTS, granted

pytestmark = pytest.mark.django_db


def release(cast: Cast, decision: Decision, cents: int, who: str = "coordinator") -> Commitment:
    return release_commitment(
        register=cast.register, actor=cast.act(who), matter=decision.matter, model="tuensiirto", unused_cents=cents,
        now=NOW, today=TODAY,
    )  # fmt: skip


def test_what_is_released_can_be_granted_again(cast: Cast) -> None:
    decision = granted(cast)
    before = headroom(cast.register, "tuensiirto")

    assert release(cast, decision, 100).amount_cents == -100
    assert headroom(cast.register, "tuensiirto") == before + 100
    assert [one for ask in INVARIANTS for one in ask()] == []


@pytest.mark.parametrize("cents", [TOTAL_CENTS + 1, 0, -1])
def test_more_than_was_committed_or_nothing_is_refused(cast: Cast, cents: int) -> None:
    with pytest.raises(MoreThanCommitted, match="MM-0001"):
        release(cast, granted(cast), cents)


def test_a_second_release_counts_the_first(cast: Cast) -> None:
    decision = granted(cast)
    release(cast, decision, TOTAL_CENTS)

    with pytest.raises(MoreThanCommitted):
        release(cast, decision, 1)


def test_only_who_closes_projects_releases(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        release(cast, granted(cast), 100, "administrator")


def test_who_has_an_interest_releases_nothing(cast: Cast) -> None:
    decision = granted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=decision.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        release(cast, decision, 100)
