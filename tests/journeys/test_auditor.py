"""The auditor: from a claim's total down to one line and the paper it rests on, and nothing there writes."""

import pytest
from playwright.sync_api import Browser

from scripts.visitor import PHONE, WIDE, Visitor

AUDITOR = "Tapani Tarkastaja"
WRITING = "main form[method='post'], main [formmethod='post'], main a.govuk-button--warning"


def only_reads(visitor: Visitor) -> None:
    """The page keeps nobody out, and offers an auditor nothing that writes."""
    visitor.look()
    assert visitor.page.locator(WRITING).count() == 0, visitor.page.url


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_from_the_shares_down_to_the_paper(browser: Browser, site: str, width: int) -> None:
    visitor = Visitor(browser, site, width=width)
    page = visitor.page
    visitor.sign_in(AUDITOR)
    visitor.open("claims/2/")
    assert "127\N{NO-BREAK SPACE}251,27" in page.locator("main").inner_text()
    assert visitor.sees("Kuka maksaa mitä")
    only_reads(visitor)

    visitor.follow("Hakemisto: jokainen rivi ja mihin se perustuu")
    page.get_by_label("Hanke").select_option("MM-0006")
    visitor.press("Näytä")
    page.wait_for_url("**project=MM-0006**")
    only_reads(visitor)

    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="70456"))
    row.get_by_role("rowheader").get_by_role("link").click()
    assert visitor.sees("Tie ideaan asti")
    assert visitor.sees("Keksitty Tukku Oy")
    only_reads(visitor)

    visitor.follow("Tosite")
    assert "/vouchers/" in page.url
    paper_of_the_wholesaler(visitor)


def test_from_the_index_to_how_it_came(browser: Browser, site: str) -> None:
    visitor = Visitor(browser, site)
    visitor.sign_in(AUDITOR)
    visitor.open("claims/2/index/?project=MM-0006")

    row = visitor.page.get_by_role("row").filter(has=visitor.page.get_by_role("link", name="70456"))
    row.locator("a[href*='/inbox/']").click()

    assert "/inbox/" in visitor.page.url
    assert visitor.sees("Näin tähän päädyttiin")
    paper_of_the_wholesaler(visitor)


def paper_of_the_wholesaler(visitor: Visitor) -> None:
    """The invoice itself is drawn, and its bytes can be had."""
    picture = visitor.page.locator("section[aria-labelledby='picture']")
    assert "70456" in picture.inner_text()
    assert "353,40" in picture.inner_text()
    only_reads(visitor)
    address = picture.get_by_role("link").last.get_attribute("href")
    answer = visitor.page.request.get(f"{visitor.site}{address}")
    assert answer.ok
    assert b"70456" in answer.body()


@pytest.mark.parametrize("path", ["claims/4/", "claims/4/freeze/", "claims/2/decision/", "claims/2/received/"])
def test_where_others_write_an_auditor_reads(browser: Browser, site: str, path: str) -> None:
    visitor = Visitor(browser, site)
    visitor.sign_in(AUDITOR)

    visitor.open(path)

    only_reads(visitor)
