"""Who carries what: shares add up to the cent and never drift, whatever is claimed and cut in whatever order."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.core.money import BASIS
from talkoot.core.split import Shares, SourceKind, Standing, Weight, Weights, allot, less, rest_source, split, total

TUENSIIRTO = (
    Weight("esf", SourceKind.FUNDER, 8000),
    Weight("city", SourceKind.PUBLIC, 1100),
    Weight("private", SourceKind.OWN, 900),
)
EVENT = (Weight("esf", SourceKind.FUNDER, 8000), Weight("city", SourceKind.PUBLIC, 2000))
AMPLE = {"esf": 10**15, "city": 10**15, "private": 10**15}

amounts = st.integers(min_value=-(10**12), max_value=10**12)
sources = {"esf": SourceKind.FUNDER, "fund": SourceKind.FUNDER, "private": SourceKind.OWN, "gift": SourceKind.OWN}


@st.composite
def weights(draw: st.DrawFn) -> Weights:
    """Any funding model: up to four rounded sources and the one public source, 10 000 basis points together."""
    codes = draw(st.lists(st.sampled_from(sorted(sources)), unique=True))
    left, rows = BASIS, []
    for code in codes:
        basis_points = draw(st.integers(min_value=0, max_value=left))
        rows.append(Weight(code, sources[code], basis_points))
        left -= basis_points
    place = draw(st.integers(min_value=0, max_value=len(rows)))
    return (*rows[:place], Weight("city", SourceKind.PUBLIC, left), *rows[place:])


models = st.one_of(st.just(TUENSIIRTO), st.just(EVENT), weights())
plans = st.fixed_dictionaries({code: st.integers(min_value=0, max_value=10**6) for code in ("city", *sources)})


@dataclass(frozen=True)
class Step:
    """One claim (cents more for each project) or one cut (cents less, at most what stands)."""

    is_cut: bool
    cents: tuple[int, ...]


def steps(projects: int) -> st.SearchStrategy[list[Step]]:
    cents = st.tuples(*[st.integers(min_value=0, max_value=10**5)] * projects)
    return st.lists(st.builds(Step, st.booleans(), cents), max_size=12)


@dataclass
class Books:
    """What stands, and every project's shares as the sum of what each claim added and each cut took."""

    models: list[Weights]
    plan: dict[str, int]

    def __post_init__(self) -> None:
        self.standing = [0 for _ in self.models]
        self.shares: list[Shares] = [{} for _ in self.models]

    def take(self, step: Step) -> tuple[list[int], list[Shares]]:
        """The step's cents by project, and the shares it writes: what brings those that stand to allot's."""
        cents = [
            -min(one, stands) if step.is_cut else one for one, stands in zip(step.cents, self.standing, strict=True)
        ]
        self.standing = [stands + one for stands, one in zip(self.standing, cents, strict=True)]
        after = self.allotted()
        written = [less(after[project], self.shares[project]) for project in range(len(self.models))]
        self.shares = [total([before, more]) for before, more in zip(self.shares, written, strict=True)]
        return cents, written

    def allotted(self) -> list[Shares]:
        rows = zip(self.models, self.standing, strict=True)
        standings = [Standing(number, model, cents) for number, (model, cents) in enumerate(rows)]
        return list(allot(standings, self.plan).shares.values())


@st.composite
def histories(draw: st.DrawFn, plan: st.SearchStrategy[dict[str, int]] = plans) -> tuple[Books, list[Step]]:
    """Up to four projects under a plan, and claims and cuts in any order."""
    projects = draw(st.lists(models, min_size=1, max_size=4))
    return Books(projects, draw(plan)), draw(steps(len(projects)))


def without_zeros(shares: Shares) -> Shares:
    return {source: cents for source, cents in shares.items() if cents}


def rounded(model: Weights) -> list[Weight]:
    return [weight for weight in model if weight.kind is not SourceKind.PUBLIC]


# One total


def test_the_worked_example_is_split_to_the_cent() -> None:
    assert split(12345, TUENSIIRTO) == {"esf": 9876, "private": 1112, "city": 1357}


def test_a_credit_note_is_split_to_the_cent() -> None:
    assert split(-12345, TUENSIIRTO) == {"esf": -9876, "private": -1111, "city": -1358}


@given(amounts, models)
def test_shares_add_up_to_the_total(cents: int, model: Weights) -> None:
    shares = split(cents, model)
    assert sum(shares.values()) == cents
    assert set(shares) == {weight.source for weight in model}


@given(amounts, models)
def test_a_funder_never_pays_more_than_its_exact_share_and_misses_less_than_a_cent(cents: int, model: Weights) -> None:
    shares = split(cents, model)
    for weight in model:
        if weight.kind is SourceKind.FUNDER:
            assert 0 <= cents * weight.basis_points - shares[weight.source] * BASIS < BASIS


@given(amounts, models)
def test_own_funding_is_at_least_its_exact_share_and_less_than_a_cent_above(cents: int, model: Weights) -> None:
    shares = split(cents, model)
    for weight in model:
        if weight.kind is SourceKind.OWN:
            assert 0 <= shares[weight.source] * BASIS - cents * weight.basis_points < BASIS


@given(amounts, models)
def test_the_public_source_is_off_by_less_than_a_cent_for_each_rounded_source(cents: int, model: Weights) -> None:
    rest = next(weight for weight in model if weight.kind is SourceKind.PUBLIC)
    distance = split(cents, model)[rest.source] * BASIS - cents * rest.basis_points
    assert abs(distance) < BASIS * max(1, len(rounded(model)))


@pytest.mark.parametrize("off_by", [-1, 1])
def test_weights_that_are_not_a_whole_split_nothing(off_by: int) -> None:
    with pytest.raises(ValueError, match="10 000"):
        split(100, (Weight("esf", SourceKind.FUNDER, 8000 + off_by), Weight("city", SourceKind.PUBLIC, 2000)))


def test_weights_without_one_public_source_have_nowhere_to_put_the_rest() -> None:
    with pytest.raises(ValueError, match="unpack"):
        rest_source((Weight("esf", SourceKind.FUNDER, BASIS),))
    with pytest.raises(ValueError, match="unpack"):
        rest_source((Weight("a", SourceKind.PUBLIC, 5000), Weight("b", SourceKind.PUBLIC, 5000)))


# Many projects under a plan


def test_what_does_not_fit_a_funders_plan_falls_on_the_public_source_and_is_said() -> None:
    plan = {"esf": 10_000, "city": 5_000, "private": 5_000}
    got = allot([Standing(1, EVENT, 10_000), Standing(2, TUENSIIRTO, 10_000)], plan)
    assert got.shares == {1: {"esf": 8_000, "city": 2_000}, 2: {"esf": 2_000, "city": 7_100, "private": 900}}
    assert got.overflow == {"esf": 6_000}
    assert got.over_plan == {"city": 4_100}


def test_the_first_project_in_the_order_given_is_served_first() -> None:
    plan = {"esf": 10_000, "city": 50_000}
    got = allot([Standing(2, EVENT, 10_000), Standing(1, EVENT, 10_000)], plan)
    assert [shares["esf"] for shares in got.shares.values()] == [8_000, 2_000]
    assert list(got.shares) == [2, 1]


def test_a_plan_that_is_ample_changes_no_share_and_says_nothing() -> None:
    got = allot([Standing(1, TUENSIIRTO, 12_345), Standing(2, EVENT, 999)], AMPLE)
    assert got.shares == {1: split(12_345, TUENSIIRTO), 2: split(999, EVENT)}
    assert got.overflow == got.over_plan == {}


@given(st.lists(st.tuples(models, st.integers(min_value=0, max_value=10**6)), max_size=5), plans)
def test_all_projects_together_get_from_a_funder_what_they_would_get_up_to_its_plan(
    projects: list[tuple[Weights, int]], plan: dict[str, int]
) -> None:
    got = allot([Standing(number, model, cents) for number, (model, cents) in enumerate(projects)], plan)
    wished, given_out = total([split(cents, model) for model, cents in projects]), total(list(got.shares.values()))
    for source, kind in sources.items():
        most = plan[source] if kind is SourceKind.FUNDER else wished.get(source, 0)
        assert given_out.get(source, 0) == min(wished.get(source, 0), most)
        assert got.overflow.get(source, 0) == wished.get(source, 0) - given_out.get(source, 0)


# Claims and cuts, one after the other


@given(histories())
def test_the_shares_of_every_claim_and_cut_add_up_to_its_total(history: tuple[Books, list[Step]]) -> None:
    books, steps = history
    for step in steps:
        cents, written = books.take(step)
        assert [sum(shares.values()) for shares in written] == cents


@given(histories())
def test_no_funder_ever_passes_its_plan(history: tuple[Books, list[Step]]) -> None:
    books, steps = history
    for step in steps:
        books.take(step)
        together = total(books.shares)
        for source, kind in sources.items():
            if kind is SourceKind.FUNDER:
                assert together.get(source, 0) <= books.plan[source]


@given(histories())
def test_no_share_that_stands_is_ever_negative_by_more_than_rounding(history: tuple[Books, list[Step]]) -> None:
    books, steps = history
    for step in steps:
        books.take(step)
        for model, shares in zip(books.models, books.shares, strict=True):
            assert all(shares.get(weight.source, 0) >= 0 for weight in rounded(model))
            assert shares.get("city", 0) > -max(1, len(rounded(model)))


@given(histories(), st.data())
def test_where_it_ends_depends_only_on_what_stands(history: tuple[Books, list[Step]], data: st.DataObject) -> None:
    books, steps = history
    written = [books.take(step)[0] for step in steps]
    claims, cuts = [list(data.draw(st.permutations(part))) for part in _claims_and_cuts(written)]
    other_order = Books(books.models, books.plan)
    for cents in claims + cuts:
        other_order.take(Step(min(cents) < 0, tuple(abs(one) for one in cents)))
    assert other_order.standing == books.standing
    assert [without_zeros(one) for one in other_order.shares] == [without_zeros(one) for one in books.shares]


def _claims_and_cuts(written: list[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    return [cents for cents in written if min(cents) >= 0], [cents for cents in written if min(cents) < 0]


@given(histories(st.just(AMPLE | {"fund": 10**15, "gift": 10**15})))
def test_a_claim_takes_back_at_most_a_cent_less_than_there_are_rounded_sources(
    history: tuple[Books, list[Step]],
) -> None:
    books, steps = history
    for step in steps:
        _, written = books.take(step)
        if not step.is_cut:
            for model, shares in zip(books.models, written, strict=True):
                assert min(shares.values(), default=0) >= -max(0, len(rounded(model)) - 1)


@given(st.lists(st.integers(min_value=0, max_value=10**5), max_size=20))
def test_with_one_funder_and_one_own_source_a_single_share_is_at_least_minus_one_cent(claims: list[int]) -> None:
    books = Books([TUENSIIRTO], AMPLE)
    for cents in claims:
        _, (shares,) = books.take(Step(False, (cents,)))
        assert min(shares.values()) >= -1


def test_a_share_of_minus_one_cent_does_happen() -> None:
    assert less(split(12, TUENSIIRTO), split(11, TUENSIIRTO))["city"] == -1


def test_a_cut_is_not_taken_twice_by_the_next_claim() -> None:
    books = Books([EVENT], AMPLE)
    books.take(Step(False, (100_000,)))
    books.take(Step(True, (30_000,)))
    _, (shares,) = books.take(Step(False, (10_000,)))
    assert shares == {"esf": 8_000, "city": 2_000}


# Sums of shares


def test_less_says_what_is_missing_for_every_source_of_either_side() -> None:
    assert less({"esf": 5, "city": 1}, {"esf": 7, "private": 2}) == {"city": 1, "esf": -2, "private": -2}


def test_total_sums_by_source() -> None:
    assert total([{"esf": 1}, {"esf": 2, "city": 3}, {}]) == {"esf": 3, "city": 3}
