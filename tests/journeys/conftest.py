"""A browser, and the demo served."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.served import Demo
from scripts.visitor import AXE, CHROMIUM, launch

_numbers = count(1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"NOT RUN: no Chromium at {CHROMIUM} (apt-get install chromium, or TALKOOT_CHROMIUM)")
    if not AXE.exists():
        pytest.skip("NOT RUN: no axe-core (make setup)")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, built once."""
    url = os.environ.get("DATABASE_URL", "")
    demo = Demo(tmp_path_factory.mktemp("demo"), url if url.startswith("postgres") else "")
    yield demo
    demo.close()


@pytest.fixture
def site(demo: Demo, tmp_path: Path) -> Iterator[str]:
    """A copy of the demo of its own, served: where it answers."""
    with demo.served(tmp_path / "home", next(_numbers)) as address:
        yield address
