"""A resident tells an idea: at a phone, with or without scripts, step by step."""

import re

import pytest
from playwright.sync_api import Browser

from scripts.visitor import PHONE, Visitor

TITLE, WORDS = "Keinu torin laidalle", "Vanha keinu kunnostetaan. Sitä kaipaavat lapset ja mummot."
PHONE_NUMBER = "0100 000 109"


def visit(browser: Browser, site: str, *, script: bool) -> Visitor:
    """Somebody on the first step, on a phone."""
    visitor = Visitor(browser, site, width=PHONE, script=script)
    visitor.open("tell/")
    return visitor


def look(visitor: Visitor) -> None:
    """What only a page with scripts can be asked."""
    if visitor.has_script:
        visitor.look()


def say_what(visitor: Visitor) -> None:
    """The first step."""
    visitor.fill("Idean nimi", TITLE)
    visitor.fill("Kerro lisää omin sanoin", WORDS)
    visitor.press("Jatka")


def say_how_to_answer(visitor: Visitor) -> None:
    """The second step."""
    visitor.choose("Puhelimella")
    visitor.fill("Puhelinnumerosi, sähköpostisi tai osoitteesi", PHONE_NUMBER)
    visitor.press("Jatka")


def number_in(address: str) -> str:
    """The idea's number in the address of the last page."""
    found = re.search(r"/told/(MM-\d{4})/", address)
    assert found, address
    return found[1]


def form_of(visitor: Visitor) -> dict[str, str]:
    """What the form sends, as a second click sends it again."""
    hidden = visitor.page.locator("main form input[type=hidden]").all()
    return {one.get_attribute("name") or "": one.get_attribute("value") or "" for one in hidden} | {"go": "send"}


@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_an_idea_is_told_in_steps_and_nothing_typed_is_lost_on_the_way_back(
    browser: Browser, site: str, script: bool
) -> None:
    visitor = visit(browser, site, script=script)
    look(visitor)

    say_what(visitor)
    assert visitor.sees("Miten vastaamme sinulle?")
    look(visitor)
    visitor.choose("Puhelimella")
    visitor.fill("Puhelinnumerosi, sähköpostisi tai osoitteesi", PHONE_NUMBER)
    visitor.press("Takaisin")
    assert visitor.page.get_by_label("Idean nimi").input_value() == TITLE
    assert visitor.page.get_by_label("Kerro lisää omin sanoin").input_value() == WORDS
    look(visitor)

    visitor.press("Jatka")
    assert visitor.page.get_by_label("Puhelimella").is_checked()
    assert visitor.page.get_by_label("Puhelinnumerosi").input_value() == PHONE_NUMBER
    visitor.press("Jatka")
    assert all(visitor.sees(said) for said in (TITLE, WORDS, PHONE_NUMBER))
    look(visitor)

    visitor.press("Lähetä ideasi")
    assert visitor.sees(number_in(visitor.page.url))
    assert visitor.sees("viimeistään 30.11.2020")  # two weeks from the demo's present
    look(visitor)


def test_the_same_form_sent_twice_gives_the_same_number(browser: Browser, site: str) -> None:
    visitor = visit(browser, site, script=False)
    say_what(visitor)
    say_how_to_answer(visitor)
    form = form_of(visitor)

    visitor.press("Lähetä ideasi")
    again = visitor.page.request.post(f"{site}/fi/meijan-mikkeli/tell/", form=form)

    assert again.ok
    assert number_in(again.url) == number_in(visitor.page.url)


@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_an_empty_step_says_what_is_missing_and_keeps_what_was_typed(browser: Browser, site: str, script: bool) -> None:
    visitor = visit(browser, site, script=script)
    visitor.fill("Idean nimi", TITLE)
    visitor.press("Jatka")
    assert visitor.sees("Kerro ideasi muutamalla sanalla.")
    assert visitor.page.get_by_label("Idean nimi").input_value() == TITLE
    look(visitor)

    visitor.fill("Kerro lisää omin sanoin", WORDS)
    visitor.press("Jatka")
    visitor.fill("Nimesi", "Reijo")
    visitor.press("Jatka")
    assert visitor.sees("Valitse, miten vastaamme sinulle.")
    assert visitor.page.get_by_label("Nimesi").input_value() == "Reijo"
    look(visitor)

    say_how_to_answer(visitor)
    assert all(visitor.sees(said) for said in (TITLE, WORDS, "Reijo"))


def test_an_idea_is_told_by_keyboard_alone(browser: Browser, site: str) -> None:
    visitor = Visitor(browser, site)
    visitor.open("")
    visitor.tab_to("Kerro ideasi")
    visitor.enter()
    for text in (TITLE, WORDS):
        tab_into_a_field(visitor)
        visitor.page.keyboard.type(text)
    visitor.tab_to("Jatka")
    visitor.enter()

    tab_into_a_field(visitor)
    while visitor.page.evaluate("document.activeElement.value") != "none":
        visitor.page.keyboard.press("ArrowDown")
    visitor.tab_to("Jatka")
    visitor.enter()
    visitor.tab_to("Lähetä ideasi")
    visitor.enter()

    assert number_in(visitor.page.url)
    visitor.look()


def tab_into_a_field(visitor: Visitor) -> None:
    """The next field one types or chooses in."""
    visitor.page.keyboard.press("Tab")
    while not visitor.page.evaluate("document.activeElement.matches('main input, main textarea')"):
        visitor.page.keyboard.press("Tab")
