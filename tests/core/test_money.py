"""Euros as people write them, and shares that round the way their source needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkoot.core.money import BASIS, NBSP, NotAnAmount, format_euros, parse_euros, share_down, share_up

cents = st.integers(min_value=-(10**16), max_value=10**16)
rates = st.integers(min_value=0, max_value=BASIS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123.45", 12345),
        ("123,45", 12345),
        ("123", 12300),
        ("0,5", 50),
        ("1 234,50 €", 123450),
        (f"1{NBSP}234,50{NBSP}€", 123450),
        ("-12", -1200),
        ("\N{MINUS SIGN}12,01", -1201),
        ("+3", 300),
        (" 12 345 678 € ", 1234567800),
        ("5€", 500),
        ("999999999999999", 99999999999999900),
    ],
)
def test_an_amount_is_read_the_way_people_write_it(text: str, expected: int) -> None:
    assert parse_euros(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "1.234,50",
        "1,234.50",
        "1,005",
        "12.345",
        "1e3",
        "0x10",
        ",5",
        "5,",
        "12 euros",
        "--1",
        "NaN",
        "1\n",
        "1;2",
        "1,5 0",
        "1 2 3",
        "12 34",
        "1234 567",
        "1  234",
        "- 5",
        "€1€",
        "€1",
        "1 €€",
        "٣",
        "१२",
    ],
)
def test_what_might_mean_two_amounts_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(NotAnAmount, match="Write it like 1234,50"):
        parse_euros(text)


def test_an_amount_is_shown_with_a_comma_and_spaces_that_do_not_break() -> None:
    assert format_euros(162000000) == f"1{NBSP}620{NBSP}000,00{NBSP}€"
    assert format_euros(-5) == f"\N{MINUS SIGN}0,05{NBSP}€"
    assert format_euros(0) == f"0,00{NBSP}€"


@given(cents)
def test_what_is_shown_can_be_typed_back(amount: int) -> None:
    assert parse_euros(format_euros(amount)) == amount


@given(cents, rates)
def test_a_share_rounds_down_or_up_to_the_next_cent_and_no_further(amount: int, rate: int) -> None:
    exact = amount * rate
    down, up = share_down(amount, rate), share_up(amount, rate)
    assert down * BASIS <= exact <= up * BASIS
    assert up - down == (1 if exact % BASIS else 0)


@given(cents)
def test_the_whole_share_is_the_amount_and_no_share_is_nothing(amount: int) -> None:
    assert share_down(amount, BASIS) == share_up(amount, BASIS) == amount
    assert share_down(amount, 0) == share_up(amount, 0) == 0


@given(cents, st.integers(min_value=0, max_value=10**9), rates)
def test_more_cost_never_makes_a_share_smaller(amount: int, more: int, rate: int) -> None:
    assert share_down(amount + more, rate) >= share_down(amount, rate)
    assert share_up(amount + more, rate) >= share_up(amount, rate)
