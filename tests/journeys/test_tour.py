"""The two-minute tour: eight stops along one matter, each with its real page behind it."""

import pytest
from playwright.sync_api import Browser

from scripts.visitor import PHONE, Visitor
from talkoot.demo.tour import STOPS

SEEN = {
    "call": "MM-0002",
    "page": "Idea tuli meille. Se sai numeron.",
    "application": "Kotikulman Väki ry (keksitty)",
    "meeting": "Jaana Jäsen",
    "invoice": "Outi Ohjaaja",
    "salary": "Ritva Reipas",
    "claim": "127 251,27 €",
    "told": "Kasvimaa jäi pihalle.",
}


def plain(text: str) -> str:
    """With ordinary spaces, as somebody reads it aloud."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_tour_is_walked_by_keyboard_alone(browser: Browser, site: str) -> None:
    visitor = Visitor(browser, site)
    visitor.page.goto(f"{site}/tour")

    for stop in STOPS:
        assert SEEN[stop.name] in plain(visitor.page.locator("main").inner_text())
        visitor.look()
        visitor.tab_to("Jatka" if stop is not STOPS[-1] else "Katso ympärillesi")
        visitor.enter()

    assert visitor.page.url.endswith("/fi/meijan-mikkeli/")


@pytest.mark.parametrize("number", range(1, len(STOPS) + 1))
def test_behind_each_stop_is_its_real_page(browser: Browser, site: str, number: int) -> None:
    visitor = Visitor(browser, site, width=PHONE)
    visitor.page.goto(f"{site}/fi/tour/{number}/")

    with visitor.page.expect_navigation():
        visitor.page.get_by_text("Katso oikea sivu").click()

    assert "/tour/" not in visitor.page.url
    visitor.look()
