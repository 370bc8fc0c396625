"""Every page that can be opened, by those who may: it keeps nobody out. One person a walk, in light; some in dark.

How a page looks doesn't depend on the database, so these long walks are taken on SQLite only.
"""

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Browser

from scripts.visitor import NARROW, SLUG, Visitor
from tests.config.access import ROUTES

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same pages are looked at on SQLite")
NOT_PAGES = {"activity_calendar", "calendar", "arrival_file", "voucher_file", "claim_index_csv"}
"""Files: a calendar, the paper itself, a table for a machine."""
PEOPLE = {
    "": "trials",
    "Outi Ohjaaja": "checking",
    "Heikki Hallinto": "record_cost",
    "Niilo Nimenkirjoittaja": "papers",
    "Pertti Puheenjohtaja": "decide",
    "Tapani Tarkastaja": "claim_line",
}
"""Who walks, and a page that this person surely opens: a walk that opens nothing proves nothing."""
ONE_OF_EACH = (
    "front", "matter", "tell", "activities", "decision", "work", "people", "person", "idea", "handle_application",
    "assess", "meeting", "decide", "project", "agreement", "inbox", "arrival", "voucher", "checking", "check", "claims",
    "claim", "claim_index", "claim_line", "freeze", "books", "papers", "stated", "search", "chain",
)  # fmt: skip
"""One of each kind."""


FROM_RIGHT_TO_LEFT = """() => new Promise((done) => {
    document.documentElement.dir = "rtl";
    const sheet = document.querySelector("link[href*='vendor/govuk.css']");
    sheet.onload = done;
    sheet.href = sheet.href.replace("govuk.css", "govuk.rtl.css");
})"""
WIDELY_SPACED = """() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; "
        + "word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [spacing];
}"""
"""What WCAG 1.4.12 lets a reader ask for."""


def walk(visitor: Visitor, names: list[str], change: str = "") -> tuple[set[str], list[str]]:
    """Open each page, `change` it by a script: which of them opened, and every fault on them, not only the first."""
    opened, faults = set(), []
    for name in names:
        address = visitor.site + reverse(name, kwargs={"slug": SLUG, **ROUTES[name].kwargs})
        answer = visitor.page.goto(address)
        assert answer is not None
        if answer.status == 403 or "/sign-in/" in visitor.page.url:
            # Not this person's. Chromium writes the refusal to its console: that is no fault of the page.
            visitor.said.clear()
            continue
        opened.add(name)
        try:
            assert answer.status == 200, f"{address}: {answer.status}"
            if change:
                visitor.page.evaluate(change)
            visitor.look()
        except AssertionError as fault:
            faults.append(f"{name}: {fault}")
            visitor.said.clear()
    return opened, faults


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_in_light(browser: Browser, site: str, person: str) -> None:
    visitor = Visitor(browser, site)
    if person:
        visitor.sign_in(person)

    opened, faults = walk(visitor, [name for name in ROUTES if name not in NOT_PAGES])

    assert not faults, "\n".join(faults)
    assert PEOPLE[person] in opened


@pytest.mark.parametrize("person", ["", "Outi Ohjaaja", "Niilo Nimenkirjoittaja"])
def test_one_page_of_each_kind_in_dark(browser: Browser, site: str, person: str) -> None:
    visitor = Visitor(browser, site, dark=True)
    if person:
        visitor.sign_in(person)

    opened, faults = walk(visitor, list(ONE_OF_EACH))

    assert not faults, "\n".join(faults)
    assert opened


@pytest.mark.parametrize("person", ["", "Outi Ohjaaja", "Niilo Nimenkirjoittaja"])
def test_one_page_of_each_kind_from_right_to_left(browser: Browser, site: str, person: str) -> None:
    visitor = Visitor(browser, site)
    if person:
        visitor.sign_in(person)

    opened, faults = walk(visitor, list(ONE_OF_EACH), FROM_RIGHT_TO_LEFT)

    assert not faults, "\n".join(faults)
    assert opened


@pytest.mark.parametrize("person", ["", "Outi Ohjaaja", "Niilo Nimenkirjoittaja"])
def test_one_page_of_each_kind_at_four_times_the_size_and_widely_spaced(
    browser: Browser, site: str, person: str
) -> None:
    """1280 px at 400 % are 320 px; every line and letter further apart besides."""
    visitor = Visitor(browser, site, width=NARROW)
    if person:
        visitor.sign_in(person)

    opened, faults = walk(visitor, list(ONE_OF_EACH), WIDELY_SPACED)

    assert not faults, "\n".join(faults)
    assert opened
