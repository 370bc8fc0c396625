"""What makes sense for an application."""

from dataclasses import replace
from datetime import date

import pytest

from talkoot.applications.rules import (
    Answers,
    ApplicationIncomplete,
    CallClosed,
    cash_need,
    check_call_open,
    check_complete,
    months_of,
    own_share_needed,
    with_flat_rate,
)
from talkoot.programme import file
from tests.conftest import TODAY
from tests.way import ANSWERS, TOTAL_CENTS


def faults_of(source: file.ProgrammeFile, answers: Answers, model: str = "tuensiirto") -> dict[str, str]:
    with pytest.raises(ApplicationIncomplete) as raised:
        check_complete(answers, source.terms, model, TODAY)
    return {key: str(said) for key, said in raised.value.faults}


def complete(source: file.ProgrammeFile, **changes: object) -> Answers:
    answers = replace(ANSWERS, **changes)  # type: ignore[arg-type]
    return replace(answers, budget=with_flat_rate(answers.budget, source.terms))


def test_a_complete_application_is_accepted(programme_file: file.ProgrammeFile) -> None:
    check_complete(complete(programme_file), programme_file.terms, "tuensiirto", TODAY)


def test_everything_missing_is_named_at_once(programme_file: file.ProgrammeFile) -> None:
    assert set(faults_of(programme_file, Answers())) == {
        "plan", "target_group", "group_size", "complements", "starts_on", "ends_on", "budget"
    }  # fmt: skip


def test_the_own_share_is_rounded_up_to_the_cent(programme_file: file.ProgrammeFile) -> None:
    assert own_share_needed(164_000_00, programme_file.terms, "tuensiirto") == 14_760_00
    assert own_share_needed(1, programme_file.terms, "tuensiirto") == 1
    assert own_share_needed(164_000_00, programme_file.terms, "tapahtuma") == 0


def test_an_own_share_one_cent_too_small_is_refused_and_the_needed_sum_named(
    programme_file: file.ProgrammeFile,
) -> None:
    faults = faults_of(programme_file, complete(programme_file, own_share_cents=2_375_99))

    assert "2\N{NO-BREAK SPACE}376,00" in faults["own_share_cents"]
    check_complete(complete(programme_file, own_share_cents=2_376_00), programme_file.terms, "tuensiirto", TODAY)


def test_nobody_brings_more_than_the_whole(programme_file: file.ProgrammeFile) -> None:
    assert "own_share_cents" in faults_of(programme_file, complete(programme_file, own_share_cents=TOTAL_CENTS + 1))


@pytest.mark.parametrize(("category", "said"), [("office", "flat rate"), ("sweets", "no cost category")])
def test_a_cost_the_flat_rate_covers_and_an_unknown_one_are_refused_with_what_is_allowed(
    programme_file: file.ProgrammeFile, category: str, said: str
) -> None:
    fault = faults_of(programme_file, complete(programme_file, budget={"services": 1_000_00, category: 1_00}))[
        f"budget.{category}"
    ]

    assert said in fault
    assert "materials" in fault
    assert "equipment" not in fault


def test_a_category_that_ended_is_refused(programme_file: file.ProgrammeFile) -> None:
    categories = tuple(
        one.model_copy(update={"valid_to": date(2018, 8, 31)}) if one.code == "services" else one
        for one in programme_file.terms.categories
    )
    source = programme_file.model_copy(
        update={"terms": programme_file.terms.model_copy(update={"categories": categories})}
    )

    assert "budget.services" in faults_of(source, complete(source))


@pytest.mark.parametrize("size", [1, 14])
def test_a_group_below_the_minimum_is_refused(programme_file: file.ProgrammeFile, size: int) -> None:
    assert "15" in faults_of(programme_file, complete(programme_file, group_size=size))["group_size"]


def test_a_group_of_exactly_the_minimum_is_enough(programme_file: file.ProgrammeFile) -> None:
    check_complete(complete(programme_file, group_size=15), programme_file.terms, "tuensiirto", TODAY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (date(2019, 5, 1), date(2019, 4, 30), "before the first day"),
        (date(2018, 6, 30), date(2019, 1, 31), "between"),
        (date(2021, 1, 1), date(2021, 7, 1), "between"),
        (date(2019, 1, 1), date(2021, 1, 1), "24 months"),
    ],
)
def test_days_that_do_not_fit_the_programme_are_refused(
    programme_file: file.ProgrammeFile, starts_on: date, ends_on: date, said: str
) -> None:
    answers = complete(programme_file, starts_on=starts_on, ends_on=ends_on)

    assert said in faults_of(programme_file, answers)["ends_on"]


def test_exactly_the_longest_time_is_accepted(programme_file: file.ProgrammeFile) -> None:
    answers = complete(programme_file, starts_on=date(2019, 1, 1), ends_on=date(2020, 12, 31))

    check_complete(answers, programme_file.terms, "tuensiirto", TODAY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "months"),
    [
        (date(2019, 2, 1), date(2019, 2, 28), 1),
        (date(2019, 2, 1), date(2019, 4, 30), 3),
        (date(2019, 2, 15), date(2019, 3, 14), 1),
        (date(2019, 2, 15), date(2019, 3, 15), 2),
        (date(2018, 11, 1), date(2019, 1, 31), 3),
    ],
)
def test_months_are_whole_and_a_begun_one_counts(starts_on: date, ends_on: date, months: int) -> None:
    assert months_of(starts_on, ends_on) == months


def test_the_flat_rate_is_reckoned_rounded_down_and_never_typed(programme_file: file.ProgrammeFile) -> None:
    budget = with_flat_rate({"staff": 1_03, "services": 0, "flat_rate": 999_00}, programme_file.terms)

    assert budget == {"staff": 1_03, "flat_rate": 17}
    assert with_flat_rate({"services": 5_00}, programme_file.terms) == {"services": 5_00}


def test_without_a_flat_rate_the_budget_stays_as_typed(programme_file: file.ProgrammeFile) -> None:
    actual = programme_file.terms.cost_model.model_copy(update={"kind": "actual", "flat_rate": None})

    terms = programme_file.terms.model_copy(update={"cost_model": actual})
    assert with_flat_rate({"staff": 1_00}, terms) == {"staff": 1_00}


def test_cash_need_is_the_cost_until_the_first_payment_comes(programme_file: file.ProgrammeFile) -> None:
    terms = programme_file.terms
    answers = replace(ANSWERS, budget={"services": 164_000_00}, ends_on=date(2020, 12, 31))

    # From January to the end of the half-year, then three months: nine of 24, as mission.md says.
    assert cash_need(answers, terms, "tuensiirto") == 61_500_00
    assert cash_need(replace(answers, starts_on=date(2019, 6, 1)), terms, "tuensiirto") == 34_526_32  # 4 of 19
    assert cash_need(replace(answers, ends_on=date(2019, 3, 31)), terms, "tuensiirto") == 164_000_00


def test_an_event_and_a_draft_without_days_need_no_cash_yet(programme_file: file.ProgrammeFile) -> None:
    assert cash_need(ANSWERS, programme_file.terms, "tapahtuma") == 0
    assert cash_need(replace(ANSWERS, ends_on=None), programme_file.terms, "tuensiirto") == 0
    assert cash_need(replace(ANSWERS, ends_on=date(2018, 1, 1)), programme_file.terms, "tuensiirto") == 0
    assert cash_need(replace(ANSWERS, starts_on=date(2030, 1, 1)), programme_file.terms, "tuensiirto") == 0


@pytest.mark.parametrize(("day", "is_open"), [((2018, 8, 14), False), ((2018, 8, 15), True), ((2020, 12, 31), True)])
def test_a_call_is_open_from_its_first_to_its_last_day(
    programme_file: file.ProgrammeFile, day: tuple[int, int, int], is_open: bool
) -> None:
    if is_open:
        check_call_open(programme_file.today, "tuensiirto", date(*day))
    else:
        with pytest.raises(CallClosed, match="2018-08-15 to 2020-12-31"):
            check_call_open(programme_file.today, "tuensiirto", date(*day))
