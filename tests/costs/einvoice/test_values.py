"""Text to cents, days and rates: exact, or nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.costs.einvoice.values import Amount, read_amount, read_date, read_rate, says_something


@pytest.mark.parametrize(
    ("text", "cents", "exact"),
    [
        ("124,00", 12400, True),
        ("124.5", 12450, True),
        ("12500", 1250000, True),
        ("-0,01", -1, True),
        ("+1,20", 120, True),
        (",5", 50, True),
        ("5,", 500, True),
        ("0,00499", 0, False),
        ("0,005", 1, False),
        ("-0,005", -1, False),
        ("1,0049999999999999999999999", 100, False),
        ("2,67500", 268, False),
        ("1,23000", 123, True),
        ("999999999999999,99", 99999999999999999, True),
    ],
)
def test_an_amount_is_rounded_half_up_on_its_digits(text: str, cents: int, exact: bool) -> None:
    assert read_amount(text) == Amount(cents, exact)


@pytest.mark.parametrize("text", ["", "-", ",", "1 234,50", "1.234,50", "1e3", "NaN", "١٢", "1,2,3", "0x1", "1" * 16])
def test_what_is_no_plain_decimal_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@given(st.integers(-(10**12), 10**12), st.sampled_from(",."))
def test_whole_cents_come_back_as_they_were(cents: int, point: str) -> None:
    sign = "-" if cents < 0 else ""
    text = f"{sign}{abs(cents) // 100}{point}{abs(cents) % 100:02}"
    assert read_amount(text) == Amount(cents, exact=True)


@pytest.mark.parametrize("text", ["20180925", "2018-09-25", "2018-09-25Z", "2018-09-25+03:00"])
def test_a_day_is_read_in_both_writings(text: str) -> None:
    assert read_date(text) == date(2018, 9, 25)


@pytest.mark.parametrize("text", ["", "00000000", "20180230", "2018-0925", "25.9.2018", "2018-W39-2", "٢٠١٨٠٩٢٥"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_date(text) is None


def test_a_rate_keeps_its_digits() -> None:
    assert [read_rate(text) for text in ("24", "25,50", "0.00", None)] == ["24", "25.50", "0.00", None]


def test_fillers_say_nothing() -> None:
    assert not any(map(says_something, [None, "", "NA", "n/a", "-", "--", "0", "..."]))
    assert all(map(says_something, ["MM-0042-3", "4500", "Naantali", "Ä"]))
