"""Pages of vouchers: placing, dropping, recording, booking, correcting; receipts and salaries of the city."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from talkoot.core import clock
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.states import VoucherState
from talkoot.people.actions.end_role import end_role
from talkoot.people.models import Role
from tests.cast import LOADER, Cast
from tests.costs import projects, recorded
from tests.costs.desk import receive
from tests.costs.invoices import finvoice
from tests.costs.pages import PNG, Browser, day, errors_of, is_at, text_of
from tests.costs.projects import NOW, TODAY

__all__ = ["day"]
pytestmark = pytest.mark.django_db


def to_place(cast: Cast) -> Voucher:
    """An invoice that names the coordinator but no project."""
    projects.main(cast)
    voucher = receive(cast, finvoice(orderer="Kaisa Koordinaattori")).arrival.voucher
    assert voucher
    return voucher


def test_whoever_ordered_it_places_it_with_a_word(cast: Cast) -> None:
    voucher, main = to_place(cast), projects.main(cast)
    browser = Browser(cast, "coordinator")

    form = browser.get("place", key=voucher.pk)
    answer = browser.post("place", {"project": main.pk, "reason": "", "version": voucher.version}, key=voucher.pk)

    assert form.status_code == 200
    assert answer.headers["Location"] == browser.address("voucher", key=voucher.pk)
    voucher.refresh_from_db()
    assert (voucher.state, voucher.project) == (VoucherState.ROUTED, main)


def test_placing_it_nowhere_is_said_at_the_field_and_the_words_are_kept(cast: Cast) -> None:
    voucher = to_place(cast)

    answer = Browser(cast, "administrator").post(
        "place", {"project": "99999", "reason": "Koska näin.", "version": voucher.version}, key=voucher.pk
    )

    assert answer.status_code == 422
    assert is_at(answer, "project")
    assert "Koska näin." in answer.content.decode()


def test_a_stale_page_places_nothing_and_shows_it_again(cast: Cast) -> None:
    voucher, main = to_place(cast), projects.main(cast)
    browser = Browser(cast, "administrator")
    browser.post("drop_voucher", {"reason": "Ei meidän.", "version": voucher.version}, key=voucher.pk)

    answer = browser.post("place", {"project": main.pk, "reason": "Aha.", "version": voucher.version}, key=voucher.pk)

    assert answer.status_code in (409, 422)
    assert "Aha." in answer.content.decode()
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.DROPPED


def test_who_neither_takes_in_invoices_nor_ordered_it_does_not_place_it(cast: Cast) -> None:
    voucher = to_place(cast)

    assert Browser(cast, "communicator").get("place", key=voucher.pk).status_code == 403
    assert Browser(cast, "auditor").get("place", key=voucher.pk).status_code == 403
    assert Browser(cast, "auditor").get("voucher", key=voucher.pk).status_code == 200


def test_dropping_needs_a_reason(cast: Cast) -> None:
    voucher = to_place(cast)

    answer = Browser(cast, "administrator").post("drop_voucher", {"reason": " "}, key=voucher.pk)

    assert is_at(answer, "reason")
    voucher.refresh_from_db()
    assert voucher.state == VoucherState.TO_PLACE


def lines(voucher: Voucher, **what: str) -> dict[str, object]:
    """One line: the whole voucher under services."""
    whole = {"category_0": "services", "net_0": "100,00", "vat_0": "24,00", "lines": "1"}
    return {**whole, "version": voucher.version, **what}


def test_a_cost_is_recorded_line_by_line(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    two = {"net_0": "60", "vat_0": "14,40", "category_1": "materials", "net_1": "40", "vat_1": "9,60", "lines": "2"}

    answer = Browser(cast, "administrator").post("record_cost", lines(voucher, **two), key=voucher.pk)

    assert answer.status_code == 302
    made = CostEntry.objects.order_by("pk")
    assert [(one.category, one.amount_cents) for one in made] == [("services", 60_00), ("materials", 40_00)]


def test_one_more_line_keeps_what_was_typed_and_judges_nothing_yet(cast: Cast) -> None:
    voucher = recorded.invoice(cast)

    answer = Browser(cast, "administrator").post(
        "record_cost", lines(voucher, net_0="rubbish", more="1"), key=voucher.pk
    )

    assert answer.status_code == 200
    assert 'value="rubbish"' in answer.content.decode()
    assert 'name="category_1"' in answer.content.decode()
    assert not errors_of(answer)


def test_lines_that_are_not_the_voucher_are_refused_with_both_sums(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    browser = Browser(cast, "administrator")

    answer = browser.post("record_cost", lines(voucher, net_0="99"), key=voucher.pk)
    huge = browser.post("record_cost", lines(voucher, net_0="9" * 50, lines="9" * 50), key=voucher.pk)

    assert answer.status_code == huge.status_code == 422
    assert is_at(answer, "net_0")
    assert "Change the lines so that they agree." in errors_of(answer)
    assert not CostEntry.objects.exists()


def test_what_the_flat_rate_covers_is_not_offered(cast: Cast) -> None:
    voucher = recorded.invoice(cast)

    page = Browser(cast, "administrator").get("record_cost", key=voucher.pk).content.decode()

    assert 'value="services"' in page
    assert 'value="office"' not in page
    assert 'value="staff"' not in page


def test_a_double_click_records_once_and_says_so(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    browser = Browser(cast, "administrator")

    browser.post("record_cost", lines(voucher), key=voucher.pk)
    again = browser.post("record_cost", lines(voucher), key=voucher.pk)

    assert again.status_code in (409, 422)
    assert CostEntry.objects.count() == 1


def test_an_ended_mandate_records_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    voucher = recorded.invoice(cast)
    role = Role.objects.get(person=cast.administrator)
    browser = Browser(cast, "administrator")
    end_role(
        register=cast.register, actor=LOADER, role=role, last_day=TODAY, version=role.version, successor=None,
        now=NOW, today=TODAY,
    )  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=1))

    assert browser.post("record_cost", lines(voucher), key=voucher.pk).status_code == 403


def test_the_accountant_books_a_payment_once(cast: Cast) -> None:
    entry = recorded.entry(cast)
    browser = Browser(cast, "accountant")
    paid = {"paid_on": "30.4.2019", "ledger_voucher": "MLI-1"}

    early = browser.post("book_payment", {**paid, "paid_on": "30.4.2030"}, key=entry.voucher_id)
    first = browser.post("book_payment", paid, key=entry.voucher_id)
    second = browser.post("book_payment", paid, key=entry.voucher_id)

    assert is_at(early, "paid_on")
    assert first.status_code == 302
    assert second.status_code == 422
    entry.refresh_from_db()
    assert entry.ledger_voucher == "MLI-1"


def test_a_checked_cost_is_corrected_with_a_reason(cast: Cast) -> None:
    entry = recorded.entry(cast)
    recorded.checked(cast, entry)
    browser = Browser(cast, "administrator")

    same = browser.post("correct_cost", {"instead": "other", "category": "services", "amount": "100", "reason": "x"},
                        key=entry.pk)  # fmt: skip
    empty = browser.post("correct_cost", {"instead": "other", "category": "services", "amount": ""}, key=entry.pk)
    done = browser.post(
        "correct_cost", {"instead": "other", "category": "materials", "amount": "40", "reason": "Väärä laji."},
        key=entry.pk,
    )  # fmt: skip

    assert is_at(same, "amount")
    assert is_at(empty, "amount")
    assert is_at(empty, "reason")
    assert done.status_code == 302
    assert [one.amount_cents for one in CostEntry.objects.filter(corrects=entry).order_by("pk")] == [-100_00, 40_00]


def receipt(**what: object) -> dict[str, object]:
    """A receipt as it is typed."""
    typed = {"kind": "receipt", "seller_name": "Keksitty Kauppa", "issued_on": "2.4.2019", "net": "10", "vat": "2,40"}
    return {**typed, **what}


def test_a_receipt_with_its_picture_becomes_a_voucher_and_goes_on_to_its_cost(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "administrator")

    answer = browser.post("record_receipt", receipt(file=SimpleUploadedFile("k.png", PNG)), code=code)

    voucher = Voucher.objects.get()
    assert answer.headers["Location"] == browser.address("record_cost", key=voucher.pk)
    assert voucher.file
    assert voucher.file.media_type == "image/png"


def test_a_receipts_picture_is_a_picture(cast: Cast) -> None:
    code = projects.main(cast).matter.code

    answer = Browser(cast, "administrator").post(
        "record_receipt", receipt(file=SimpleUploadedFile("k.png", b"<svg onload='x'/>")), code=code
    )

    assert is_at(answer, "file")
    assert 'value="Keksitty Kauppa"' in answer.content.decode()


def test_the_same_form_sent_twice_is_one_receipt(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "administrator")

    for _ in range(2):
        assert browser.post("record_receipt", receipt(form_key="one"), code=code).status_code == 302

    assert Voucher.objects.count() == 1


def test_what_looks_like_another_asks_why_and_goes_on_with_the_words(cast: Cast) -> None:
    code = projects.main(cast).matter.code
    browser = Browser(cast, "administrator")
    browser.post("record_receipt", receipt(), code=code)

    asked = browser.post("record_receipt", receipt(), code=code)
    told = browser.post("record_receipt", receipt(other_because="Kaksi lippua."), code=code)

    assert is_at(asked, "other_because")
    assert '<textarea name="other_because"' in asked.content.decode()
    assert told.status_code == 302


@pytest.mark.parametrize(
    ("field", "typed"),
    [("net", "12,345"), ("net", "-5"), ("issued_on", "31.2.2019"), ("issued_on", "1.1.2030"), ("seller", "123"),
     ("seller_name", "x" * 201), ("seller_name", "a\x00b"), ("number", "n" * 101)],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field(cast: Cast, field: str, typed: str) -> None:
    code = projects.main(cast).matter.code

    answer = Browser(cast, "administrator").post("record_receipt", receipt(**{field: typed}), code=code)

    assert answer.status_code == 422
    assert is_at(answer, field)
    assert not Voucher.objects.exists()


def test_a_sub_grants_receipt_does_not_come_to_the_city(cast: Cast) -> None:
    code = projects.sub_grant(cast).matter.code

    answer = Browser(cast, "administrator").post("record_receipt", receipt(), code=code)

    assert answer.status_code == 422
    assert "tells its costs by statement" in errors_of(answer)


def test_a_salary_is_typed_for_a_named_worker_and_a_month(cast: Cast) -> None:
    main = projects.main(cast)
    browser = Browser(cast, "administrator")
    typed = {"person": cast.communicator.pk, "month": "2019-03-01", "gross": "2000", "side": "400"}
    unnamed = browser.post("record_payroll", typed, code=main.matter.code)
    projects.works_in(cast, main, cast.communicator, TODAY.replace(month=1))

    done = browser.post("record_payroll", typed, code=main.matter.code)
    again = browser.post("record_payroll", typed, code=main.matter.code)

    assert is_at(unnamed, "person")
    assert done.status_code == 302
    assert is_at(again, "month")
    assert Voucher.objects.get().total_cents == 2_400_00


def test_a_matter_without_a_project_and_a_guessed_one_are_not_found(cast: Cast) -> None:
    projects.main(cast)

    assert Browser(cast, "administrator").get("record_receipt", code="MM-0999").status_code == 404
    assert Browser(cast, "administrator").get("order", code="XX-0001").status_code == 404


def test_the_list_of_vouchers_says_what_waits(cast: Cast) -> None:
    recorded.entry(cast)
    recorded.receipt(cast)
    browser = Browser(cast, "accountant")

    assert "Keksitty Kauppa" not in text_of(browser.get("vouchers", "?what=pay"))
    assert "Keksitty Pitopalvelu Oy" in text_of(browser.get("vouchers", "?what=pay"))
    assert "Keksitty Kauppa" in text_of(browser.get("vouchers", "?what=record"))
    assert "No voucher fits." in text_of(browser.get("vouchers", "?what=dropped"))


def test_the_list_asks_as_much_of_the_database_for_many_vouchers_as_for_few(cast: Cast) -> None:
    recorded.receipt(cast)
    browser = Browser(cast, "auditor")
    few = browser.statements("vouchers")
    for number in range(5):
        recorded.receipt(cast, seller_name=f"Kauppa {number}", net_cents=20_00 + number)

    assert browser.statements("vouchers") == few


def test_what_stands_on_an_associations_draft_is_not_on_the_towns_list(cast: Cast) -> None:
    recorded.line(cast, recorded.statement(cast))

    assert "Keksitty Kauppa" not in text_of(Browser(cast, "administrator").get("vouchers"))
