"""Somebody with a browser: walks the site, and notices what nobody should have to."""

import json
import os
import re
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from scripts.stages import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SLUG = "meijan-mikkeli"
WIDE, PHONE, NARROW = 1280, 360, 320


CHROMIUM = Path(os.environ.get("TALKOOT_CHROMIUM", "/usr/bin/chromium"))
"""Debian's."""
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch(playwright: Playwright) -> Browser:
    """A browser of its own, which asks nobody outside for anything."""
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)


class Visitor:
    """One person at one device. `page` is Playwright's; `said` collects what the browser complained about."""

    def __init__(
        self, browser: Browser, site: str, *, width: int = WIDE, script: bool = True, dark: bool = False
    ) -> None:
        self.site, self.has_script = site, script
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, locale="fi-FI",
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if _is_complaint(message) else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, path: str, lang: str = "fi") -> None:
        """A page of the programme by its address after the slug: `ideas/`."""
        answer = self.page.goto(f"{self.site}/{lang}/{SLUG}/{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def sign_in(self, name: str) -> None:
        """As one of the demo's people, with the demo's one click."""
        self.page.goto(f"{self.site}/fi/demo/")
        self.page.get_by_role("button", name=name).first.click()
        assert self.page.url.endswith("work/"), self.page.url

    def press(self, name: str) -> None:
        """A button, by what it says, until the page it leads to is whole."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        """A link, by what it says, until the page it leads to is whole."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, label: str, text: str) -> None:
        """A field, by its label."""
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        """One of several, or a box to tick, by its label."""
        self.page.get_by_label(label).first.check()

    def tab_to(self, name: str, most: int = 80) -> None:
        """Walk by the Tab key to the link or button that says so."""
        said = "document.activeElement.innerText || document.activeElement.value || ''"
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if str(self.page.evaluate(said)).strip() == name:
                return
        raise AssertionError(f"{most} times Tab don't lead to {name!r} on {self.page.url}")

    def enter(self, key: str = "Enter") -> None:
        """Press a key that leads to another page, and be there."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def sees(self, text: str) -> bool:
        """Whether the page says it."""
        return text in self.page.locator("body").inner_text()

    def look(self) -> None:
        """Nothing on this page keeps anybody out: no axe violation, nothing wider than the screen, no complaint."""
        assert not self.said, f"{self.page.url}: {self.said}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
        violations = violations_on(self.page)
        assert not violations, f"{self.page.url}\n" + "\n".join(violations)


def _is_complaint(message: ConsoleMessage) -> bool:
    """Whether the browser finds fault. That a form was refused (422, 409) it writes down too: it was meant to be."""
    return message.type != "log" and not re.search(r"responded with a status of (422|409)", message.text)


def violations_on(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    return [
        f"{one['id']}: {one['help']}: {'; '.join(node['html'][:200] for node in one['nodes'][:3])}"
        for one in found["violations"]
    ]
