"""What the one script does, in a real browser and under the policy of our pages."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

STATIC = ROOT / "src" / "talkoot" / "ui" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEAD = '<!DOCTYPE html><html lang="fi"><title>{title}</title><script type="module" src="/talkoot.js"></script><body>'
PAGES = {
    "/error": """<div class="govuk-error-summary" tabindex="-1"><a href="#name">Kirjoita nimi</a></div>
        <div class="govuk-form-group"><label for="name">Nimi</label><input id="name"></div>""",
    "/list": """<div data-swap="results"><form><input name="q" id="q"><button name="go" value="1">Rajaa</button></form>
        <section id="results"><h2>{query}</h2><a href="?page=2">2</a><a href="/error">Muualle</a></section></div>
        <p id="kept">ennallaan</p>""",
    "/gone": """<div data-swap="results"><a href="?broken=1">Rikki</a>
        <section id="results"><h2>{query}</h2></section></div>""",
    "/rows": """<table data-rows><tr><th>Otsikko</th></tr>
        <tr><td><a href="#a" id="a">A</a><button type="button" data-key="h" id="ha">Hyväksy</button></td></tr>
        <tr><td><input id="typed"></td></tr>
        <tr><td><a href="#b" id="b">B</a><button type="button" data-key="h" id="hb">Hyväksy</button></td></tr>
        </table>""",
    "/count": '<textarea id="t" data-count="10" data-left="%s jäljellä" data-over="%s liikaa">abc</textarea>',
}


class Pages(BaseHTTPRequestHandler):
    """Serves the pages above and the script, with the policy."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        body, kind, status = self.found(path, query)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def found(self, path: str, query: str) -> tuple[bytes, str, int]:
        if path == "/talkoot.js":
            return (STATIC / "ui" / "talkoot.js").read_bytes(), "text/javascript", 200
        if path not in PAGES:
            return b"", "text/plain", 404
        page = HEAD.format(title=f"Sivu {query}") + PAGES[path].format(query=query or "alku")
        return page.encode(), "text/html; charset=utf-8", 500 if "broken" in query else 200

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test when the browser complains of anything but a broken answer."""
    complaints: list[str] = []
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda message: complaints.append(message.text) if "Failed to load" not in message.text else None
    )
    yield page
    context.close()
    assert not complaints


def test_after_an_error_the_summary_is_read_first_and_leads_into_the_field(page: Page) -> None:
    page.goto("/error")
    expect(page.locator(".govuk-error-summary")).to_be_focused()

    page.get_by_text("Kirjoita nimi").click()
    expect(page.locator("#name")).to_be_focused()


def test_a_filter_changes_only_the_results_and_the_address(page: Page) -> None:
    page.goto("/list")
    page.evaluate("document.getElementById('kept').textContent = 'sama sivu'")
    page.fill("#q", "keittiö")
    page.click("button")

    expect(page.locator("h2")).to_have_text("q=keitti%C3%B6&go=1")
    expect(page.locator("h2")).to_be_focused()
    expect(page.locator("#kept")).to_have_text("sama sivu")
    assert page.url.endswith("/list?q=keitti%C3%B6&go=1")
    assert page.title() == "Sivu q=keitti%C3%B6&go=1"


def test_back_shows_what_was_there_before(page: Page) -> None:
    page.goto("/list")
    page.click("a[href='?page=2']")
    expect(page.locator("h2")).to_have_text("page=2")
    page.go_back()

    expect(page.locator("h2")).to_have_text("alku")


def test_a_link_to_elsewhere_is_a_plain_link(page: Page) -> None:
    page.goto("/list")
    page.click("a[href='/error']")

    expect(page.locator(".govuk-error-summary")).to_be_visible()


def test_a_broken_answer_is_shown_as_the_server_sent_it(page: Page) -> None:
    page.goto("/gone")
    page.evaluate("window.stayed = true")
    page.click("text=Rikki")
    page.wait_for_url("**/gone?broken=1")

    expect(page.locator("h2")).to_have_text("broken=1")
    assert page.evaluate("window.stayed") is None


def test_rows_are_walked_and_worked_by_keyboard(page: Page) -> None:
    page.goto("/rows")
    page.evaluate("addEventListener('click', (event) => { window.pressed = event.target.id })")
    page.focus("#b")
    page.keyboard.press("h")
    assert page.evaluate("window.pressed") == "hb"

    page.keyboard.press("ArrowUp")
    expect(page.locator("#typed")).to_be_focused()
    page.focus("#a")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#a")).to_be_focused()


def test_letters_typed_into_a_field_press_nothing(page: Page) -> None:
    page.goto("/rows")
    page.evaluate("addEventListener('click', () => { window.pressed = true })")
    page.focus("#typed")
    page.keyboard.type("h")

    assert page.input_value("#typed") == "h"
    assert page.evaluate("window.pressed") is None


def test_what_is_left_to_write_is_counted_as_the_server_counts(page: Page) -> None:
    page.goto("/count")
    expect(page.locator(".t-count")).to_have_text("7 jäljellä")
    page.fill("#t", "12\n\N{BUTTERFLY}")
    expect(page.locator(".t-count")).to_have_text("5 jäljellä")
    page.fill("#t", "123456789012")

    expect(page.locator(".t-count")).to_have_text("2 liikaa")
    expect(page.locator("[role=status]")).to_have_text("2 liikaa")
