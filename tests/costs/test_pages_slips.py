"""Pages of orders: the list, ordering, the slip to print, closing it."""

import pytest

from talkoot.costs.models import OrderSlip
from talkoot.outbox.models import Message
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.pages import Browser, day, errors_of, is_at, text_of

__all__ = ["day"]
pytestmark = pytest.mark.django_db


def order(cast: Cast, **what: object) -> dict[str, object]:
    """An order as it is typed."""
    typed = {"what": "Kahvia ja pullaa", "supplier": "Keksitty Leipomo Oy", "up_to": "250", "send_to": ""}
    return {**typed, "orderer": cast.coordinator.pk, **what}


def test_an_order_gets_a_code_and_a_page_to_print(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "coordinator")

    answer = browser.post("order", order(cast, send_to="leipomo@example.org"), code=code)

    slip = OrderSlip.objects.get()
    assert answer.headers["Location"] == browser.address("slip", key=slip.pk)
    page = text_of(browser.get("slip", key=slip.pk))
    assert "MM-0001-1" in page
    assert "003701651163" in page
    assert "250,00" in page
    assert Message.objects.filter(address="leipomo@example.org").exists()


def test_an_order_without_sense_is_refused_at_its_fields_and_nothing_typed_is_lost(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "coordinator")

    empty = browser.post("order", order(cast, what="", up_to="", supplier=""), code=code)
    free = browser.post("order", order(cast, up_to="0"), code=code)
    wrong = browser.post("order", order(cast, orderer=cast.stranger.pk, send_to="no address"), code=code)

    assert all(is_at(empty, field) for field in ("what", "up_to", "supplier"))
    assert is_at(free, "up_to")
    assert "Kahvia ja pullaa" in free.content.decode()
    assert is_at(wrong, "orderer")
    assert is_at(wrong, "send_to")
    assert not OrderSlip.objects.exists()


def test_a_double_click_is_one_order(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "coordinator")

    for _ in range(2):
        browser.post("order", order(cast, form_key="same"), code=code)

    assert OrderSlip.objects.count() == 1


def test_nobody_orders_for_a_project_that_buys_itself(cast: Cast) -> None:
    code = projects.sub_grant(cast).matter.code

    answer = Browser(cast, "coordinator").post("order", order(cast), code=code)

    assert "its recipient buys in its own name" in errors_of(answer)


def test_an_order_is_closed_once_and_the_auditor_only_reads_it(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "coordinator")
    browser.post("order", order(cast), code=code)
    slip = OrderSlip.objects.get()
    auditor = Browser(cast, "auditor")

    assert auditor.get("slip", key=slip.pk).status_code == 200
    assert auditor.post("slip", {"version": slip.version}, key=slip.pk).status_code == 422
    assert browser.post("slip", {"version": slip.version}, key=slip.pk).status_code == 302
    assert browser.post("slip", {"version": slip.version}, key=slip.pk).status_code in (409, 422)
    slip.refresh_from_db()
    assert slip.state == "closed"
    assert auditor.get("order", code=code).status_code == 403


def test_the_list_shows_what_has_come_and_asks_as_much_for_many_as_for_few(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "coordinator")
    browser.post("order", order(cast), code=code)
    recorded.invoice(cast, project="MM-0001-1")
    few = browser.statements("slips")
    for number in range(5):
        browser.post("order", order(cast, what=f"Pullaa {number}"), code=code)
    browser.get("slips")

    assert browser.statements("slips") == few
    assert "124,00" in text_of(browser.get("slips"))
    assert "No order fits." in text_of(browser.get("slips", "?text=zzz"))
