"""record_funder_decision: cuts reach the right project, are carried by the right sources, and are taken once."""

from datetime import date

import pytest

from talkoot.claims import rules
from talkoot.claims.actions.record_funder_decision import CutGiven, record_funder_decision
from talkoot.claims.invariants import INVARIANTS
from talkoot.claims.models import Claim
from talkoot.claims.queries import approved_shares, books_of, money_by_source
from talkoot.config.invariants import everything_broken
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.core.split import split
from talkoot.costs.actions.correct_cost import correct_cost
from talkoot.costs.models import Check, CostEntry
from talkoot.programme.actions.load_programme import load_programme
from talkoot.programme.file import ProgrammeFile
from talkoot.records.invariants import INVARIANTS as RECORDS
from tests.cast import LOADER, Cast
from tests.claims import claimed

pytestmark = pytest.mark.django_db


def frozen_salary(cast: Cast, cents: int = 200_000) -> tuple[Claim, Check]:
    check = claimed.salary(cast, date(2019, 3, 1), cents)
    return claimed.freeze(cast, 1), check


def cut(cast: Cast, claim: Claim, check: Check, cents: int) -> object:
    return claimed.decide(cast, claim, **{f"e{check.cost_entry_id}": cents})


def correct(cast: Cast, entry: CostEntry) -> list[CostEntry]:
    return correct_cost(
        entry=entry, actor=cast.act("administrator"), reason=claimed.REASON,
        now=claimed.AFTER_SECOND, today=claimed.AFTER_SECOND.date(),
    )  # fmt: skip


def test_a_decision_without_cuts_approves_the_whole(cast: Cast) -> None:
    claim, _ = frozen_salary(cast)

    decision = claimed.decide(cast, claim)

    assert (decision.approved_cents, decision.cut_cents) == (234_000, 0)
    assert approved_shares(claim) == split(234_000, books_of(cast.register)[0].weights)


def test_the_flat_rate_follows_a_cut_salary(cast: Cast) -> None:
    claim, check = frozen_salary(cast)

    decision = claimed.decide(cast, claim, **{f"e{check.cost_entry_id}": 10_000})

    assert decision.cut_cents == 10_000 + 1_700
    assert sorted(one.entry.amount_cents for one in decision.cuts.all()) == [-10_000, -1_700]
    assert approved_shares(claim) == split(222_300, books_of(cast.register)[0].weights)


def test_after_a_cut_the_next_claim_is_not_cut_again(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    cut(cast, claim, check, 10_000)
    claimed.salary(cast, date(2019, 8, 1), 100_000)

    assert claimed.freeze(cast, 2).total_cents == 117_000


def test_the_cut_part_can_be_claimed_again_with_its_flat_rate(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    decision = claimed.decide(cast, claim, **{f"e{check.cost_entry_id}": 10_000})
    salary_cut = decision.cuts.get(line__isnull=False)

    (again,) = correct(cast, salary_cut.entry)
    claimed.check(cast, again)

    assert claimed.freeze(cast, 2).total_cents == 11_700
    assert books_of(cast.register)[0].standing_cents == 234_000


def test_claimed_sums_stay_and_accepted_sums_follow_the_cut(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    cut(cast, claim, check, 10_000)

    rows = {row.source: row for row in money_by_source(cast.register)}
    assert rows["esf"].claimed == 187_200
    assert rows["esf"].accepted == 177_840


def test_a_claim_is_decided_once(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    claimed.decide(cast, claim)

    with pytest.raises(NotInOrder):
        cut(cast, claim, check, 1)


def test_more_than_the_line_cannot_be_cut(cast: Cast) -> None:
    claim, check = frozen_salary(cast)

    with pytest.raises(rules.CutTooLarge):
        cut(cast, claim, check, 200_001)


def test_a_flat_rate_line_cannot_be_cut_by_itself(cast: Cast) -> None:
    claim, _ = frozen_salary(cast)
    flat = claim.lines.get(entry__kind="flat_rate")

    with pytest.raises(rules.FlatRateIsCutWithItsBase):
        claimed.decide(cast, claim, **{f"e{flat.entry_id}": 1})


def test_what_a_correction_has_taken_back_is_not_cut_a_second_time(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    (taken,) = correct(cast, check.cost_entry)
    claimed.check(cast, taken)

    with pytest.raises(rules.CutTooLarge, match="Correct that correction first"):
        cut(cast, claim, check, 10_000)
    (back,) = correct(cast, taken)
    claimed.check(cast, back)
    cut(cast, claim, check, 10_000)

    assert everything_broken() == []


def test_a_line_of_another_claim_is_not_cut(cast: Cast) -> None:
    claim, _ = frozen_salary(cast)
    late = claimed.salary(cast, date(2019, 8, 1), 100_000)
    line = claimed.freeze(cast, 2).lines.get(entry=late.cost_entry)

    with pytest.raises(NotFound, match="no such line"):
        record_funder_decision(
            register=cast.register, actor=cast.act("administrator"), claim=claim,
            cuts=[CutGiven(line, 1, claimed.REASON)], decided_on=claimed.AFTER_FIRST.date(), diary_number="ELY/8",
            now=claimed.AFTER_FIRST, today=claimed.AFTER_FIRST.date(),
        )  # fmt: skip


def test_a_stranger_cannot_record_the_funders_decision(cast: Cast) -> None:
    claim, _ = frozen_salary(cast)
    cast.administrator = cast.stranger

    with pytest.raises(NotPermitted):
        claimed.decide(cast, claim)


def test_everything_verifies_after_a_cut_and_the_next_claim(cast: Cast) -> None:
    claim, check = frozen_salary(cast, 200_017)
    cut(cast, claim, check, 10_001)
    claimed.salary(cast, date(2019, 8, 1), 100_003)
    claimed.freeze(cast, 2)

    assert [broken for invariant in (*RECORDS, *INVARIANTS) for broken in invariant()] == []


def test_a_decision_that_comes_after_the_next_claim_was_frozen_verifies(cast: Cast) -> None:
    claim, check = frozen_salary(cast)
    claimed.salary(cast, date(2019, 8, 1), 100_003)
    claimed.freeze(cast, 2)

    cut(cast, claim, check, 10_001)

    assert [broken for invariant in (*RECORDS, *INVARIANTS) for broken in invariant()] == []


def test_a_late_decision_goes_by_the_plan_of_its_own_day(cast: Cast, programme_file: ProgrammeFile) -> None:
    claim, check = frozen_salary(cast)
    smaller = _with_less_esf(programme_file, 100_000)
    load_programme(source=smaller, actor=LOADER, is_demo=True, now=claimed.AFTER_FIRST)
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []

    cut(cast, claim, check, 10_000)

    rows = {row.source: row for row in money_by_source(cast.register)}
    assert rows["esf"].accepted == 100_000
    assert approved_shares(claim)["esf"] == 100_000
    assert [broken for invariant in (*RECORDS, *INVARIANTS) for broken in invariant()] == []


def _with_less_esf(source: ProgrammeFile, esf_cents: int) -> ProgrammeFile:
    """The same programme, its ESF money shrunk and the city carrying the rest; whether it fits is not asked here."""
    moved = source.terms.sources[0].amount_cents - esf_cents
    esf, city, private = source.terms.sources
    sources = (
        esf.model_copy(update={"amount_cents": esf_cents}),
        city.model_copy(update={"amount_cents": city.amount_cents + moved}),
        private,
    )
    tolerance = {"sources": sources, "tolerance_cents": moved + 1_100}
    return source.model_copy(update={"terms": source.terms.model_copy(update=tolerance)})
