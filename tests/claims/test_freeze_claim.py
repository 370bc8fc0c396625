"""freeze_claim: everything that may be claimed, once, and never changed again."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from talkoot.claims import rules
from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.claims.draft import document, draft_claim
from talkoot.claims.invariants import INVARIANTS
from talkoot.claims.models import Claim, ClaimShare, FlatRateBase
from talkoot.claims.queries import claim_facts
from talkoot.core.actor import Actor
from talkoot.core.canonical import digest
from talkoot.core.errors import NotPermitted
from talkoot.costs.models import CostEntry
from talkoot.programme.actions.load_programme import load_programme
from talkoot.programme.file import ProgrammeFile
from talkoot.programme.queries import terms_of
from talkoot.records.invariants import INVARIANTS as RECORDS
from tests.cast import LOADER, Cast
from tests.claims import claimed
from tests.costs import projects

pytestmark = pytest.mark.django_db


def test_a_claim_holds_what_was_accepted_and_the_flat_rate_on_its_salaries(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_001)
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")

    claim = claimed.freeze(cast, 1)

    assert claim.total_cents == 200_001 + 10_000 + 34_000
    assert [line.amount_cents for line in claim.lines.order_by("pk")] == [200_001, 10_000, 34_000]


def test_the_shares_of_a_claim_add_up_and_follow_the_weights(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_001, "1")

    claim = claimed.freeze(cast, 1)

    shares = dict(ClaimShare.objects.filter(claim=claim).values_list("source", "amount_cents"))
    assert shares == {"esf": 8_000, "city": 2_001}


def test_only_the_accepted_part_of_a_cost_is_claimed(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000, accepted=150_000)

    assert claimed.freeze(cast, 1).total_cents == 150_000 + 25_500


def test_what_was_paid_after_the_period_waits_for_the_next(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 6, 20), 10_000, "1", paid_on=date(2019, 6, 30))
    claimed.bought(cast, date(2019, 6, 21), 20_000, "2", paid_on=date(2019, 7, 1))

    assert claimed.freeze(cast, 1).total_cents == 10_000
    assert claimed.freeze(cast, 2).total_cents == 20_000


def test_what_comes_late_goes_into_the_next_claim(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    claimed.freeze(cast, 1)
    late = claimed.bought(cast, date(2019, 4, 3), 7_000, "2")

    second = claimed.freeze(cast, 2)

    assert [line.entry for line in second.lines.all()] == [late.cost_entry]


def test_rounding_of_the_flat_rate_does_not_drift_over_claims(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 10_003)
    claimed.freeze(cast, 1)
    claimed.salary(cast, date(2019, 8, 1), 10_003)
    claimed.freeze(cast, 2)

    flat = CostEntry.objects.filter(kind=CostEntry.Kind.FLAT_RATE)
    assert sum(entry.amount_cents for entry in flat) == 20_006 * 17 // 100


def test_a_project_keeps_the_flat_rate_it_was_opened_under(cast: Cast, programme_file: ProgrammeFile) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    cost_model = programme_file.terms.cost_model
    assert cost_model.flat_rate
    lower = cost_model.model_copy(
        update={"flat_rate": cost_model.flat_rate.model_copy(update={"rate_basis_points": 1500})}
    )
    terms = programme_file.terms.model_copy(update={"cost_model": lower})
    load_programme(
        source=programme_file.model_copy(update={"terms": terms}), actor=LOADER, is_demo=True, now=claimed.AFTER_FIRST
    )

    assert claimed.freeze(cast, 1).total_cents == 234_000
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


def test_a_period_without_costs_freezes_as_a_nil_claim(cast: Cast) -> None:
    claim = claimed.freeze(cast, 1)

    assert (claim.total_cents, claim.lines.count(), claim.shares.count()) == (0, 0, 0)
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    assert claimed.freeze(cast, 2).total_cents == 10_000


def test_the_preview_says_what_is_then_frozen(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    draft = draft_claim(cast.register, terms_of(cast.register), 1)
    before = document(cast.register, draft)

    claim = claimed.freeze(cast, 1)
    after = claim_facts(cast.register, 1)

    flat_rates = after.pop("flat_rates")
    before_flat_rates = before.pop("flat_rates")
    assert before == after
    assert isinstance(flat_rates, list)
    assert isinstance(before_flat_rates, list)
    assert [{**one, "entry": None} for one in flat_rates] == before_flat_rates  # type: ignore[dict-item]
    assert digest(claim.document) == claim.digest
    assert json.loads(claim.document)["total_cents"] == claim.total_cents


def test_the_document_adds_up_each_project_by_category(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    claimed.salary(cast, date(2019, 4, 1), 100_001)
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    project = projects.event(cast)
    claimed.bought(cast, date(2019, 4, 2), 500, "2", project=project)

    claimed.freeze(cast, 1)
    facts = claim_facts(cast.register, 1)

    main, event = "MM-0001", project.matter.code
    assert facts["lines"] == [
        {"matter": main, "category": "materials", "in_flat_base": False, "count": 1, "cents": 10_000},
        {"matter": main, "category": "staff", "in_flat_base": True, "count": 2, "cents": 300_001},
        {"matter": event, "category": "materials", "in_flat_base": False, "count": 1, "cents": 500},
    ]
    flat = CostEntry.objects.get(kind=CostEntry.Kind.FLAT_RATE)
    told = {"entry": flat.pk, "matter": main, "cents": 51_000, "base_cents_so_far": 300_001, "base_count": 2}
    assert facts["flat_rates"] == [told]


def test_a_flat_rate_names_the_salaries_of_its_own_project_in_its_own_claim(cast: Cast) -> None:
    first = claimed.salary(cast, date(2019, 3, 1), 200_000).cost_entry
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    one = claimed.freeze(cast, 1)
    second = claimed.salary(cast, date(2019, 8, 1), 100_000).cost_entry
    two = claimed.freeze(cast, 2)

    named = FlatRateBase.objects.order_by("pk").values_list("claim", "flat_entry__claim_line__claim", "base_entry")
    assert list(named) == [(one.pk, one.pk, first.pk), (two.pk, two.pk, second.pk)]
    assert FlatRateBase.objects.values("flat_entry").distinct().count() == 2


def test_freezing_takes_the_same_statements_for_few_entries_and_many(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    few = _statements(cast, 1)
    for month in (8, 9, 10):
        claimed.salary(cast, date(2019, month, 1), 200_000)
    for number in range(20):
        claimed.bought(cast, date(2019, 8, 2), 10_000, f"n{number}")

    assert _statements(cast, 2) == few


def _statements(cast: Cast, number: int) -> int:
    with CaptureQueriesContext(connection) as asked:
        claimed.freeze(cast, number)
    return len(asked)


def test_a_claim_is_frozen_once_in_order_and_after_its_period(cast: Cast) -> None:
    with pytest.raises(rules.ChainBroken):
        claimed.freeze(cast, 2)
    claimed.freeze(cast, 1)
    with pytest.raises(rules.AlreadyFrozen):
        claimed.freeze(cast, 1)
    with pytest.raises(rules.PeriodNotEnded):
        freeze_claim(
            register=cast.register, actor=cast.act("administrator"), number=2,
            now=claimed.AFTER_FIRST, today=date(2019, 9, 20),
        )  # fmt: skip
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("who", ["stranger", "coordinator", "auditor", "signatory"])
def test_only_who_builds_claims_may_freeze_one(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        claimed.freeze(cast, 1, who)


def test_the_command_on_the_machine_may_freeze_and_the_entry_says_so(cast: Cast) -> None:
    now = claimed.AFTER_FIRST
    claim = freeze_claim(
        register=cast.register, actor=Actor(system="claim freeze"), number=1, now=now, today=now.date()
    )

    assert claim.frozen_by == "system:claim freeze"


def test_the_database_refuses_a_claim_whose_shares_do_not_add_up(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    claim = claimed.freeze(cast, 1)
    open_claim = Claim.objects.create(
        register=cast.register, number=9, starts_on=claim.starts_on, ends_on=claim.ends_on, terms=claim.terms,
        state="open", total_cents=1, frozen_by="system:test", frozen_at=claimed.AFTER_FIRST,
    )  # fmt: skip

    with pytest.raises(DatabaseError, match="add up"), transaction.atomic():
        Claim.objects.filter(pk=open_claim.pk).update(state="frozen")


def test_a_frozen_claim_cannot_be_changed_or_deleted(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    claim = claimed.freeze(cast, 1)

    for change in (
        lambda: Claim.objects.filter(pk=claim.pk).update(digest="0" * 64),
        lambda: claim.lines.update(amount_cents=1),
        lambda: claim.shares.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_everything_recorded_of_claims_verifies(cast: Cast) -> None:
    claimed.salary(cast, date(2019, 3, 1), 200_000)
    claimed.freeze(cast, 1)

    assert [broken for invariant in (*RECORDS, *INVARIANTS) for broken in invariant()] == []
