"""A chart is a drawing that holds in every language, and the same numbers for whoever can't see it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from talkoot.ui.charts import (
    WHOLE,
    Bar,
    Bars,
    Flow,
    Link,
    Span,
    Years,
    count,
    draw_bars,
    draw_flow,
    draw_years,
    per_cent,
)

KITCHEN = Bar("Yhteinen keittiö", (("ESF", 80_000), ("City", 20_000)))
BARS = Bars("Kustannukset", (KITCHEN, Bar("Kesäpäivä", (("City", 25_000),))))
FLOW = Flow("Raha", (Link("ESF", "Projects", 80_000), Link("City", "Projects", 15_000), Link("City", "Events", 5_000)))
YEARS = Years("Hankkeet", (Span("Keittiö", date(2019, 3, 1), date(2020, 8, 31)),), date(2020, 1, 1))
EVERY_CHART = [("bars", BARS), ("flow", FLOW), ("years", YEARS)]


def shown(tag: str, chart: object) -> str:
    return Template("{% load charts %}{% " + tag + " chart %}").render(Context({"chart": chart}))


def boxes(drawing: str, look: str) -> list[dict[str, str]]:
    tree = etree.fromstring(drawing)
    return [
        {str(key): str(value) for key, value in box.items()} for box in tree.iter("rect") if look in box.get("class")
    ]


def words(drawing: str) -> list[str]:
    return [text.text for text in etree.fromstring(drawing).iter("text")]


@pytest.mark.parametrize(("tag", "chart"), EVERY_CHART)
def test_a_chart_is_one_named_picture_and_a_table(tag: str, chart: Bars | Flow | Years) -> None:
    page = shown(tag, chart)

    assert 'role="img" width="100%" height="' in page
    assert f"<title>{chart.title}</title>" in page
    assert "<details>" in page
    assert "<table" in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize(("tag", "chart"), EVERY_CHART)
def test_no_language_writes_a_comma_into_the_drawing(tag: str, chart: object, language: str) -> None:
    with override(language):
        page = shown(tag, chart)

    geometry = re.findall(r' (?:x|y|x1|x2|y1|y2|d|width|height|viewBox)="([^"]*)"', page)
    assert geometry
    assert not [one for one in geometry if "," in one or "\N{NO-BREAK SPACE}" in one]


@pytest.mark.parametrize(("tag", "chart"), EVERY_CHART)
def test_colours_come_from_classes_only(tag: str, chart: object) -> None:
    page = shown(tag, chart)

    assert "style=" not in page
    assert "fill=" not in page


@pytest.mark.parametrize(
    "draw",
    [
        lambda name: draw_bars(Bars(name, (Bar(name, ((name, 1),)),))),
        lambda name: draw_flow(Flow(name, (Link(name, name, 1),))),
        lambda name: draw_years(Years(name, (Span(name, date(2019, 1, 1), date(2019, 1, 2)),))),
    ],
)
def test_a_name_can_not_break_out_of_the_drawing(draw: Callable[[str], SafeString]) -> None:
    drawing = draw("<script>a&b</script>")

    assert "<script>" not in drawing
    assert etree.fromstring(drawing).tag == "svg"


def test_the_table_has_the_numbers_of_the_bars() -> None:
    cells = re.findall(r'<td class="num">([^<]*)</td>', shown("bars", BARS).replace("\N{NO-BREAK SPACE}", " "))

    assert cells == ["800,00 €", "200,00 €", "1 000,00 €", "", "250,00 €", "250,00 €"]


def test_parts_of_a_bar_lie_end_to_end_and_share_one_scale() -> None:
    drawn = boxes(draw_bars(BARS), "part")

    assert [(box["x"], box["width"]) for box in drawn] == [
        ("0.00%", "80.00%"),
        ("80.00%", "20.00%"),
        ("0.00%", "25.00%"),
    ]


def test_a_source_keeps_its_colour_in_every_row() -> None:
    looks = [box["class"] for box in boxes(draw_bars(BARS), "part")]

    assert looks == ["part t-fill-1", "part t-fill-2", "part t-fill-2"]


def test_what_was_taken_back_is_in_the_table_and_not_in_the_drawing() -> None:
    chart = Bars("Oikaisut", (Bar("Keittiö", (("ESF", -500), ("City", 1_000))),))

    assert [box["width"] for box in boxes(draw_bars(chart), "part")] == ["100.00%"]
    assert "\N{MINUS SIGN}5,00" in shown("bars", chart)


@pytest.mark.parametrize(
    "drawing",
    [draw_bars(Bars("Tyhjä", ())), draw_flow(Flow("Tyhjä", ())), draw_years(Years("Tyhjä", ()))],
)
def test_nothing_is_drawn_as_nothing(drawing: SafeString) -> None:
    assert etree.fromstring(drawing).get("height") == "1"


def test_zero_everywhere_divides_by_nothing() -> None:
    assert not boxes(draw_bars(Bars("Nolla", (Bar("Keittiö", (("ESF", 0),)),))), "part")
    assert not boxes(draw_flow(Flow("Nolla", (Link("ESF", "Keittiö", 0),))), "fill")


def test_a_flow_says_each_side_with_its_sum() -> None:
    said = [one.replace("\N{NO-BREAK SPACE}", " ") for one in words(draw_flow(FLOW))]

    assert said == ["ESF", "800,00 €", "City", "200,00 €", "Projects", "950,00 €", "Events", "50,00 €"]


def test_a_ribbon_is_as_thick_as_its_amount() -> None:
    tree = etree.fromstring(draw_flow(FLOW))
    ends = [re.search(r"C\d+ \d+ \d+ (\d+) \d+ \d+V(\d+)", str(path.get("d"))) for path in tree.iter("path")]

    assert [int(one[2]) - int(one[1]) for one in ends if one] == [240, 45, 15]


def test_a_small_place_leaves_room_for_its_words() -> None:
    chart = Flow("Raha", (Link("Iso", "Kaikki", 999_999), Link("Pieni", "Kaikki", 1), Link("Toinen", "Kaikki", 1)))
    tops = {str(text.text): int(str(text.get("y"))) for text in etree.fromstring(draw_flow(chart)).iter("text")}

    assert tops["Toinen"] - tops["Pieni"] >= 2 * 17


def test_a_span_of_half_the_years_takes_half_the_width() -> None:
    chart = Years(
        "Hankkeet",
        (Span("Keittiö", date(2019, 1, 1), date(2019, 12, 31)), Span("Pyörä", date(2020, 12, 31), date(2020, 12, 31))),
    )
    long, short = boxes(draw_years(chart), "fill")

    assert (long["x"], long["width"]) == ("0.00%", "49.93%")
    assert short["width"] == "0.50%"


def test_the_line_of_today_stands_only_among_the_years_shown() -> None:
    later = Years(YEARS.title, YEARS.spans, date(2031, 1, 1))

    assert 'class="today"' in draw_years(YEARS)
    assert 'class="today"' not in draw_years(later)


def test_many_years_are_not_all_named() -> None:
    chart = Years("Pitkä", (Span("Ohjelma", date(2000, 1, 1), date(2029, 12, 31)),))

    assert len(words(draw_years(chart))) <= 7


@pytest.mark.parametrize(("begins", "anchor"), [(date(2019, 1, 1), "start"), (date(2019, 12, 1), "end")])
def test_a_spans_name_stays_in_the_picture(begins: date, anchor: str) -> None:
    drawing = draw_years(Years("Hankkeet", (Span("Yhteinen keittiö", begins, date(2019, 12, 31)),)))
    (name,) = [text for text in etree.fromstring(drawing).iter("text") if text.text == "Yhteinen keittiö"]

    assert name.get("text-anchor") == anchor


def test_counts_are_written_like_amounts_without_cents() -> None:
    assert count(12_345) == "12\N{NO-BREAK SPACE}345"


@given(st.integers(0, WHOLE))
def test_per_cent_is_exact(hundredths: int) -> None:
    whole, part = per_cent(hundredths).removesuffix("%").split(".")
    assert int(whole) * 100 + int(part) == hundredths
