"""A programme that doesn't add up is refused, and the key that was changed is named."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.core.money import parse_euros
from talkoot.core.periods import ONE_DAY
from talkoot.programme import rules
from talkoot.programme.values import euros_text, parse_rate, rate_text
from tests.programme.written import REAL, at, faults_with, with_values

SOURCES = {source.code: f"terms.sources.{source.code}.amount" for source in REAL.terms.sources}
PLANNED = {model.code: f"terms.models.{model.code}.planned" for model in REAL.terms.models}
AMOUNTS = [*SOURCES.values(), *PLANNED.values(), "terms.total"]
WEIGHTS = {
    model.code: {code: f"terms.models.{model.code}.weights.{code}" for code in model.weights}
    for model in REAL.terms.models
}
WEIGHT_KEYS = [key for keys in WEIGHTS.values() for key in keys.values()]
THIRD, LAST = REAL.terms.claim_periods[2], REAL.terms.claim_periods[-1]
JULY = [{"starts_on": date(2020, 7, 1), "ends_on": date(2020, 7, 31)}]


def said(found: Mapping[str, str]) -> str:
    return "\n".join(f"{key}: {text}" for key, text in found.items())


def more(key: str, cents: int) -> str:
    return euros_text(parse_euros(at(key)) + cents)


# The real file


def test_the_real_file_has_no_fault_and_no_warning() -> None:
    assert rules.faults(REAL) == []
    assert rules.warnings(REAL) == []


def test_the_plan_fits_the_split_of_the_planned_totals_within_eleven_euros() -> None:
    found = rules.fit(REAL.terms)
    assert {row.source: row.difference_cents for row in found.rows} == {"esf": 1100, "city": -1099, "private": -1}
    assert found.worst_cents == found.tolerance_cents == 1100
    assert found.misfits == ()


# Acceptance: any amount or weight changed


@pytest.mark.parametrize("key", AMOUNTS)
@pytest.mark.parametrize("cents", [-100, -1, 1, 100])
def test_an_amount_off_by_a_cent_or_a_euro_is_named(key: str, cents: int) -> None:
    assert key in said(faults_with({key: more(key, cents)}))


@given(st.sampled_from(AMOUNTS), st.integers(min_value=0, max_value=10**12))
def test_whatever_an_amount_is_changed_to_it_is_named(key: str, cents: int) -> None:
    found = faults_with({key: euros_text(cents)})
    assert (key in said(found)) is (cents != parse_euros(at(key)))


@pytest.mark.parametrize("key", WEIGHT_KEYS)
@pytest.mark.parametrize("basis_points", [-100, -1, 1, 100])
def test_a_weight_off_by_a_basis_point_is_named(key: str, basis_points: int) -> None:
    assert key in said(faults_with({key: rate_text(parse_rate(at(key)) + basis_points)}))


MOVES = [(model, *pair) for model, keys in WEIGHTS.items() for pair in permutations(keys, 2)]


@pytest.mark.parametrize(("model", "giver", "taker"), MOVES)
def test_a_percentage_point_moved_between_two_weights_no_longer_fits_the_plan(
    model: str, giver: str, taker: str
) -> None:
    keys = WEIGHTS[model]
    moved = {keys[giver]: rate_text(parse_rate(at(keys[giver])) - 100)}
    moved |= {keys[taker]: rate_text(parse_rate(at(keys[taker])) + 100)}
    found = faults_with(moved)
    for source in (giver, taker):
        assert keys[source] in found[SOURCES[source]]


def test_euros_moved_from_one_source_to_another_no_longer_fit_the_plan() -> None:
    found = faults_with({SOURCES["esf"]: more(SOURCES["esf"], -5000), SOURCES["city"]: more(SOURCES["city"], 5000)})
    assert set(found) == {SOURCES["esf"], SOURCES["city"]}
    assert "may be at most 11.00 (terms.tolerance)" in found[SOURCES["esf"]]


def test_a_tolerance_one_cent_narrower_is_too_narrow() -> None:
    assert set(faults_with({"terms.tolerance": "10.99"})) == {SOURCES["esf"]}


# Weights and sources


def test_a_weight_for_a_source_that_does_not_exist_is_named() -> None:
    weights = {"esf": "80 %", "town": "11 %", "private": "9 %"}
    found = faults_with({"terms.models.tuensiirto.weights": weights})
    assert "there are: esf, city, private" in found["terms.models.tuensiirto.weights.town"]


@pytest.mark.parametrize("weights", [{"esf": "91 %", "private": "9 %"}, {"esf": "100 %"}])
def test_a_model_without_a_public_source_has_nowhere_to_put_the_rounding(weights: dict[str, str]) -> None:
    found = faults_with(
        {"terms.models.tuensiirto.weights": weights, "terms.models.tuensiirto.own_share_minimum": "0 %"}
    )
    assert "exactly one source of kind 'public'" in found["terms.models.tuensiirto.weights"]


def test_two_public_sources_in_a_model_are_one_too_many() -> None:
    found = faults_with({"terms.sources.private.kind": "public"})
    assert "it names city and private" in found["terms.models.tuensiirto.weights"]
    assert "no source of kind 'own'" in found["terms.models.tuensiirto.own_share_minimum"]


def test_a_minimum_own_share_above_the_weights_is_refused() -> None:
    found = faults_with({"terms.models.tuensiirto.own_share_minimum": "9.01 %"})
    assert "terms.models.tuensiirto.weights.private gives 9 %" in found["terms.models.tuensiirto.own_share_minimum"]


@pytest.mark.parametrize(
    ("rates", "is_fault"), [(("42 %", "58 %"), False), (("42 %", "57 %"), True), (("100 %", None), True)]
)
def test_the_parts_of_a_source_are_a_whole_or_without_rates(rates: tuple[str, str | None], is_fault: bool) -> None:
    given_rates = dict(zip(("eu", "state"), rates, strict=True))
    values = {f"terms.sources.esf.parts.{code}.rate": rate for code, rate in given_rates.items() if rate}
    assert ("terms.sources.esf.parts" in faults_with(values)) is is_fault


# Days, names and references


def days(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"terms.ends_on": days("2018-06-30")}, "terms.ends_on"),
        ({"terms.claim_periods.3.starts_on": THIRD.starts_on + ONE_DAY}, "terms.claim_periods.3.starts_on"),
        ({"terms.claim_periods.3.starts_on": THIRD.starts_on - ONE_DAY}, "terms.claim_periods.3.starts_on"),
        ({"terms.claim_periods.3.due_on": THIRD.ends_on - ONE_DAY}, "terms.claim_periods.3.due_on"),
        ({"terms.claim_periods.1.starts_on": days("2018-07-02")}, "terms.claim_periods.1.starts_on"),
        (
            {f"terms.claim_periods.{LAST.number}.ends_on": days("2021-06-29")},
            f"terms.claim_periods.{LAST.number}.ends_on",
        ),
        ({"terms.claim_periods.2": None}, "terms.claim_periods"),
        (
            {"terms.funders.elinvoimakeskus-ita-suomi.valid_from": days("2026-01-02")},
            "terms.funders.elinvoimakeskus-ita-suomi.valid_from",
        ),
        (
            {"terms.funders.ely-etela-savo.valid_from": days("2018-07-02")},
            "terms.funders.ely-etela-savo.valid_from",
        ),
        (
            {
                "terms.funders.elinvoimakeskus-ita-suomi": None,
                "terms.funders.ely-etela-savo.valid_to": days("2021-06-29"),
            },
            "terms.funders.ely-etela-savo.valid_to",
        ),
        (
            {
                "terms.categories.rents": {
                    "name": {"fi": "x"},
                    "valid_from": days("2020-01-02"),
                    "valid_to": days("2020-01-01"),
                }
            },
            "terms.categories.rents.valid_to",
        ),
        ({"today.contacts.manager-2018.valid_to": days("2020-04-01")}, "today.contacts.manager-2020.valid_from"),
        ({"today.contacts.manager-2018.valid_to": None}, "today.contacts.manager-2020.valid_from"),
        (
            {"today.contacts.manager-2018.away": [{"starts_on": days("2019-07-02"), "ends_on": days("2019-07-01")}]},
            "today.contacts.manager-2018.away.1.ends_on",
        ),
        ({"today.calls.events.closes_on": days("2018-08-14")}, "today.calls.events.closes_on"),
        ({"today.calls.events.closes_on": days("2021-07-01")}, "today.calls.events.closes_on"),
        ({"today.calendar.idea-week-2019.until": days("2019-02-03")}, "today.calendar.idea-week-2019.until"),
    ],
)
def test_days_out_of_order_or_with_a_gap_are_named(values: dict[str, object], key: str) -> None:
    assert key in faults_with(values)


def test_one_day_is_long_enough_for_a_contact_a_call_or_an_absence() -> None:
    day = days("2018-08-15")
    values = {
        "today.contacts.accountant-2018.valid_from": days("2018-07-01"),
        "today.contacts.accountant-2018.valid_to": days("2018-07-01"),
        "today.contacts.manager-2018.away": [{"starts_on": day, "ends_on": day}],
        "today.calls.events.closes_on": day,
    }
    assert faults_with(values) == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("terms.cost_model.flat_rate.category", "flat"),
        ("terms.cost_model.flat_rate.base", ["staff", "salaries"]),
        ("terms.cost_model.flat_rate.covered", ["telephones"]),
        ("terms.models.tuensiirto.criteria", ["beauty"]),
        ("today.calls.events.model", "events"),
        ("today.contacts.manager-2018.deputy", "holder-99"),
        ("today.contacts.manager-2018.deputy", "holder-1"),
        ("today.invoicing.default_orderer", "auditor"),
        ("today.texts.sv", {"slogan": "Något"}),
    ],
)
def test_a_name_that_leads_nowhere_is_named_with_those_that_exist(key: str, value: object) -> None:
    assert "there are: " in faults_with({key: value})[key]


@pytest.mark.parametrize("base", ["office", "flat_rate"])
def test_a_category_is_not_base_of_the_flat_rate_and_covered_by_it(base: str) -> None:
    assert "terms.cost_model.flat_rate.base" in faults_with({"terms.cost_model.flat_rate.base": ["staff", base]})


def test_the_kind_of_cost_model_and_the_flat_rate_go_together() -> None:
    assert "terms.cost_model.flat_rate" in faults_with({"terms.cost_model.kind": "actual"})
    assert "terms.cost_model.flat_rate" in faults_with({"terms.cost_model.flat_rate": None})
    assert faults_with({"terms.cost_model.kind": "actual", "terms.cost_model.flat_rate": None}) == {}


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"terms.criteria.equality.scale": 4}, "terms.criteria.equality.anchors"),
        ({"terms.criteria.equality.scale": None}, "terms.criteria.equality.scale"),
        ({"terms.criteria.equality.scale": 0}, "terms.criteria.equality.scale"),
        ({"terms.criteria.worker.scale": 3}, "terms.criteria.worker.scale"),
    ],
)
def test_a_scored_criterion_and_no_other_has_an_anchor_for_every_point(values: dict[str, object], key: str) -> None:
    assert set(faults_with(values)) == {key}


def test_an_e_invoice_channel_without_its_operator_is_refused() -> None:
    found = faults_with({"today.invoicing.channels.e-invoice.intermediary": None})
    assert set(found) == {"today.invoicing.channels.e-invoice"}


def test_a_cost_centre_leads_to_a_number_of_this_programme() -> None:
    assert faults_with({"today.invoicing.cost_centres": {"4711": "MM-0001"}}) == {}
    assert set(faults_with({"today.invoicing.cost_centres": {"4711": "XX-0001"}})) == {
        "today.invoicing.cost_centres.4711"
    }


def test_without_finnish_there_is_nothing_to_fall_back_to() -> None:
    assert "today.texts.fi" in faults_with({"today.texts.fi": None})


@pytest.mark.parametrize("name", ["tagline", "about", "funding"])
def test_what_the_front_page_shows_is_there_in_finnish(name: str) -> None:
    key = f"today.texts.fi.{name}"
    assert "front page" in faults_with({key: None})[key]


def test_the_programmes_name_fits_its_register_and_is_text() -> None:
    assert "terms.name.fi" not in faults_with({"terms.name.fi": "n" * 200})
    assert "201 characters" in faults_with({"terms.name.fi": "n" * 201})["terms.name.fi"]
    assert "no text" in faults_with({"terms.name.fi": "Meij\0n"})["terms.name.fi"]


# Four eyes


def test_a_july_in_which_nobody_can_check_is_warned_of_with_its_days() -> None:
    values = {f"today.contacts.{code}.away": JULY for code in ("manager-2020", "accountant-2018")}
    ((key, text),) = rules.warnings(with_values(values | {"today.contacts.manager-2020.deputy": None}))
    assert key == "today.contacts"
    assert "from 2020-07-01 to 2020-07-31" in text
    assert "coordinator or accountant" in text


def test_one_person_in_both_roles_is_no_second_pair_of_eyes() -> None:
    july = {"today.contacts.administration-2018.away": JULY, "today.contacts.assistant-2018.away": JULY}
    alone = july | {
        "today.contacts.accountant-2018.away": JULY,
        "today.contacts.administration-2018.deputy": "holder-6",
    }
    alone |= {"today.contacts.manager-2020.away": None}
    ((_, text),) = rules.warnings(with_values(alone))
    assert "from 2020-07-01 to 2020-07-31" in text


def test_a_deputy_who_is_somebody_else_fills_the_gap() -> None:
    july = {"today.contacts.administration-2018.away": JULY, "today.contacts.assistant-2018.away": JULY}
    stand_in = july | {"today.contacts.administration-2018.deputy": "holder-3"}
    assert rules.warnings(with_values(stand_in)) == []


def test_a_gap_is_one_warning_however_often_contacts_change_in_it() -> None:
    first = {"starts_on": date(2020, 7, 1), "ends_on": date(2020, 7, 9)}
    second = {"starts_on": date(2020, 7, 10), "ends_on": date(2020, 7, 20)}
    values = {
        "today.contacts.accountant-2018.away": [first, second],
        "today.contacts.manager-2020.away": [first, second],
        "today.contacts.manager-2020.deputy": None,
    }
    (warning,) = rules.warnings(with_values(values))
    assert "from 2020-07-01 to 2020-07-20" in warning[1]


def test_days_before_the_first_and_after_the_last_contact_are_gaps_too() -> None:
    start, end = date(2018, 8, 1), date(2021, 5, 31)
    late = {f"today.contacts.{code}.valid_from": start for code in ("accountant-2018", "administration-2018")}
    gone = {"today.contacts.administration-2021": None}
    texts = [text for _, text in rules.warnings(with_values(late | gone))]
    assert len(texts) == 2
    assert f"from 2018-07-01 to {start - timedelta(days=1)}" in texts[0]
    assert f"from {end + timedelta(days=1)} to 2021-06-30" in texts[1]


# What may not change once a decision exists


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({"terms.cost_model.flat_rate.rate": "18 %"}, ["terms.cost_model"]),
        ({"terms.cost_model.flat_rate.covered": ["office"]}, ["terms.cost_model"]),
        ({"terms.models.main.weights": {"esf": "79 %", "city": "21 %"}}, ["terms.models.main.weights"]),
        ({"terms.models.tuensiirto.own_share_minimum": "8 %"}, ["terms.models.tuensiirto.own_share_minimum"]),
        ({"terms.sources.private.kind": "funder"}, ["terms.sources.private.kind"]),
        ({"terms.categories.rents": None}, ["terms.categories.rents (vanished)"]),
        ({"terms.criteria.worker": None}, ["terms.criteria.worker (vanished)"]),
        ({"terms.sources.private": None}, ["terms.sources.private.kind (vanished)"]),
        (
            {"terms.models.main": None},
            ["terms.models.main.weights (vanished)", "terms.models.main.own_share_minimum (vanished)"],
        ),
    ],
)
def test_cost_model_rates_weights_and_codes_are_frozen(values: dict[str, object], changed: list[str]) -> None:
    assert rules.changed_frozen(REAL.terms, with_values(values).terms) == changed


def test_amounts_texts_days_and_new_rows_may_change() -> None:
    new = {
        "terms.total": "1700000.00",
        SOURCES["esf"]: "1375989.00",
        "terms.name.en": "Our Mikkeli",
        "terms.categories.rents.valid_to": date(2020, 12, 31),
        "terms.categories.vans": {"name": {"fi": "Pakettiautot"}},
        "terms.criteria.joy": {"kind": "gate", "text": {"fi": "Iloa"}},
        "terms.models.trial": {
            "kind": "event",
            "name": {"fi": "Pieni kokeilu"},
            "planned": "0",
            "weights": {"esf": "80 %", "city": "20 %"},
        },
    }
    assert rules.changed_frozen(REAL.terms, with_values(new).terms) == []


def test_the_same_terms_read_back_from_the_database_are_unchanged() -> None:
    stored = type(REAL.terms).model_validate_json(REAL.terms.canonical())
    assert rules.changed_frozen(REAL.terms, stored) == rules.changed_frozen(stored, REAL.terms) == []
