"""Pages of what arrives: the inbox, the picture beside the reading, taking in by hand, and the files."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from talkoot.costs.models import Arrival, Voucher
from talkoot.people.actions.give_role import give_role
from talkoot.people.roles import RoleCode
from talkoot.programme.file import ProgrammeFile
from talkoot.records import files
from tests.cast import FIRST_DAY, LOADER, Cast
from tests.costs import projects, recorded
from tests.costs.desk import receive
from tests.costs.invoices import finvoice, framed
from tests.costs.pages import PNG, Browser, day, errors_of, is_at, text_of
from tests.costs.projects import NOW, TODAY
from tests.way import another_programme

__all__ = ["day"]
pytestmark = pytest.mark.django_db


def sent(data: bytes, name: str = "lasku.xml") -> dict[str, object]:
    """A file in the form for messages that came by hand."""
    return {"file": SimpleUploadedFile(name, data), "door": "email", "reply_to": ""}


def test_the_inbox_says_of_every_message_what_became_of_it_and_why_in_the_readers_language(cast: Cast) -> None:
    recorded.invoice(cast, number="55")
    receive(cast, finvoice(number="56"))

    english = text_of(Browser(cast, "administrator").get("inbox"))
    finnish = text_of(Browser(cast, "administrator", "fi").get("inbox"))

    assert "It names the project MM-0001 and an orderer." in english
    assert "It names neither a project or cost centre nor an orderer." in english
    assert "It names" not in finnish
    assert "löysi hankkeensa" in finnish
    assert "palautettu" in finnish


def test_what_was_sent_back_still_shows_who_sent_it(cast: Cast) -> None:
    receive(cast, finvoice(number="57", net="10,00", vat="0,00", gross="10,00"))

    page = text_of(Browser(cast, "administrator").get("inbox"))

    assert "Keksitty Pitopalvelu Oy 57" in page
    assert "10,00" in page


def test_the_inbox_can_be_asked_for_an_outcome_and_a_word(cast: Cast) -> None:
    recorded.invoice(cast, number="AB-1")
    receive(cast, finvoice(number="CD-2", orderer="Kaisa Koordinaattori"))
    browser = Browser(cast, "administrator")

    assert "AB-1" in text_of(browser.get("inbox", "?text=ab-1"))
    assert "CD-2" not in text_of(browser.get("inbox", "?text=ab-1"))
    assert "AB-1" not in text_of(browser.get("inbox", "?outcome=waiting"))
    assert "CD-2" in text_of(browser.get("inbox", "?outcome=waiting"))
    assert "AB-1" in text_of(browser.get("inbox", "?text=mm-0001"))
    assert browser.get("inbox", "?text=%00&outcome=nonsense&after=rubbish").status_code == 200


def test_an_empty_inbox_says_what_to_do(cast: Cast) -> None:
    assert "take one in by hand" in text_of(Browser(cast, "administrator").get("inbox"))


def test_the_inbox_asks_as_much_of_the_database_for_many_messages_as_for_few(cast: Cast) -> None:
    recorded.invoice(cast, number="1")
    browser = Browser(cast, "administrator")
    few = browser.statements("inbox")
    for number in range(2, 9):
        recorded.invoice(cast, number=str(number), gross=f"{number}24,00", net=f"{number}00,00")

    assert browser.statements("inbox") == few


def test_a_messages_page_draws_what_its_bytes_say_word_for_word(cast: Cast) -> None:
    projects.main(cast)
    article = "<script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}kahvi"
    arrival = receive(cast, finvoice(project="mm 0001", orderer="Kaisa Koordinaattori", article=article)).arrival

    answer = Browser(cast, "administrator").get("arrival", key=arrival.pk)

    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "mm 0001" in page
    assert "Keksittykatu 1" in page


def test_a_message_that_cannot_be_read_has_words_for_its_reason(cast: Cast) -> None:
    arrival = receive(cast, b"<not xml").arrival

    page = text_of(Browser(cast, "administrator").get("arrival", key=arrival.pk))

    assert "The message is not well-formed XML." in page
    assert "No voucher was made of it" in page


def test_a_messages_page_stands_even_when_its_file_is_gone(cast: Cast) -> None:
    arrival = Arrival.objects.get(voucher=recorded.invoice(cast))
    files.path_of(arrival.file.sha256).unlink()
    browser = Browser(cast, "administrator")

    assert "The file is not where files are kept." in text_of(browser.get("arrival", key=arrival.pk))
    assert browser.get("arrival_file", key=arrival.pk).status_code == 404
    assert browser.get("inbox").status_code == 200


def test_what_belongs_to_another_programme_is_not_here(cast: Cast, programme_file: ProgrammeFile) -> None:
    arrival = Arrival.objects.get(voucher=recorded.invoice(cast))
    other = another_programme(programme_file)
    give_role(
        register=other, actor=LOADER, person=cast.administrator, code=RoleCode.ADMINISTRATOR, valid_from=FIRST_DAY,
        now=NOW, today=TODAY,
    )  # fmt: skip
    browser = Browser(cast, "administrator")

    for name in ("arrival", "arrival_file", "voucher", "place", "drop_voucher", "record_cost", "voucher_file"):
        key = arrival.pk if name.startswith("arrival") else arrival.voucher_id
        elsewhere = browser.address(name, key=key).replace("meijan-mikkeli", other.slug)
        assert browser.client.get(elsewhere).status_code == 404, name
        assert browser.get(name, key=10**18).status_code == 404, name
        assert browser.get(name, key=10**30).status_code == 404, name


def test_the_auditor_reads_what_arrived_and_takes_nothing_in(cast: Cast) -> None:
    arrival = Arrival.objects.get(voucher=recorded.invoice(cast))
    browser = Browser(cast, "auditor")

    assert browser.get("inbox").status_code == 200
    assert browser.get("arrival", key=arrival.pk).status_code == 200
    assert browser.post("receive_invoice", sent(finvoice())).status_code == 403


def test_a_message_taken_in_by_hand_goes_its_way_and_a_second_time_changes_nothing(cast: Cast) -> None:
    projects.main(cast)
    browser = Browser(cast, "administrator")
    data = finvoice(project="MM-0001", orderer="Kaisa Koordinaattori")

    first = browser.post("receive_invoice", sent(data))
    browser.post("receive_invoice", sent(data))

    arrival = Arrival.objects.order_by("pk")[0]
    assert first.headers["Location"] == browser.address("arrival", key=arrival.pk)
    assert arrival.door == "email"
    assert Voucher.objects.count() == 1
    assert [one.outcome for one in Arrival.objects.order_by("pk")] == ["routed", "duplicate"]


def test_a_file_of_several_messages_leads_to_the_inbox(cast: Cast) -> None:
    browser = Browser(cast, "administrator")

    answer = browser.post("receive_invoice", sent(framed(finvoice(number="1"), finvoice(number="2"))))

    assert answer.headers["Location"] == browser.address("inbox")
    assert Arrival.objects.count() == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x00", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", b"%PDF-1.7"])
def test_a_hostile_or_useless_file_gives_words(cast: Cast, data: bytes) -> None:
    browser = Browser(cast, "administrator")

    answer = browser.post("receive_invoice", sent(data, "../../etc/p\x07asswd"))

    assert answer.status_code == 302
    page = browser.client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "could not be read" in text_of(page)


@pytest.mark.shared
def test_every_hostile_file_gives_words(cast: Cast, shared: Path) -> None:
    browser = Browser(cast, "administrator")
    for path in sorted((shared / "data" / "hostile").glob("*.xml")):
        answer = browser.post("receive_invoice", sent(path.read_bytes(), path.name))

        assert browser.client.get(answer.headers["Location"]).status_code == 200, path.name


def test_no_file_and_too_large_a_file_are_said_at_the_field(cast: Cast) -> None:
    browser = Browser(cast, "administrator")

    nothing = browser.post("receive_invoice", {"door": "email"})
    large = browser.post("receive_invoice", sent(b"x" * 10_000_001))

    assert nothing.status_code == large.status_code == 422
    assert is_at(nothing, "file")
    assert "Choose the file." in errors_of(nothing)
    assert "larger than 10 megabytes" in errors_of(large)
    assert not Arrival.objects.exists()


def test_a_file_from_outside_is_handed_out_so_that_nothing_in_it_runs(cast: Cast) -> None:
    arrival = receive(cast, b"<html><script>alert(1)</script></html>", name="x.html", media_type="text/html").arrival

    answer = Browser(cast, "administrator").get("arrival_file", key=arrival.pk)

    assert answer.headers["Content-Type"] == "application/xml"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="arrival-{arrival.pk}.xml"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.content == b"<html><script>alert(1)</script></html>"


def test_a_picture_is_shown_and_only_a_picture(cast: Cast) -> None:
    shown = recorded.receipt(cast, data=PNG, media_type="text/html", name="x.html")
    pdf = recorded.receipt(cast, data=b"%PDF-1.7", media_type="image/png", seller_name="Toinen", net_cents=5_00)
    browser = Browser(cast, "administrator")

    assert browser.get("voucher_file", key=shown.pk).headers["Content-Type"] == "image/png"
    assert browser.get("voucher_file", key=shown.pk).headers["Content-Disposition"].startswith("inline")
    assert browser.get("voucher_file", key=pdf.pk).headers["Content-Disposition"].startswith("attachment")
    assert f'<img src="{browser.address("voucher_file", key=shown.pk)}"' in browser.get(
        "voucher", key=shown.pk
    ).content.decode().replace("\n", " ")
