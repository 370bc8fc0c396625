"""order_by_slip: a code before the invoice, so that the invoice finds home."""

import pytest

from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted
from talkoot.core.typed import NotText, TooLong
from talkoot.costs.actions.close_slip import close_slip
from talkoot.costs.actions.order_by_slip import order_by_slip
from talkoot.costs.models import OrderSlip
from talkoot.costs.queries import open_orders, ordered_cents
from talkoot.costs.rules.recording import SubGrantBuysItself
from talkoot.costs.rules.vouchers import NothingOrdered
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.records.writing import Text
from tests.agreements.granted import elsewhere
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def order(cast: Cast, **changes: object) -> OrderSlip:
    facts: dict[str, object] = {
        "project": changes.pop("project", None) or projects.main(cast),
        "actor": cast.act("coordinator"),
        "what": Text("Kahvitus 50 hengelle", "fi"),
        "supplier": "Keksitty Pitopalvelu Oy",
        "up_to_cents": 500_00,
        "orderer": cast.coordinator,
        "form_key": "order-1",
        "now": NOW,
        "today": TODAY,
    }
    return order_by_slip(**{**facts, **changes})  # type: ignore[arg-type]


def test_slips_of_a_project_are_numbered_one_after_the_other(cast: Cast) -> None:
    assert [order(cast, form_key=key).code for key in ("a", "b")] == ["MM-0001-1", "MM-0001-2"]


def test_a_double_click_orders_once(cast: Cast) -> None:
    assert order(cast) == order(cast)
    assert OrderSlip.objects.count() == 1


def test_the_supplier_gets_code_and_invoicing_instructions(cast: Cast) -> None:
    order(cast, send_to="myynti@example.org")

    message = Message.objects.get(key__startswith="order_slip")
    assert "MM-0001-1" in message.subject
    assert "003701651163" in message.body
    assert "500,00" in message.body


@pytest.mark.parametrize("lang", ["fi-simple", "sv", "en"])
def test_the_order_is_written_in_the_suppliers_language(cast: Cast, lang: str) -> None:
    order(cast, what=Text("Kaffe", lang), send_to="myynti@example.org")

    assert Message.objects.get(key__startswith="order_slip").lang == lang


@pytest.mark.parametrize("changes", [{"up_to_cents": 0}, {"what": Text(" ", "fi")}])
def test_an_order_says_what_and_up_to_how_much(cast: Cast, changes: dict[str, object]) -> None:
    with pytest.raises(NothingOrdered):
        order(cast, **changes)


def test_nothing_is_ordered_for_a_closed_project(cast: Cast) -> None:
    with pytest.raises(ProjectNotRunning):
        order(cast, project=projects.closed(cast, projects.event(cast)))


def test_a_sub_grant_orders_for_itself(cast: Cast) -> None:
    with pytest.raises(SubGrantBuysItself):
        order(cast, project=projects.sub_grant(cast))


@pytest.mark.parametrize("name", ["stranger", "accountant", "writer"])
def test_who_may_not_order_orders_nothing(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted, match="order something"):
        order(cast, actor=cast.act(name))


def test_the_orderer_is_somebody_who_may_order(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="no role that may order"):
        order(cast, orderer=cast.resident)


def test_the_same_role_in_another_programme_orders_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        order(cast, actor=elsewhere(RoleCode.COORDINATOR, cast))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    project = projects.main(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=project.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        order(cast)


def test_open_orders_count_as_committed_until_their_invoices_come(cast: Cast) -> None:
    project = projects.main(cast)
    slip = order(cast)
    order(cast, form_key="order-2", up_to_cents=100_00)
    recorded.invoice(cast, order=slip.code)
    recorded.invoice(cast, order="MM-0001-2", number="2")

    assert [(one.code, one.invoiced_cents, one.open_cents) for one in open_orders(project)] == [
        ("MM-0001-1", 124_00, 376_00),
        ("MM-0001-2", 124_00, 0),  # more came than was ordered
    ]
    assert ordered_cents(project) == 376_00

    close_slip(slip=slip, actor=cast.act("coordinator"), version=slip.version, now=NOW, today=TODAY)
    assert ordered_cents(project) == 0


def test_a_credit_note_opens_the_order_again(cast: Cast) -> None:
    slip = order(cast)
    recorded.invoice(cast, order=slip.code)
    recorded.invoice(cast, order=slip.code, number="2", kind="INV02")

    assert ordered_cents(projects.main(cast)) == 500_00


def test_what_the_books_cannot_hold_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(TooLong):
        order(cast, supplier="X" * 201)
    with pytest.raises(NotText):
        order(cast, what=Text("Kahvia\x00", "fi"))
