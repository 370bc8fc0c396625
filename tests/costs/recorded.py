"""Vouchers and cost entries made by the actions, for tests that begin further along."""

from datetime import date
from uuid import uuid4

from talkoot.agreements.models import Project
from talkoot.core.actor import Actor
from talkoot.costs.actions.add_statement_line import add_statement_line
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.open_statement import open_statement
from talkoot.costs.actions.receive_invoice import receive_invoice
from talkoot.costs.actions.record_cost import record_cost
from talkoot.costs.actions.record_payroll import record_payroll
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.actions.sign_statement import sign_statement
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.models import Check, CostEntry, CostStatement, StatementLine, Voucher
from talkoot.costs.rules.recording import Line
from talkoot.costs.states import Door
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects
from tests.costs.invoices import finvoice
from tests.costs.projects import NOW, TODAY

REASON = Text("Siksi.", "fi")


def invoice(cast: Cast, **what: str) -> Voucher:
    """An invoice of 100 € and 24 € VAT, routed to MM-0001 unless it names another project."""
    projects.main(cast)
    data = finvoice(**{"project": "MM-0001", "orderer": "Kaisa Koordinaattori", **what})  # type: ignore[arg-type]
    (received,) = receive_invoice(
        register=cast.register, actor=Actor(system="invoice receive"), data=data, door=Door.E_INVOICE,
        now=NOW, today=TODAY,
    )  # fmt: skip
    return Voucher.objects.get(arrivals=received.arrival)


def receipt(cast: Cast, **what: object) -> Voucher:
    """A receipt of 10 € and 2,40 € VAT on the main project."""
    return record_receipt(
        project=projects.main(cast), actor=cast.act("administrator"), paper=paper(**what), form_key=uuid4().hex,
        now=NOW, today=TODAY,
    )  # fmt: skip


def paper(**what: object) -> Paper:
    """What a receipt of 10 € and 2,40 € VAT says."""
    facts: dict[str, object] = {
        "seller_name": "Keksitty Kauppa",
        "issued_on": date(2019, 4, 2),
        "net_cents": 10_00,
        "vat_cents": 2_40,
    }
    return Paper(**{**facts, **what})  # type: ignore[arg-type]


def salary(cast: Cast, **what: object) -> Salary:
    """The communicator's salary of March 2019: 2 000 € and side costs of 400 €."""
    facts: dict[str, object] = {
        "person": cast.communicator,
        "month": date(2019, 3, 15),
        "gross_cents": 2_000_00,
        "side_cents": 400_00,
    }
    return Salary(**{**facts, **what})  # type: ignore[arg-type]


def payroll(cast: Cast) -> Voucher:
    """The communicator, named as a worker, was paid for March by the main project."""
    project = projects.main(cast)
    projects.works_in(cast, project, cast.communicator, date(2019, 1, 1))
    return record_payroll(project=project, actor=cast.act("administrator"), salary=salary(cast), now=NOW, today=TODAY)


def cost(
    cast: Cast, voucher: Voucher, *lines: Line, actor: str | Actor = "administrator", **what: object
) -> list[CostEntry]:
    """Its cost as the administrator records it, under services if nothing is said."""
    facts: dict[str, object] = {
        "voucher": voucher,
        "actor": cast.act(actor) if isinstance(actor, str) else actor,
        "lines": lines or (Line("services"),),
        "version": voucher.version,
        "now": NOW,
        "today": TODAY,
    }
    return record_cost(**{**facts, **what})  # type: ignore[arg-type]


def entry(cast: Cast, **what: object) -> CostEntry:
    """One entry of 100 € on the main project, not checked yet."""
    (made,) = cost(cast, invoice(cast), **what)
    return made


def checked(
    cast: Cast, one: CostEntry, outcome: Check.Outcome = Check.Outcome.ACCEPT, cents: int | None = None
) -> Check:
    """The entry as the accountant checked it."""
    return check_cost(
        entry=one, actor=cast.act("accountant"), outcome=outcome, accepted_cents=cents,
        reason=None if outcome == Check.Outcome.ACCEPT else REASON, now=NOW, today=TODAY,
    )  # fmt: skip


def statement(cast: Cast, project: Project | None = None) -> CostStatement:
    """A draft for January to April 2019 of a sub-grant."""
    return open_statement(
        project=project or projects.sub_grant(cast), actor=cast.act("writer"), starts_on=date(2019, 1, 1),
        ends_on=date(2019, 4, 30), now=NOW, today=TODAY,
    )  # fmt: skip


def line(cast: Cast, draft: CostStatement, evidence: Paper | Salary | None = None, **what: object) -> StatementLine:
    """A receipt of 12,40 € on a draft."""
    facts: dict[str, object] = {
        "statement": draft,
        "actor": cast.act("writer"),
        "evidence": evidence or paper(),
        "category": "services",
        "paid_on": date(2019, 4, 3),
        "ledger_voucher": "KV-7",
        "form_key": uuid4().hex,
        "now": NOW,
        "today": TODAY,
    }
    return add_statement_line(**{**facts, **what})  # type: ignore[arg-type]


def signed(cast: Cast, draft: CostStatement, **what: object) -> CostStatement:
    """The statement, signed by the association's signatory."""
    fresh = CostStatement.objects.get(pk=draft.pk)
    facts: dict[str, object] = {
        "statement": fresh,
        "actor": cast.act("signatory"),
        "version": fresh.version,
        "now": NOW,
        "today": TODAY,
    }
    return sign_statement(**{**facts, **what})  # type: ignore[arg-type]
