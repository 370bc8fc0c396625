"""receive_invoice: every message gets an outcome, a code and a reason, and nothing that came is lost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.order_by_slip import order_by_slip
from talkoot.costs.models import Arrival, OrderSlip, Voucher
from talkoot.outbox.models import Message
from talkoot.people.actions.end_role import end_role
from talkoot.people.models import Channel, Role
from talkoot.people.roles import RoleCode
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects
from tests.costs.desk import receive, said
from tests.costs.invoices import finvoice
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

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


def test_the_sellers_own_e_mail_is_used_before_a_letter(cast: Cast) -> None:
    projects.main(cast)

    receive(cast, finvoice(seller_email="laskutus@example.org"))

    message = Message.objects.get(key__startswith="told:")
    assert (message.channel, message.address) == (Channel.EMAIL, "laskutus@example.org")


@pytest.mark.parametrize("wrong", ["a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "puh. 010"])
def test_what_is_no_e_mail_address_never_reaches_the_mail(cast: Cast, wrong: str) -> None:
    projects.main(cast)

    receive(cast, finvoice(seller_email=wrong))

    assert Message.objects.get(key__startswith="told:").channel == Channel.LETTER


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
        successor=successor if successor_named else None, version=role.version, now=NOW, today=date(2019, 4, 30),
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


def test_the_same_number_written_otherwise_is_the_same_invoice(cast: Cast) -> None:
    projects.main(cast)
    receive(cast, finvoice(number="A-1001", project="MM-0001"))

    assert said(receive(cast, finvoice(number="a 1001", project="MM-0001"))) == ("duplicate", "same_voucher", "MM-0001")


def test_two_invoices_that_seller_and_number_tell_apart_are_not_suspected(cast: Cast) -> None:
    event = projects.event(cast)
    receive(cast, finvoice(project="MM-0001", orderer="MMKOORD1"))

    other = receive(cast, finvoice(number="1002", project=event.matter.code, orderer="MMKOORD1"))
    assert other.outcome == "routed"


def test_a_credit_note_is_not_guessed_between_two_invoices_of_one_number(cast: Cast) -> None:
    event = projects.event(cast)
    receive(cast, finvoice(number="77", date="20190101", project="MM-0001"))
    receive(cast, finvoice(number="77", date="20190301", project=event.matter.code))

    received = receive(cast, finvoice(number="K1", kind="INV02", credits="77"))

    assert said(received) == ("held", "ambiguous", "")


def test_two_orderers_of_one_name_are_not_chosen_between(cast: Cast) -> None:
    projects.main(cast)
    cast.person("Kaisa Koordinaattori", RoleCode.COORDINATOR)

    received = receive(cast, finvoice(project="MM-0001", orderer="Kaisa Koordinaattori"))

    assert said(received) == ("held", "ambiguous", "MM-0001")
    assert received.arrival.orderer == cast.administrator


# What it takes


@pytest.mark.parametrize("project", ["MM-0002", ""])
def test_an_invoice_takes_as_many_statements_whatever_its_rows(cast: Cast, project: str) -> None:
    projects.event(cast)
    taken = []

    for number, rows in enumerate((1, 17, 200)):
        invoice = with_rows(finvoice(number=f"N{number}", project=project, orderer="Kaisa Koordinaattori"), rows)
        with CaptureQueriesContext(connection) as statements:
            received = receive(cast, invoice)
        assert len(received.message.rows) == rows  # type: ignore[union-attr]
        taken.append(len(statements))

    assert len(set(taken)) == 1
    assert taken[0] <= 30


def with_rows(invoice: bytes, rows: int) -> bytes:
    """The same invoice with its row so many times."""
    start, end = invoice.index(b"<InvoiceRow>"), invoice.index(b"</InvoiceRow>") + len(b"</InvoiceRow>")
    return invoice[:start] + invoice[start:end] * rows + invoice[end:]


def test_the_seventh_invoice_of_one_day_and_price_is_compared_by_its_number_alone(cast: Cast) -> None:
    projects.event(cast)
    for number in range(6):
        receive(cast, finvoice(number=f"A-{number}", project="MM-0002"))

    received = receive(cast, finvoice(number="a 3", project="MM-0002"))

    assert said(received) == ("duplicate", "same_voucher", "MM-0002")
