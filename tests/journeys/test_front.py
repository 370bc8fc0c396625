"""A visitor on the front page."""

import pytest
from playwright.sync_api import Browser

from scripts.visitor import NARROW, PHONE, WIDE, Visitor


@pytest.mark.parametrize("width", [NARROW, PHONE, WIDE])
def test_the_front_page_keeps_nobody_out(browser: Browser, site: str, width: int) -> None:
    visitor = Visitor(browser, site, width=width)

    visitor.open("")

    visitor.look()
    assert visitor.page.locator("img").first.is_visible()
