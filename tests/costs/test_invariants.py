"""The invariants of costs hold after the actions, and each one sees what it is for."""

import pytest
from django.db.models import Model

from talkoot.costs import invariants
from talkoot.costs.models import Arrival, Check, CostEntry, CostStatement, StatementLine, Voucher
from talkoot.costs.rules.recording import Line
from talkoot.records import triggers
from talkoot.records.invariants import Invariant
from talkoot.records.models import StoredFile
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.test_correct_cost import correct

pytestmark = pytest.mark.django_db

O = Check.Outcome  # noqa: E741


def found_by(invariant: Invariant) -> list[str]:
    return [one.what for one in invariant()]


@pytest.fixture
def books(cast: Cast) -> None:
    """A bit of everything; the triggers are off, so that somebody can reach behind the actions' back."""
    statement = recorded.statement(cast)
    recorded.line(cast, statement)
    recorded.signed(cast, statement)
    recorded.checked(cast, CostEntry.objects.get(), O.PART, 5_00)
    recorded.checked(cast, recorded.entry(cast))
    split = [Line("services", 60_00, 14_40), Line("materials", 40_00, 9_60, is_net=False)]
    first, second = recorded.cost(cast, recorded.invoice(cast, number="2", date="20190305"), *split)
    recorded.checked(cast, first, O.REJECT)
    recorded.checked(cast, second)
    for entry in correct(cast, second):
        recorded.checked(cast, entry)
    recorded.invoice(cast, number="3", date="20190306", project="NA")
    assert projects.nothing_broken()
    triggers.drop()


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("outcome", "accepted"), [("accept", 1), ("part", 100_00), ("part", 0), ("part", -5), ("accept", -100_00)]
)
def test_a_check_that_accepts_more_or_less_than_it_says_is_seen(outcome: str, accepted: int) -> None:
    Check.objects.filter(accepted_cents=100_00).update(outcome=outcome, accepted_cents=accepted)

    assert found_by(invariants.checks_stay_within_their_entry) == ["accepts more or less than its outcome says"]


@pytest.mark.usefixtures("books")
def test_a_check_that_names_another_recorder_is_seen(cast: Cast) -> None:
    Check.objects.filter(accepted_cents=100_00).update(recorded_by=cast.stranger)

    assert found_by(invariants.checks_stay_within_their_entry) == ["names another recorder than its entry"]


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("cents", [99_99, 124_00])
def test_entries_that_are_not_the_whole_voucher_are_seen(cents: int) -> None:
    CostEntry.objects.filter(voucher__number="1001").update(amount_cents=cents)

    assert found_by(invariants.vouchers_are_counted_whole) == ["its entries don't add up to it"]


@pytest.mark.usefixtures("books")
def test_mixed_lines_outside_net_and_total_are_seen() -> None:
    CostEntry.objects.filter(voucher__number="2", category="services", kind="direct").update(amount_cents=80_00)

    assert found_by(invariants.vouchers_are_counted_whole) == ["its entries don't add up to it"]


@pytest.mark.usefixtures("books")
def test_a_recorded_voucher_without_entries_and_the_other_way_round_are_seen() -> None:
    Voucher.objects.filter(number="3").update(state="recorded", project=Voucher.objects.get(number="2").project)
    Voucher.objects.filter(number="1001").update(state="routed")

    assert sorted(found_by(invariants.vouchers_are_counted_whole)) == [
        "is 'recorded' with 0 entries",
        "is 'routed' with 1 entries",
    ]


@pytest.mark.usefixtures("books")
def test_a_voucher_that_counts_for_more_than_it_is_is_seen() -> None:
    Check.objects.filter(cost_entry__voucher__number="1001").update(accepted_cents=124_01)

    assert found_by(invariants.no_voucher_counts_for_more) == ["12401 cents are accepted of 10000"]


@pytest.mark.usefixtures("books")
def test_a_net_voucher_that_counts_with_its_vat_is_seen() -> None:
    Check.objects.filter(cost_entry__voucher__number="1001").update(accepted_cents=100_01)

    assert found_by(invariants.no_voucher_counts_for_more) == ["10001 cents are accepted of 10000"]


@pytest.mark.usefixtures("books")
def test_a_voucher_that_counts_for_less_than_nothing_is_seen() -> None:
    Check.objects.filter(cost_entry__voucher__number="2", accepted_cents__gt=0).update(accepted_cents=0)

    assert found_by(invariants.no_voucher_counts_for_more) == ["-4960 cents are accepted of 12400"]


@pytest.mark.usefixtures("books")
def test_an_arrival_whose_voucher_came_otherwise_is_seen(cast: Cast) -> None:
    first, second = Arrival.objects.order_by("pk")[:2]
    Arrival.objects.filter(pk=second.pk).update(voucher=first.voucher)

    assert found_by(invariants.arrivals_fit_their_vouchers) == [
        "its voucher names another file or register",
        "its voucher came by an earlier message",
        "was read from a message that isn't here",
    ]


@pytest.mark.usefixtures("books")
def test_a_flat_rate_with_a_voucher_and_a_cost_of_nobody_are_seen(cast: Cast) -> None:
    entry = CostEntry.objects.filter(voucher__number="1001")
    entry.update(kind="flat_rate", in_flat_base=False)
    CostEntry.objects.filter(statement__isnull=False).update(recorded_by=None)

    assert found_by(invariants.flat_rates_need_no_voucher) == [
        "is a flat rate with a voucher",
        "was recorded by nobody",
    ]


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("model", "wrong"),
    [(CostStatement, {"total_cents": 1}), (CostStatement, {"state": "draft"}), (StatementLine, {"amount_cents": 1})],
)
def test_a_statement_that_is_not_its_lines_is_seen(model: type[Model], wrong: dict[str, object]) -> None:
    model._default_manager.update(**wrong)

    assert found_by(invariants.statements_are_their_lines) == ["its total or entries aren't those of its lines"]


def test_all_hold_half_way(cast: Cast) -> None:
    recorded.line(cast, recorded.statement(cast))
    recorded.invoice(cast)
    recorded.receipt(cast, net_cents=11_00)

    assert projects.nothing_broken()
    assert StoredFile.objects.count() == 1
