"""receive_invoice: every message gets an outcome, a code and a reason, and nothing that came is lost."""

from datetime import date

import pytest

from talkoot.core.actor import Actor
from talkoot.core.canonical import digest
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.drop_voucher import drop_voucher
from talkoot.costs.actions.order_by_slip import order_by_slip
from talkoot.costs.actions.receive_invoice import Received, receive_invoice
from talkoot.costs.models import Arrival, OrderSlip, Voucher
from talkoot.costs.states import Door
from talkoot.outbox.models import Message
from talkoot.people.actions.end_role import end_role
from talkoot.people.models import Channel, Role
from talkoot.people.roles import RoleCode
from talkoot.records.files import read
from talkoot.records.models import StoredFile
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects
from tests.costs.invoices import finvoice, framed, ubl
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

COMMAND = Actor(system="invoice receive")


def receive_all(cast: Cast, data: bytes, **changes: object) -> list[Received]:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": COMMAND,
        "data": data,
        "door": Door.E_INVOICE,
        "name": "lasku.xml",
        "now": NOW,
        "today": TODAY,
    }
    return receive_invoice(**{**facts, **changes})  # type: ignore[arg-type]


def receive(cast: Cast, data: bytes, **changes: object) -> Received:
    (received,) = receive_all(cast, data, **changes)
    return received


def said(received: Received) -> tuple[str, str, str]:
    """Outcome, code and matter."""
    return received.outcome, received.code, received.matter


# The four cases


def test_project_and_orderer_named_goes_to_the_project(cast: Cast) -> None:
    project = projects.event(cast)

    received = receive(cast, finvoice(project="MM-0002", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("routed", "project", "MM-0002")
    voucher = Voucher.objects.get()
    assert (voucher.state, voucher.project, voucher.orderer) == ("routed", project, cast.coordinator)
    assert (voucher.net_cents, voucher.vat_cents, voucher.total_cents) == (10000, 2400, 12400)
    assert received.arrival.orderer == cast.coordinator
    assert not Message.objects.filter(key__startswith="told:").exists()


def test_project_without_orderer_waits_for_the_default_orderer_and_the_sender_is_told_once(cast: Cast) -> None:
    project = projects.event(cast)
    invoice = finvoice(project="MM-0002")

    received = receive(cast, invoice)
    receive(cast, invoice)

    assert said(received) == ("held", "no_orderer", "MM-0002")
    voucher = Voucher.objects.get()
    assert (voucher.state, voucher.project, voucher.orderer) == ("held", project, cast.administrator)
    message = Message.objects.get(key__startswith="told:")
    assert message.channel == Channel.LETTER
    assert message.address == "Keksitty Pitopalvelu Oy\nKeksittykatu 1\nMikkeli\n50100"
    assert "1001" in message.subject
    assert "Tilaajan nimi" in message.body


def test_orderer_without_project_is_on_that_persons_list(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(email="kaisa.koordinaattori@example.org"))

    assert said(received) == ("held", "to_place", "")
    voucher = Voucher.objects.get()
    assert (voucher.state, voucher.project, voucher.orderer) == ("to_place", None, cast.coordinator)


def test_neither_is_returned_with_what_is_needed_and_can_come_again(cast: Cast) -> None:
    projects.main(cast)
    nothing = finvoice(order="NA", buyer_reference="-", orderer="ei ole", address=None)

    received = receive(cast, nothing, reply_to="laskut@example.org")
    again = receive(cast, nothing, reply_to="laskut@example.org")

    assert said(received) == said(again) == ("returned", "nothing_named", "")
    assert not Voucher.objects.exists()
    message = Message.objects.get()
    assert (message.channel, message.address) == (Channel.EMAIL, "laskut@example.org")
    assert "003701651163" in message.body
    assert "MM-0001" in message.body


def test_without_an_address_the_reason_stands_on_the_arrival(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(address=None))

    assert "neither" in received.arrival.reason
    assert not Message.objects.exists()


# How a project is named


def test_the_code_of_an_order_slip_anywhere_brings_project_and_orderer(cast: Cast) -> None:
    slip = ordered(cast)

    received = receive(cast, finvoice(free_text=f"Tilauskoodinne {slip.code}, kiitos!"))

    assert slip.code == "MM-0002-1"
    assert said(received) == ("routed", "order_slip", "MM-0002")
    assert Voucher.objects.get().slip == slip
    assert received.arrival.orderer == cast.communicator


def ordered(cast: Cast) -> OrderSlip:
    return order_by_slip(
        project=projects.event(cast), actor=cast.act("coordinator"), what=Text("Kahvit", "fi"),
        supplier="Keksitty Pitopalvelu Oy", up_to_cents=500_00, orderer=cast.communicator, form_key="slip-1",
        now=NOW, today=TODAY,
    )  # fmt: skip


def test_a_cost_centre_brings_its_project(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(cost_centre="7310", orderer="Hallinto Heikki"))

    assert said(received) == ("routed", "cost_centre", "MM-0001")


def test_the_umbrella_alone_is_the_main_projects_queue_and_never_a_guessed_sub_project(cast: Cast) -> None:
    projects.event(cast)

    received = receive(cast, finvoice(buyer_reference="Meijän Mikkeli -hanke", orderer="MMHALL1"))

    assert said(received) == ("routed", "umbrella", "MM-0001")


def test_two_projects_are_never_chosen_between(cast: Cast) -> None:
    projects.event(cast)

    received = receive(cast, finvoice(project="MM-0001", order="MM-0002", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("held", "ambiguous", "")
    assert "MM-0001, MM-0002" in received.reason
    assert Voucher.objects.get().state == "to_place"


def test_a_closed_project_holds_the_invoice_with_its_reason(cast: Cast) -> None:
    projects.closed(cast, projects.event(cast))

    received = receive(cast, finvoice(project="MM-0002", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("held", "closed_project", "MM-0002")
    assert "closed" in received.reason


def test_a_number_that_is_no_project_holds_the_invoice_with_its_reason(cast: Cast) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(project="MM-0777"))

    assert said(received) == ("held", "unknown_project", "")
    assert "MM-0777" in received.reason
    assert received.arrival.orderer == cast.administrator


def test_a_sub_grant_buys_in_its_own_name_so_its_invoice_to_the_city_waits(cast: Cast) -> None:
    projects.sub_grant(cast)

    received = receive(cast, finvoice(project="MM-0002", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("held", "buys_itself", "MM-0002")


def test_a_credit_note_finds_its_project_like_an_invoice(cast: Cast) -> None:
    projects.event(cast)

    received = receive(cast, finvoice(kind="INV02", project="MM-0002", orderer="MMKOORD1", gross="-124,00"))

    assert said(received) == ("routed", "project", "MM-0002")
    voucher = Voucher.objects.get()
    assert (voucher.kind, voucher.total_cents) == ("credit_note", 12400)


def test_a_credit_note_that_names_nothing_goes_where_the_credited_invoice_is(cast: Cast) -> None:
    projects.event(cast)
    receive(cast, finvoice(number="1001", project="MM-0002", orderer="Kaisa Koordinaattori"))

    received = receive(cast, finvoice(number="1002", kind="INV02", credits="1001"))

    assert said(received) == ("routed", "credited", "MM-0002")
    assert received.arrival.orderer == cast.coordinator


# How an orderer is named


@pytest.mark.parametrize(
    "named",
    [
        {"orderer": "Veera Viestintä"},
        {"contact": "Viestintä, Veera"},
        {"email": "VEERA.VIESTINTA@example.org"},
        {"buyer_reference": "tilaaja MMKOORD1"},
        {"email": "projektipaallikko@meijan-mikkeli.example"},
        {"free_text": "Tilaaja: Kaisa Koordinaattori, kevättapahtuma"},
    ],
)
def test_an_orderer_is_known_by_name_email_or_another_code(cast: Cast, named: dict[str, str]) -> None:
    projects.main(cast)

    received = receive(cast, finvoice(project="MM-0001", **named))  # type: ignore[arg-type]

    assert received.outcome == "routed"
    assert received.arrival.orderer in (cast.communicator, cast.coordinator)


def test_the_place_made_for_the_orderer_counts_before_any_other(cast: Cast) -> None:
    projects.main(cast)

    received = receive(
        cast, finvoice(project="MM-0001", free_text="Terveisin Kaisa Koordinaattori", orderer="Veera Viestintä")
    )

    assert received.arrival.orderer == cast.communicator


def test_somebody_without_a_role_that_orders_is_no_orderer(cast: Cast) -> None:
    projects.main(cast)

    assert receive(cast, finvoice(project="MM-0001", orderer="Jaana Jäsen")).code == "no_orderer"


def leaves(cast: Cast, successor_named: bool) -> None:
    """The coordinator leaves; Seija Seuraaja takes over, by name or by holding the same role."""
    successor = cast.person("Seija Seuraaja", RoleCode.COORDINATOR)
    role = Role.objects.get(person=cast.coordinator)
    end_role(
        register=cast.register, actor=cast.act("administrator"), role=role, last_day=date(2019, 4, 30),
        successor=successor if successor_named else None, version=role.version, now=NOW, today=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize("successor_named", [True, False])
@pytest.mark.parametrize("called", ["Kaisa Koordinaattori", "MMKOORD1"])
def test_an_orderer_who_has_left_still_routes_to_the_successor_and_is_marked(
    cast: Cast, successor_named: bool, called: str
) -> None:
    projects.main(cast)
    leaves(cast, successor_named)

    received = receive(cast, finvoice(project="MM-0001", orderer=called))

    assert received.outcome == "routed"
    assert received.arrival.is_successor
    assert received.arrival.orderer
    assert received.arrival.orderer.name == "Seija Seuraaja"
    assert "has left" in received.reason


def test_an_orderer_who_is_here_is_no_successor(cast: Cast) -> None:
    projects.main(cast)

    assert not receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1")).arrival.is_successor


# What is not for us, or was here before


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

    received = receive(
        cast, finvoice(project="MM-0001", orderer="MMKOORD1", delivery=("PL 1043", "BASWARE", "00026"))
    )

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
            assert received.outcome in ("returned", "refused")  # none of them is addressed to Mikkeli
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


# Who may


def test_only_who_takes_in_invoices_may(cast: Cast) -> None:
    projects.main(cast)

    assert receive(cast, finvoice(), actor=cast.act("administrator")).outcome == "returned"
    for name in ("stranger", "coordinator", "auditor"):
        with pytest.raises(NotPermitted, match="receive and place invoices"):
            receive(cast, finvoice(number="1002"), actor=cast.act(name))


def test_all_that_was_received_stands_as_recorded(cast: Cast) -> None:
    projects.event(cast)
    invoices = [finvoice(project="MM-0002", orderer="MMKOORD1"), finvoice(number="2"), finvoice(number="3", email="x")]

    for invoice in [*invoices, *invoices]:
        receive(cast, invoice)

    assert Arrival.objects.count() == 6
    assert projects.nothing_broken()
