"""Pages of the association: its papers, its statements, and what became of each line."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from talkoot.agreements.models import Project
from talkoot.costs.models import Check, CostEntry, CostStatement, StatementLine, Voucher
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.pages import PNG, Browser, day, errors_of, is_at, stranger_of_another_association, text_of

__all__ = ["day"]
pytestmark = pytest.mark.django_db

RECEIPT = {
    "kind": "receipt", "category": "materials", "seller_name": "Keksitty Rautakauppa", "number": "77",
    "issued_on": "3.4.2019", "net": "100", "vat": "24", "paid_on": "4.4.2019", "ledger_voucher": "T-77",
}  # fmt: skip


def opened(cast: Cast) -> tuple[Project, CostStatement]:
    """A sub-grant with a draft from January to April."""
    project = projects.sub_grant(cast)
    return project, recorded.statement(cast, project)


def test_your_papers_say_what_is_needed_what_is_not_and_what_is_missing(cast: Cast) -> None:
    project, _ = opened(cast)
    projects.works_in(cast, project, cast.resident, date(2019, 2, 1))

    page = text_of(Browser(cast, "writer").get("papers", code=project.matter.code))

    assert "Materials for activities" in page
    assert "17 %" in page
    assert "Office costs" in page
    assert "signed by both" in page
    assert "a draft waits for its signature" in page
    assert "2/2019, 3/2019, 4/2019" in page
    assert "5/2019" not in page


def test_a_month_that_was_told_is_missing_no_more(cast: Cast) -> None:
    project, draft = opened(cast)
    projects.works_in(cast, project, cast.resident, date(2019, 3, 1))
    recorded.line(cast, draft, recorded.salary(cast, person=cast.resident), category="staff", paid_on=date(2019, 3, 25))

    page = text_of(Browser(cast, "signatory").get("papers", code=project.matter.code))

    assert "missing 4/2019" in page


def test_only_its_own_people_and_staff_open_an_associations_pages(cast: Cast) -> None:
    project, draft = opened(cast)
    code = project.matter.code
    other, auditor = Browser(cast, stranger_of_another_association(cast)), Browser(cast, "auditor")
    where = {"code": code, "number": draft.number}

    for name, place in (("papers", {"code": code}), ("statement", {"code": code}), ("stated", where),
                        ("add_receipt", where), ("sign_statement", where)):  # fmt: skip
        assert other.get(name, **place).status_code == 403, name
        assert auditor.get(name, **place).status_code == 200, name
        assert Browser(cast, "member").get(name, **place).status_code == 403, name
    assert other.post("add_receipt", RECEIPT, **where).status_code == 403
    assert auditor.post("add_receipt", RECEIPT, **where).status_code == 422
    assert "Save the line" not in text_of(auditor.get("add_receipt", **where))
    assert not StatementLine.objects.exists()


def test_a_statement_is_opened_for_a_period_of_the_project(cast: Cast) -> None:
    code = projects.sub_grant(cast).matter.code
    browser = Browser(cast, "writer")

    outside = browser.post("statement", {"starts_on": "1.1.2010", "ends_on": "1.2.2010"}, code=code)
    first = browser.post("statement", {"starts_on": "1.1.2019", "ends_on": "30.4.2019"}, code=code)
    second = browser.post("statement", {"starts_on": "1.1.2019", "ends_on": "30.4.2019"}, code=code)

    assert is_at(outside, "starts_on")
    assert "1.1.2010" in outside.content.decode()
    assert first.headers["Location"] == second.headers["Location"] == browser.address("stated", code=code, number=1)
    assert CostStatement.objects.count() == 1


def test_the_citys_own_project_has_no_statements(cast: Cast) -> None:
    code = projects.main(cast).matter.code

    assert "come to the town" in text_of(Browser(cast, "auditor").get("papers", code=code))
    assert Browser(cast, "writer").get("statement", code=code).status_code == 403


def test_a_receipt_with_its_picture_is_a_line_once_however_often_it_is_sent(cast: Cast) -> None:
    project, draft = opened(cast)
    where = {"code": project.matter.code, "number": draft.number}
    browser = Browser(cast, "writer")

    for _ in range(2):
        sent = {**RECEIPT, "form_key": "once", "file": SimpleUploadedFile("kuitti.png", PNG)}
        assert browser.post("add_receipt", sent, **where).headers["Location"] == browser.address("stated", **where)

    line = StatementLine.objects.get()
    assert line.amount_cents == 124_00
    assert browser.get("voucher_file", key=line.voucher_id).content == PNG
    assert Browser(cast, stranger_of_another_association(cast)).get(
        "voucher_file", key=line.voucher_id
    ).status_code == 403  # fmt: skip


def test_a_line_that_cannot_be_is_refused_at_its_field_with_all_that_was_typed(cast: Cast) -> None:
    project, draft = opened(cast)
    where = {"code": project.matter.code, "number": draft.number}
    browser = Browser(cast, "writer")

    late = browser.post("add_receipt", {**RECEIPT, "paid_on": "5.5.2019"}, **where)
    covered = browser.post("add_receipt", {**RECEIPT, "category": "office"}, **where)
    bare = browser.post("add_receipt", {}, **where)

    assert is_at(late, "paid_on")
    assert 'value="Keksitty Rautakauppa"' in late.content.decode()
    assert is_at(covered, "category")
    assert all(is_at(bare, field) for field in ("seller_name", "issued_on", "net", "vat", "paid_on", "ledger_voucher"))


def test_a_salary_is_a_line_for_a_named_worker(cast: Cast) -> None:
    project, draft = opened(cast)
    projects.works_in(cast, project, cast.resident, date(2019, 2, 1))
    where = {"code": project.matter.code, "number": draft.number}
    browser = Browser(cast, "writer")
    typed = {"person": cast.resident.pk, "month": "2019-03-01", "gross": "2000", "side": "400", "category": "staff",
             "paid_on": "25.3.2019", "ledger_voucher": "P-3"}  # fmt: skip

    other = browser.post("add_salary", {**typed, "person": cast.communicator.pk}, **where)
    done = browser.post("add_salary", {**typed, "again": "1"}, **where)
    twice = browser.post("add_salary", typed, **where)

    assert is_at(other, "person")
    assert done.headers["Location"] == browser.address("add_salary", **where)
    assert is_at(twice, "month")
    page = text_of(browser.get("stated", **where))
    assert "2 808,00" in page.replace("\N{NO-BREAK SPACE}", " "), "the salary with the flat rate of 17 %"


def test_a_line_is_taken_off_once_and_its_paper_may_come_again(cast: Cast) -> None:
    project, draft = opened(cast)
    line = recorded.line(cast, draft)
    where = {"code": project.matter.code, "number": draft.number, "key": line.pk}
    browser = Browser(cast, "writer")

    assert "Take it off" in text_of(browser.get("remove_line", **where))
    assert browser.post("remove_line", {}, **where).status_code == 302
    assert browser.post("remove_line", {}, **where).status_code == 404
    assert Voucher.objects.get().state == "dropped"


def test_the_signatory_signs_what_they_have_read(cast: Cast) -> None:
    project, draft = opened(cast)
    recorded.line(cast, draft)
    draft.refresh_from_db()
    where = {"code": project.matter.code, "number": draft.number}
    writer, signatory = Browser(cast, "writer"), Browser(cast, "signatory")

    unticked = signatory.post("sign_statement", {"version": draft.version}, **where)
    stale = signatory.post("sign_statement", {"version": 1, "is_true": "on"}, **where)
    by_writer = writer.post("sign_statement", {"version": draft.version, "is_true": "on"}, **where)
    done = signatory.post("sign_statement", {"version": draft.version, "is_true": "on"}, **where)

    assert is_at(unticked, "is_true")
    assert stale.status_code in (409, 422)
    assert by_writer.status_code == 422
    assert done.status_code == 302
    assert CostStatement.objects.get().signed_by == cast.signatory
    assert "waits for its check" in text_of(writer.get("stated", **where))


def test_an_empty_statement_is_not_signed_and_a_signed_one_not_changed(cast: Cast) -> None:
    project, draft = opened(cast)
    where = {"code": project.matter.code, "number": draft.number}
    signatory = Browser(cast, "signatory")

    empty = signatory.post("sign_statement", {"version": draft.version, "is_true": "on"}, **where)
    recorded.line(cast, draft)
    recorded.signed(cast, draft)
    late = signatory.post("add_receipt", RECEIPT, **where)

    assert "The statement has no lines." in errors_of(empty)
    assert "This statement is signed." in errors_of(late)


def test_the_association_reads_what_was_accepted_what_not_and_why(cast: Cast) -> None:
    project, draft = opened(cast)
    recorded.line(cast, draft)
    recorded.line(cast, draft, recorded.paper(seller_name="Kukkakauppa", net_cents=50_00, number="9"))
    recorded.signed(cast, draft)
    first, second = CostEntry.objects.filter(statement=draft).order_by("pk")
    recorded.checked(cast, first)
    recorded.checked(cast, second, Check.Outcome.REJECT)

    page = text_of(Browser(cast, "writer").get("stated", code=project.matter.code, number=draft.number))

    assert "accepted 12,40" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "not accepted 0,00" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert recorded.REASON.text in page


def test_a_statements_page_asks_as_much_of_the_database_for_many_lines_as_for_few(cast: Cast) -> None:
    project, draft = opened(cast)
    where = {"code": project.matter.code, "number": draft.number}
    recorded.line(cast, draft)
    browser = Browser(cast, "writer")
    few = browser.statements("stated", **where)
    for number in range(5):
        recorded.line(cast, draft, recorded.paper(seller_name=f"Kauppa {number}", net_cents=20_00 + number))

    assert browser.statements("stated", **where) == few


def test_staff_see_every_statement_with_what_waits(cast: Cast) -> None:
    _, draft = opened(cast)
    recorded.line(cast, draft)
    recorded.signed(cast, draft)

    page = text_of(Browser(cast, "accountant").get("statements"))

    assert "Kotikulman Väki ry (keksitty)" in page
    assert "12,40" in page
    assert Browser(cast, "writer").get("statements").status_code == 403


def test_a_statement_that_is_not_there_is_not_found(cast: Cast) -> None:
    project, _ = opened(cast)

    for number in (2, 10**12):
        assert Browser(cast, "writer").get("stated", code=project.matter.code, number=number).status_code == 404
