"""The office: a held invoice becomes a cost that is paid, checked by keyboard, and goes into the next claim."""

from playwright.sync_api import Browser

from scripts.visitor import Visitor

NUMBER = "8150"
"""The café's invoice: it names MM-0005 but nobody who ordered it. Net 190 €, VAT 26,60 €, which the town gets back."""
FOCUS = "document.activeElement.closest('[data-rows] tr')?.id ?? ''"


def signed_in(browser: Browser, site: str, name: str) -> Visitor:
    """Somebody at a desk of their own."""
    visitor = Visitor(browser, site)
    visitor.sign_in(name)
    return visitor


def place(office: Visitor) -> None:
    """From what arrived to its project; the visitor is left at the voucher."""
    office.open("inbox/")
    office.follow(NUMBER)
    assert office.sees("odottaa tilaajaa")
    office.look()
    office.follow("Kohdista")
    project = office.page.get_by_label("Hanke", exact=True)
    assert "MM-0005" in project.locator("option:checked").inner_text(), "the number it names isn't proposed"
    office.look()
    office.press("Kohdista")
    assert office.sees("kohdistettu")
    office.look()


def record_in_two(office: Visitor) -> None:
    """100 € for the café's service and 90 € for what people ate."""
    office.follow("Kirjaa kulu")
    office.press("Vielä yksi rivi")
    for row, (category, net, vat) in enumerate([("Ostopalvelut", "100", "14"), ("Osallistujien kulut", "90", "12,60")]):
        office.page.get_by_label("Kululaji").nth(row).select_option(label=category)
        office.page.get_by_label("Netto").nth(row).fill(net)
        office.page.get_by_label("Arvonlisävero").nth(row).fill(vat)
    office.look()
    office.press("Kirjaa")
    assert office.sees("ei vielä kirjanpidossa")
    office.look()


def pay(accountant: Visitor) -> None:
    """From the accountant's own work to the payment in the books."""
    accountant.follow("Kirjaa maksu")
    accountant.page.wait_for_url("**/vouchers/?what=pay**")
    accountant.look()
    accountant.follow(NUMBER)
    accountant.follow("Kirjaa maksu")
    accountant.look()
    accountant.fill("Maksettu", "16.11.2020")
    accountant.fill("Numero kirjanpidossa", "MLI-2011-8150")
    accountant.press("Kirjaa")
    assert accountant.sees("MLI-2011-8150")
    accountant.look()


def check_by_keyboard(checker: Visitor) -> None:
    """Down to the second row and accept it by A; a part of the other by P. No mouse is touched."""
    page = checker.page
    checker.open("checking/")
    checker.look()
    rows = [str(one.get_attribute("id")) for one in page.locator("[data-rows] tr").all()]
    assert len(rows) == 2
    while page.evaluate(FOCUS) != rows[0]:
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS) == rows[1]
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUS) == rows[0]
    page.keyboard.press("ArrowDown")

    checker.enter("a")

    assert [one.get_attribute("id") for one in page.locator("[data-rows] tr").all()] == rows[:1]
    checker.look()
    while page.evaluate(FOCUS) != rows[0]:
        page.keyboard.press("Tab")
    checker.enter("p")
    assert page.locator("input[name='outcome'][value='part']").is_checked()
    checker.look()
    write_the_part(checker)


def write_the_part(checker: Visitor) -> None:
    """The part and the reason, with Tab and letters alone."""
    page = checker.page
    for name, text in [("accepted", "60"), ("reason", "Kahvia jäi yli.")]:
        while page.evaluate("document.activeElement.name") != name:
            page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    checker.enter()
    assert checker.sees("Mikään ei odota tarkastusta")
    checker.look()


def freeze(office: Visitor) -> None:
    """What will happen is shown first; once frozen it can't be frozen again."""
    office.open("claims/4/freeze/")
    office.look()
    office.page.get_by_role("button", name="Lukitse").click()
    assert "150,00\N{NO-BREAK SPACE}€" in office.page.locator("main").inner_text()
    office.look()
    office.open("claims/4/freeze/")
    assert office.page.locator("main form").count() == 0
    office.look()


def test_an_invoice_goes_from_the_inbox_into_a_frozen_claim(browser: Browser, site_in_spring: str) -> None:
    site = site_in_spring
    office = signed_in(browser, site, "Heikki Hallinto")
    place(office)
    record_in_two(office)
    pay(signed_in(browser, site, "Tuula Talous"))
    check_by_keyboard(signed_in(browser, site, "Outi Ohjaaja"))

    office.open("claims/")
    row = office.page.get_by_role("row").filter(has_text="Maksatushakemus 4")
    assert "1.9.2020 – 31.3.2021" in row.inner_text()
    office.look()
    office.follow("Maksatushakemus 4")
    assert "150,00\N{NO-BREAK SPACE}€" in office.page.locator("main").inner_text(), "90 € whole and 60 € of 100 €"
    office.look()
    freeze(office)


def test_whoever_recorded_a_cost_is_offered_no_check(browser: Browser, site: str) -> None:
    office = signed_in(browser, site, "Heikki Hallinto")
    place(office)
    record_in_two(office)

    office.open("checking/")

    assert office.page.locator("[data-rows] tr").count() == 2
    assert office.page.locator("[data-key]").count() == 0
    office.look()


def test_a_claim_whose_period_runs_is_refused_in_words(browser: Browser, site: str) -> None:
    office = signed_in(browser, site, "Heikki Hallinto")

    office.open("claims/4/freeze/")

    assert office.sees("Kausi 4 päättyy 31.3.2021. Lukitse sen maksatushakemus vasta sen jälkeen.")
    assert office.page.locator("main form").count() == 0
    office.look()
