"""The same facts are the same bytes, on every machine, whoever wrote them down in whatever order."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.core.canonical import Json, digest, dumps, plain

facts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


class Colour(StrEnum):
    BLUE = "blue"


class Points(IntEnum):
    TWO = 2


def turned_round(value: Json) -> Json:
    """The same value with every table's keys in the opposite order."""
    if isinstance(value, dict):
        return {key: turned_round(one) for key, one in reversed(value.items())}
    return [turned_round(one) for one in value] if isinstance(value, list) else value


@given(facts)
def test_the_order_of_keys_makes_no_difference(value: Json) -> None:
    assert dumps(turned_round(value)) == dumps(value)


@given(facts)
def test_what_is_written_is_read_back_and_written_the_same(value: Json) -> None:
    assert json.loads(dumps(value)) == value
    assert dumps(json.loads(dumps(value))) == dumps(value)


def test_the_text_has_sorted_keys_no_spaces_and_readable_letters() -> None:
    assert dumps({"b": [1, None, True], "a": "Meijän"}) == '{"a":"Meijän","b":[1,null,true]}'


def test_every_kind_of_fact_has_one_form() -> None:
    assert plain((Colour.BLUE, Points.TWO, date(2018, 7, 1))) == ["blue", 2, "2018-07-01"]
    assert plain({1: Colour.BLUE, Colour.BLUE: 1}) == {"1": "blue", "blue": 1}


def test_a_moment_is_the_same_wherever_it_was_written_down() -> None:
    moment = datetime(2018, 7, 1, 9, 0, 0, 5, tzinfo=UTC)
    helsinki = timezone(timedelta(hours=3))
    assert plain(moment) == plain(moment.astimezone(helsinki)) == "2018-07-01T09:00:00.000005Z"


@pytest.mark.parametrize("value", [1.0, float("nan"), Decimal("1.00"), b"x", {1, 2}, object(), [{"deep": 0.5}]])
def test_what_has_no_single_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        dumps(value)


def test_a_time_without_a_zone_is_refused_because_it_would_depend_on_the_machine() -> None:
    with pytest.raises(TypeError, match="without a zone"):
        plain(datetime(2018, 7, 1, 9, 0))  # noqa: DTZ001


def test_a_digest_is_sha_256_of_the_utf_8_text() -> None:
    assert digest("ä") == digest("ä".encode())
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
