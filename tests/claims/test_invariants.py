"""What is changed in a frozen claim behind the actions' back, with the triggers off, is named by `verify`."""

from datetime import date

import pytest

from talkoot.claims import invariants
from talkoot.claims.models import Claim, ClaimLine, ClaimShare, FlatRateBase
from talkoot.config.invariants import everything_broken
from talkoot.costs.models import Check, CostEntry
from talkoot.decisions.models import Commitment
from talkoot.records import triggers
from tests.cast import Cast
from tests.claims import claimed
from tests.records.tamper import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen(cast: Cast) -> Claim:
    """A claim with a salary, its flat rate and something bought; another cost is accepted but not claimed yet."""
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    claim = claimed.freeze(cast, 1)
    claimed.bought(cast, date(2019, 8, 2), 3_000, "2")
    assert everything_broken() == []
    triggers.drop()
    return claim


def found() -> list[str]:
    """The places that are named, the missing triggers apart."""
    return [one.place for one in everything_broken() if not one.place.startswith("trigger ")]


def named(invariant: str) -> list[str]:
    """The places that one of the claims' own invariants names."""
    return [one.place for one in getattr(invariants, invariant)()]


def line_of(check: str) -> ClaimLine:
    """The line of a category's entry."""
    return ClaimLine.objects.get(entry__category=check)


def test_a_line_that_claims_another_amount_is_named(frozen: Claim) -> None:
    line = line_of("materials")
    run("UPDATE claims_claimline SET amount_cents = amount_cents + 1 WHERE id = %s", line.pk)

    assert f"claims.claim:{frozen.pk}/claims.claimline" in found()
    assert named("claims_add_up") == [f"claims.claim:{frozen.pk}"]
    assert named("lines_are_what_was_accepted") == [f"claims.claimline:{line.pk}"]


def test_a_line_that_was_added_is_named(frozen: Claim) -> None:
    waiting = CostEntry.objects.get(claim_line__isnull=True)
    ClaimLine.objects.create(claim=frozen, entry=waiting, project=waiting.project, amount_cents=3_000)

    assert f"claims.claim:{frozen.pk}/claims.claimline" in found()
    assert named("claims_add_up") == [f"claims.claim:{frozen.pk}"]


def test_a_line_that_was_taken_away_is_named(frozen: Claim) -> None:
    run("DELETE FROM claims_claimline WHERE id = %s", line_of("materials").pk)

    assert f"claims.claim:{frozen.pk}/claims.claimline" in found()
    assert named("claims_add_up") == [f"claims.claim:{frozen.pk}"]


def test_a_line_that_stands_for_another_entry_of_the_same_amount_is_named(cast: Cast, frozen: Claim) -> None:
    twin = claimed.bought(cast, date(2019, 4, 2), 10_000, "3").cost_entry
    run("UPDATE claims_claimline SET entry_id = %s WHERE id = %s", twin.pk, line_of("materials").pk)

    assert named("claims_add_up") == []
    assert f"claims.claim:{frozen.pk}/claims.claimline" in found()


def test_a_share_or_a_document_that_was_changed_is_named(frozen: Claim) -> None:
    share = ClaimShare.objects.filter(claim=frozen).first()
    assert share
    run("UPDATE claims_claimshare SET amount_cents = amount_cents + 1 WHERE id = %s", share.pk)
    run("UPDATE claims_claim SET document = '{}' WHERE id = %s", frozen.pk)

    assert named("claims_add_up") == [f"claims.claim:{frozen.pk}"] * 2
    assert {f"claims.claim:{frozen.pk}", f"claims.claim:{frozen.pk}/claims.claimshare"} <= set(found())


def test_a_line_whose_check_was_changed_or_is_gone_is_named(frozen: Claim) -> None:
    line = line_of("materials")
    run("UPDATE costs_check SET accepted_cents = 9999 WHERE cost_entry_id = %s", line.entry_id)
    assert named("lines_are_what_was_accepted") == [f"claims.claimline:{line.pk}"]

    Check.objects.filter(cost_entry=line.entry_id)._raw_delete(Check.objects.db)
    assert named("lines_are_what_was_accepted") == [f"claims.claimline:{line.pk}"]


def test_a_salary_that_no_flat_rate_was_counted_on_is_named(frozen: Claim) -> None:
    assert named("flat_rates_name_their_base") == []
    FlatRateBase.objects.all()._raw_delete(FlatRateBase.objects.db)

    assert named("flat_rates_name_their_base") == [f"claims.claimline:{line_of('staff').pk}"]
    assert f"claims.claim:{frozen.pk}/claims.flatratebase" in found()


def test_a_project_that_stands_above_its_grant_is_named(cast: Cast, frozen: Claim) -> None:
    assert named("nothing_stands_above_its_grant") == []
    Commitment.objects.filter(register=cast.register)._raw_delete(Commitment.objects.db)

    assert named("nothing_stands_above_its_grant") == ["MM-0001 costs"]
