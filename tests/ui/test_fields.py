"""What people type is understood as they write it, or refused in words."""

from datetime import date, time

import pytest
from django import forms
from django.utils import translation

from talkoot.people.fields import BusinessIdField, IbanField
from talkoot.ui.fields import ClockField, DayField, EurosField


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (EurosField(), "1 234,50", 123450),
        (EurosField(), "12", 1200),
        (DayField(), "7.3.2027", date(2027, 3, 7)),
        (DayField(), " 2027-03-07 ", date(2027, 3, 7)),
        (ClockField(), "17.30", time(17, 30)),
        (ClockField(), "9", time(9, 0)),
        (BusinessIdField(), "90000142", "9000014-2"),
        (IbanField(), "FI71 9999 9900 0000 22", "FI7199999900000022"),
        (EurosField(required=False), "", None),
    ],
)
def test_it_is_read_as_people_write_it(field: forms.Field, typed: str, value: object) -> None:
    assert field.clean(typed) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (EurosField(), "1.234.50"),
        (EurosField(), "<b>12</b>"),
        (DayField(), "31.2.2027"),
        (DayField(), "eilen"),
        (DayField(), "1.1.0000"),
        (ClockField(), "25.00"),
        (BusinessIdField(), "1234567-8"),
        (IbanField(), "FI00"),
        (EurosField(), "9" * 100),
    ],
)
def test_what_is_none_is_refused_in_the_readers_language(field: forms.Field, typed: str) -> None:
    with translation.override("fi"):
        with pytest.raises(forms.ValidationError) as refused:
            field.clean(typed)
        said = str(refused.value)

    assert "ei ole" in said or "enintään" in said


def test_a_stored_value_is_shown_as_it_is_written_and_a_typed_one_stays() -> None:
    assert EurosField().prepare_value(123450) == "1\N{NO-BREAK SPACE}234,50"
    assert DayField().prepare_value(date(2027, 3, 7)) == "7.3.2027"
    assert DayField().prepare_value("soon") == "soon"
