"""An association: applies for money in pieces, and later tells what its project has cost."""

import re

from playwright.sync_api import Browser

from scripts.visitor import Visitor

TITLE = "Puutyöpaja kaikille"
SIGNATURE = "Olen lukenut rivit."


def signed_in(browser: Browser, site: str, name: str) -> Visitor:
    """Somebody of an association, on a device of their own."""
    visitor = Visitor(browser, site)
    visitor.sign_in(name)
    return visitor


def says(visitor: Visitor, *texts: str) -> bool:
    """Whether the page says them all; a sum's spaces are read as ordinary ones."""
    page = visitor.page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    return all(text in page for text in texts)


def open_draft(visitor: Visitor) -> str:
    """Begin an application: the address of its draft after the slug."""
    visitor.open("apply/")
    visitor.look()
    visitor.choose("Tuensiirtohanke")
    visitor.fill("Hakemuksen nimi", TITLE)
    visitor.press("Avaa luonnos")
    found = re.search(r"MM-\d{4}/application/", visitor.page.url)
    assert found, visitor.page.url
    return found[0]


def write_half(visitor: Visitor) -> None:
    """Only what it is and for whom."""
    visitor.fill("Suunnitelma", "Paja on auki tiistaisin. Kaksi ohjaajaa auttaa alkuun.")
    visitor.fill("Kohderyhmä", "Naapurit, joilla ei ole omaa verstasta.")
    visitor.press("Tallenna")
    assert visitor.sees("luonnos pysyy tallessa")


def write_the_rest(visitor: Visitor, own_share: str) -> None:
    """The days and the money; with the flat rate of 17 % the whole is 12 700 €."""
    visitor.fill("Ryhmän koko", "40")
    visitor.fill("Mitä hanke täydentää", "Lähellä ei ole mitään vastaavaa.")
    visitor.fill("Ensimmäinen päivä", "1.1.2021")
    visitor.fill("Viimeinen päivä", "30.6.2021")
    visitor.fill("Palkat sivukuluineen", "10000")
    visitor.fill("Toiminnan tarvikkeet", "1000")
    visitor.fill("Omarahoitus euroina", own_share)


def test_an_application_is_written_in_pieces_and_submitted(browser: Browser, site: str) -> None:
    visitor = signed_in(browser, site, "Niilo Nimenkirjoittaja")
    draft = open_draft(visitor)
    visitor.look()
    write_half(visitor)
    visitor.look()

    later = signed_in(browser, site, "Niilo Nimenkirjoittaja")
    later.open("apply/")
    later.follow(TITLE)
    assert "Paja on auki" in later.page.get_by_label("Suunnitelma").input_value()
    write_the_rest(later, "100")
    later.press("Tallenna ja laske")
    assert says(later, "12 700,00 €", "1 143,00 €"), "9 % of the whole isn't said"
    need = later.page.locator("dt", has_text="Rahaa tarvitaan ennen ensimmäistä maksua").locator("+ dd")
    assert need.inner_text().replace("\N{NO-BREAK SPACE}", " ").strip() == "12 700,00 €", "the cash need"
    later.look()

    later.press("Tallenna ja jätä hakemus")
    assert says(later, "Omarahoitusta tarvitaan vähintään 1 143,00 €")
    assert later.page.get_by_label("Suunnitelma").input_value()
    later.look()

    later.fill("Omarahoitus euroina", "1143")
    later.press("Tallenna ja jätä hakemus")
    assert says(later, "Hakemus on jätetty", draft.split("/")[0])
    later.look()
    later.open(draft)
    assert says(later, TITLE, "Jätetty")
    later.look()


def add_receipt(visitor: Visitor) -> None:
    """Screws for the repair shop, paid in its own name: 124 € with the VAT, which it doesn't get back."""
    visitor.follow("Lisää kuitti")
    visitor.look()
    visitor.choose("Toiminnan tarvikkeet")
    visitor.fill("Kuka myi", "Ruuvi ja Mutteri (keksitty)")
    visitor.fill("Tositteen numero", "77")
    visitor.fill("Tositteen päivä", "5.10.2020")
    visitor.fill("Summa ilman arvonlisäveroa", "100")
    visitor.page.get_by_label("Arvonlisävero", exact=True).fill("24")
    visitor.fill("Maksettu", "6.10.2020")
    visitor.fill("Numero kirjanpidossa", "K-77")
    visitor.press("Tallenna rivi")


def test_a_cost_statement_is_opened_written_and_signed(browser: Browser, site: str) -> None:
    visitor = signed_in(browser, site, "Kirsi Korjaaja")
    visitor.open("MM-0003/papers/")
    visitor.look()
    visitor.open("MM-0003/statement/")
    visitor.look()

    visitor.press("Avaa")
    assert visitor.sees("Ei vielä rivejä.")
    visitor.look()
    add_receipt(visitor)
    assert says(visitor, "Ruuvi ja Mutteri", "124,00 €")
    visitor.look()

    visitor.follow("Siirry allekirjoittamaan")
    visitor.look()
    visitor.press("Allekirjoita")
    assert visitor.sees("Merkitse tämä, kun allekirjoitat.")
    visitor.look()
    visitor.choose(SIGNATURE)
    visitor.press("Allekirjoita")
    assert says(visitor, "Allekirjoitettu.", "odottaa tarkastusta")
    visitor.look()
