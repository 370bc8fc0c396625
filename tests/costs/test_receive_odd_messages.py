"""receive_invoice: what isn't for us, what was here before, and what nobody can read. Nothing is lost."""

import pytest

from talkoot.core.canonical import digest
from talkoot.costs.actions.drop_voucher import drop_voucher
from talkoot.costs.models import Arrival, Voucher
from talkoot.outbox.models import Message
from talkoot.records.files import read
from talkoot.records.models import StoredFile
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects
from tests.costs.desk import receive, receive_all, said
from tests.costs.invoices import finvoice, framed, ubl
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_an_invoice_for_another_recipient_goes_back(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(recipient="003712345671", project="MM-0001", orderer="MMKOORD1"))

    assert said(received) == ("returned", "other_recipient", "")
    assert "toiselle vastaanottajalle" in Message.objects.get(key__startswith="told:").body


@pytest.mark.parametrize("ours", ["0037 0165 1163", "0216:003701651163", None])
def test_our_address_is_ours_however_it_is_written(cast: Cast, ours: str | None) -> None:
    projects.main(cast)

    assert receive(cast, finvoice(recipient=ours, project="MM-0001", orderer="MMKOORD1")).outcome == "routed"


def test_a_reminder_or_offer_is_no_invoice(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(kind="INV08", project="MM-0001", orderer="MMKOORD1"))

    assert said(received) == ("returned", "not_an_invoice", "")


def test_an_invoice_without_a_total_goes_back(cast: Cast) -> None:
    projects.main(cast)

    assert said(receive(cast, finvoice(gross=None, project="MM-0001"))) == ("returned", "no_total", "")


def test_the_same_message_gets_the_same_answer_while_its_voucher_stands(cast: Cast) -> None:
    projects.main(cast)
    invoice = finvoice(project="MM-0001", orderer="MMKOORD1")
    first = receive(cast, invoice)

    again = receive(cast, invoice)

    assert said(again) == ("duplicate", "same_message", "MM-0001")
    assert again.reason.endswith(first.reason)
    assert Voucher.objects.count() == 1

    voucher = Voucher.objects.get()
    drop_voucher(
        voucher=voucher, actor=cast.act("administrator"), reason=Text("Väärä osoite", "fi"), version=voucher.version,
        now=NOW, today=TODAY,
    )  # fmt: skip
    assert said(receive(cast, invoice)) == ("routed", "project", "MM-0001")


def test_the_same_invoice_in_another_message_or_format_is_a_duplicate_that_names_the_matter(cast: Cast) -> None:
    projects.main(cast)
    receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1"))

    received = receive(cast, ubl(reference="MM-0001", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("duplicate", "same_voucher", "MM-0001")
    assert "MM-0001" in received.reason


def test_a_cancelled_invoice_is_pointed_at_and_not_booked_twice(cast: Cast) -> None:
    projects.main(cast)
    receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1"))

    received = receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1", origin="Cancel"))

    assert said(received) == ("duplicate", "cancels", "MM-0001")


def test_without_a_sellers_number_a_look_alike_waits_for_a_person(cast: Cast) -> None:
    projects.main(cast)
    receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1"))

    received = receive(cast, finvoice(seller=None, project="MM-0001", orderer="MMKOORD1"))

    assert said(received) == ("held", "looks_like", "MM-0001")
    assert Voucher.objects.count() == 2


def test_another_currency_is_held(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(currency="SEK", project="MM-0001", orderer="MMKOORD1"))

    assert said(received) == ("held", "foreign_currency", "MM-0001")
    assert Voucher.objects.get().state == "held"


def test_our_invoicing_address_as_place_of_delivery_is_flagged_and_handled_all_the_same(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1", delivery=("PL 1043", "BASWARE", "00026")))

    assert received.outcome == "routed"
    assert "place of delivery" in received.reason
    assert '"delivery_address"' in Voucher.objects.get().reading


# Nothing is lost


def test_what_cannot_be_read_is_kept_with_its_hash_and_reason(cast: Cast) -> None:
    projects.main(cast)
    broken = finvoice()[:200]

    received = receive(cast, broken, reply_to="laskut@example.org")

    assert said(received) == ("refused", "not_xml", "")
    arrival = Arrival.objects.get()
    assert arrival.sha256 == digest(broken)
    assert read(arrival.file) == broken
    assert "well-formed" in arrival.reason
    assert "ei voitu lukea" in Message.objects.get().body


def test_every_hostile_file_is_kept_and_none_breaks_the_desk(cast: Cast, shared: object) -> None:
    projects.main(cast)
    folder = shared / "data" / "hostile"  # type: ignore[operator]
    files = sorted(path for path in folder.iterdir() if path.suffix == ".xml")

    for path in files:
        for received in receive_all(cast, path.read_bytes(), name=path.name):
            assert received.outcome in ("refused", "returned")

    assert files
    assert StoredFile.objects.count() == len({path.read_bytes() for path in files})
    assert projects.nothing_broken()


def test_every_real_invoice_gets_an_outcome_and_a_reason(cast: Cast, shared: object) -> None:
    projects.main(cast)

    for path in sorted((shared / "data" / "einvoices").glob("*.xml")):  # type: ignore[operator]
        for received in receive_all(cast, path.read_bytes(), name=path.name):
            # None of them is addressed to Mikkeli; some have no address, and two of those are not in euros.
            assert received.outcome in ("returned", "refused") or received.code == "foreign_currency"
            assert received.reason.endswith((".", ")"))
    assert projects.nothing_broken()


def test_each_message_of_a_file_is_an_arrival_of_its_own(cast: Cast) -> None:
    projects.main(cast)
    first = finvoice(number="1", project="MM-0001", orderer="MMKOORD1")
    second = finvoice(number="2", project="MM-0001")

    outcomes = [one.outcome for one in receive_all(cast, framed(first, b"<broken", second))]

    assert outcomes == ["routed", "refused", "held"]
    assert list(Arrival.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 3]
    assert StoredFile.objects.count() == 1


def test_the_chain_holds_no_name_of_seller_or_orderer(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(project="MM-0001", orderer="Kaisa Koordinaattori"))

    facts = received.arrival.register.entries.get(verb="receive_invoice").facts
    assert "Pitopalvelu" not in facts
    assert "Koordinaattori" not in facts
    assert "Pitopalvelu" in Voucher.objects.get().reading


def test_a_very_long_number_is_no_trouble(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(number="9" * 3000, project="MM-0001"))

    assert received.outcome == "held"
    assert len(Voucher.objects.get().number) == 100


def test_what_became_of_it_is_said_beside_what_was_read(cast: Cast) -> None:
    projects.main(cast)

    told = receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1")).as_json()

    assert (told["number"], told["gross_cents"], told["outcome"]) == ("1001", 12400, "routed")
    assert (told["code"], told["matter"]) == ("project", "MM-0001")
