"""The rules of agreements on plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.agreements import rules
from talkoot.core.errors import NotFound
from talkoot.core.periods import Period
from talkoot.core.split import SourceKind, Weight
from talkoot.programme import file
from talkoot.programme.terms import weights_of

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))


@given(st.integers(min_value=0, max_value=200_000_000))
def test_the_own_share_is_never_less_than_its_per_cent_and_less_than_a_cent_more(total: int) -> None:
    weights = (
        Weight("esf", SourceKind.FUNDER, 8000),
        Weight("city", SourceKind.PUBLIC, 1100),
        Weight("private", SourceKind.OWN, 900),
    )
    share = rules.own_share(total, weights)

    assert 0 <= share * 10_000 - total * 900 < 10_000


def test_nobody_owes_an_own_share_where_the_model_has_none(programme_file: file.ProgrammeFile) -> None:
    assert rules.own_share(1_000_00, weights_of(programme_file.terms, "tapahtuma")) == 0


@pytest.mark.parametrize(
    ("first", "last"),
    [("2018-12-31", "2019-06-30"), ("2019-06-30", "2020-01-01"), ("2019-06-30", "2019-06-29")],
)
def test_days_outside_or_the_wrong_way_round_are_refused(first: str, last: str) -> None:
    with pytest.raises(rules.OutsidePeriod, match="must lie inside 2019-01-01 to 2019-12-31"):
        rules.check_within(Period(date.fromisoformat(first), date.fromisoformat(last)), YEAR, "The work")


def test_the_first_and_last_day_belong_to_it() -> None:
    rules.check_within(YEAR, YEAR, "The work")


@pytest.mark.parametrize(
    ("business_id", "iban", "missing"),
    [
        (None, "FI2112345600000785", "no Y-tunnus yet"),
        ("9000003-8", "", r"no account number \(IBAN\) yet"),
        (None, "", r"no Y-tunnus and no account number \(IBAN\) yet"),
    ],
)
def test_what_an_organisation_lacks_is_named(business_id: str | None, iban: str, missing: str) -> None:
    with pytest.raises(rules.OrganisationIncomplete, match=missing):
        rules.check_complete(business_id, iban)


def test_a_programme_without_a_main_model_says_what_to_write(programme_file: file.ProgrammeFile) -> None:
    others = tuple(one for one in programme_file.terms.models if one.code != "main")

    with pytest.raises(NotFound, match="no model of the kind 'main'"):
        rules.main_model(programme_file.terms.model_copy(update={"models": others}))
