"""A small story with at least one row of every guarded model, each recorded as an action would.

Up to the draft statement it is told by the actions; what it cost and was claimed are rows of the tests' own.
"""

from datetime import date

from django.apps import apps
from django.db import models

from talkoot.agreements.models import Project
from talkoot.claims.models import (
    Claim,
    ClaimLine,
    ClaimShare,
    Cut,
    CutShare,
    FlatRateBase,
    FunderDecision,
    FundsReceived,
)
from talkoot.core.actor import VISITOR
from talkoot.costs.models import Arrival, Check, CostEntry, CostStatement, Voucher
from talkoot.outbox.actions.give_feedback import give_feedback
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.grounds import Ground
from talkoot.records.files import store
from talkoot.records.guards import Guard
from talkoot.records.models import Register
from talkoot.records.rows import label
from talkoot.records.writing import Text, record, writing
from tests import way
from tests.activities.planned import count, event, plan
from tests.activities.test_write_trial_card import write
from tests.agreements.granted import signed
from tests.agreements.test_name_worker import name
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.costs import recorded
from tests.costs.test_order_by_slip import order

PAID_ON = date(2019, 6, 3)


def tell(cast: Cast) -> Register:
    """The whole story; the register it stands in, fresh."""
    project = signed(cast)
    count(cast, plan(cast, event(cast)), 37)
    write(cast, event(cast))
    _step_aside(cast)
    name(cast, project, "coordinator")
    order(cast)
    _give_feedback(cast)
    recorded.line(cast, recorded.statement(cast, project))
    with writing(cast.register) as register:
        invoice = _invoice(register, project, cast)
        cost, flat_rate = _costs(register, project, invoice, cast)
        _claim(register, project, cost, flat_rate, cast)
    return Register.objects.get(pk=cast.register.pk)


def _give_feedback(cast: Cast) -> None:
    give_feedback(
        register=cast.register, actor=VISITOR, text=Text("Sivu toimii puhelimella.", "fi"), form_key="feedback-1",
        now=NOW, today=TODAY,
    )  # fmt: skip


def _step_aside(cast: Cast) -> None:
    application = way.assessed(cast)
    declare_interest(
        register=cast.register, actor=cast.act("third_member"), person=cast.third_member, matter=application.matter,
        ground=Ground.PARTY, now=NOW, today=TODAY,
    )  # fmt: skip
    way.held(cast, application, number=9)


def _invoice(register: Register, project: Project, cast: Cast) -> Voucher:
    file = store(register=register, data=b"<Finvoice/>", media_type="application/xml", name="lasku.xml", now=NOW)
    voucher = Voucher.objects.create(
        register=register, kind="invoice", seller="9000004-6", seller_name="Keksitty Multa Oy", number="17",
        issued_on=PAID_ON, due_on=PAID_ON, net_cents=100_00, vat_cents=24_00, total_cents=124_00, file=file,
        reading="{}", state="recorded", project=project, orderer=cast.writer,
    )  # fmt: skip
    arrival = Arrival.objects.create(
        register=register, door="e_invoice", file=file, position=1, sha256=file.sha256, received_at=NOW,
        outcome="routed", code="routed", reason="names the project and its orderer", matter=project.matter,
        voucher=voucher, orderer=cast.writer,
    )  # fmt: skip
    record(
        register=register, actor=cast.act("administrator"), verb="receive_invoice", now=NOW, matter=project.matter,
        subject=arrival, rows=[file, voucher], texts={"note": Text("Multaa puutarhaan.", "fi")},
    )  # fmt: skip
    return voucher


def _costs(register: Register, project: Project, voucher: Voucher, cast: Cast) -> tuple[CostEntry, CostEntry]:
    statement = CostStatement.objects.create(
        register=register, project=project, number=2, starts_on=PAID_ON, ends_on=PAID_ON, state="signed",
        total_cents=124_00, prepared_by=cast.writer, signed_by=cast.signatory, signed_on=PAID_ON,
    )  # fmt: skip
    cost = CostEntry.objects.create(
        register=register, project=project, kind="direct", category="services", voucher=voucher, statement=statement,
        amount_cents=124_00, is_net=False, in_flat_base=True, paid_on=PAID_ON, ledger_voucher="A-1",
        recorded_by=cast.signatory, recorded_at=NOW,
    )  # fmt: skip
    flat_rate = CostEntry.objects.create(
        register=register, project=project, kind="flat_rate", category="flat_rate", amount_cents=21_08,
        is_net=False, in_flat_base=False, recorded_at=NOW,
    )  # fmt: skip
    check = Check.objects.create(
        register=register, cost_entry=cost, recorded_by=cast.signatory, checker=cast.coordinator, outcome="accept",
        accepted_cents=124_00, checked_at=NOW,
    )  # fmt: skip
    record(
        register=register, actor=cast.act("coordinator"), verb="check_cost", now=NOW, matter=project.matter,
        subject=check, rows=[statement, cost, flat_rate],
    )  # fmt: skip
    return cost, flat_rate


def _claim(register: Register, project: Project, cost: CostEntry, flat_rate: CostEntry, cast: Cast) -> None:
    claim = Claim.objects.create(
        register=register, number=1, starts_on=PAID_ON, ends_on=PAID_ON, terms=project.terms, state="open",
        total_cents=145_08, document="{}", digest="0" * 64, frozen_by="system:claim freeze", frozen_at=NOW,
    )  # fmt: skip
    line = ClaimLine.objects.create(claim=claim, entry=cost, project=project, amount_cents=124_00)
    ClaimLine.objects.create(claim=claim, entry=flat_rate, project=project, amount_cents=21_08)
    ClaimShare.objects.create(claim=claim, project=project, source="esf", amount_cents=116_06)
    ClaimShare.objects.create(claim=claim, project=project, source="city", amount_cents=29_02)
    FlatRateBase.objects.create(claim=claim, flat_entry=flat_rate, base_entry=cost)
    claim.state = "frozen"
    claim.save()
    decision = FunderDecision.objects.create(
        register=register, claim=claim, decided_on=PAID_ON, diary_number="ELY/2/2019", cut_cents=24_00,
        approved_cents=121_08, recorded_by=cast.administrator, recorded_at=NOW,
    )  # fmt: skip
    negative = CostEntry.objects.create(
        register=register, project=project, kind="cut", category="services", voucher=cost.voucher, corrects=cost,
        amount_cents=-24_00, is_net=False, in_flat_base=True, recorded_at=NOW,
    )  # fmt: skip
    Cut.objects.create(funder_decision=decision, project=project, line=line, entry=negative, amount_cents=24_00)
    CutShare.objects.create(funder_decision=decision, project=project, source="esf", amount_cents=24_00)
    received = FundsReceived.objects.create(
        register=register, claim=claim, source="esf", received_on=PAID_ON, amount_cents=92_06, ledger_voucher="B-1",
        recorded_by=cast.administrator,
    )  # fmt: skip
    record(
        register=register, actor=cast.act("administrator"), verb="claim_and_receive", now=NOW, matter=project.matter,
        subject=claim, rows=[decision, negative, received],
    )  # fmt: skip


def model_of(guard: Guard) -> type[models.Model]:
    """The guarded model."""
    return apps.get_model(guard.model)


def row_of(guard: Guard) -> models.Model:
    """The first row of a guarded model on which the guard holds."""
    rows = model_of(guard)._default_manager.order_by("pk")
    settled = {"agreements.agreement": "in_force", "costs.coststatement": "signed"}.get(guard.model)
    if settled:
        rows = rows.filter(state=settled)
    row = rows.first()
    assert row, f"no row of {guard.model} in the story"
    return row


def place_of(guard: Guard, row: models.Model) -> str:
    """How `verify` names the row, or the parts it is one of."""
    if not guard.part_of:
        return label(row)
    whole = type(row)._default_manager.filter(pk=row.pk).values_list(guard.part_of, flat=True).get()
    return f"{guard.whole}:{whole}/{guard.model}"
