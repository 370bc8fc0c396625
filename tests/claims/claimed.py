"""Accepted costs made by the actions, for tests of claims. Cents throughout."""

from datetime import UTC, date, datetime
from uuid import uuid4

from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.models import Project, Worker
from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.claims.actions.record_funder_decision import CutGiven, record_funder_decision
from talkoot.claims.models import Claim, ClaimLine, FunderDecision
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.record_cost import record_cost
from talkoot.costs.actions.record_payroll import record_payroll
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.models import Check, CostEntry, Voucher
from talkoot.costs.rules.recording import Line
from talkoot.records.writing import Text
from tests.agreements.granted import main_project_of
from tests.cast import Cast

AFTER_FIRST = datetime(2019, 9, 20, 9, 0, tzinfo=UTC)
AFTER_SECOND = datetime(2020, 6, 24, 9, 0, tzinfo=UTC)
DAY_OF = {1: AFTER_FIRST, 2: AFTER_SECOND, 3: datetime(2020, 10, 1, 9, 0, tzinfo=UTC)}
REASON = Text("Tuntikirjanpito puuttui.", "fi")


def salary(cast: Cast, month: date, cents: int, accepted: int | None = None) -> Check:
    """A salary of the main project, paid on the 25th and checked: whole, or `accepted` of it."""
    project = main_project_of(cast)
    if not Worker.objects.filter(project=project).exists():
        name_worker(
            project=project, actor=cast.act("administrator"), person=cast.communicator, title="Ohjaaja",
            starts_on=date(2018, 8, 1), now=AFTER_FIRST, today=AFTER_FIRST.date(),
        )  # fmt: skip
    voucher = record_payroll(
        project=project, actor=cast.act("administrator"),
        salary=Salary(cast.communicator, month, gross_cents=cents, side_cents=0),
        now=AFTER_SECOND, today=AFTER_SECOND.date(),
    )  # fmt: skip
    return _accepted(cast, voucher, "staff", month.replace(day=25), accepted)


def bought(
    cast: Cast, day: date, cents: int, number: str, paid_on: date | None = None, project: Project | None = None
) -> Check:
    """Materials of the main project (or another) on a numbered receipt without VAT, accepted whole."""
    paper = Paper(
        seller_name="Keksitty Kauppa", seller="9000007-0", number=number, issued_on=day, net_cents=cents, vat_cents=0
    )
    voucher = record_receipt(
        project=project or main_project_of(cast), actor=cast.act("administrator"), paper=paper, form_key=uuid4().hex,
        now=AFTER_SECOND, today=AFTER_SECOND.date(),
    )  # fmt: skip
    return _accepted(cast, voucher, "materials", paid_on or day, None)


def _accepted(cast: Cast, voucher: Voucher, category: str, paid_on: date, accepted: int | None) -> Check:
    when = {"now": AFTER_SECOND, "today": AFTER_SECOND.date()}
    (entry,) = record_cost(
        voucher=voucher, actor=cast.act("administrator"), lines=[Line(category)], paid_on=paid_on,
        ledger_voucher=f"V-{voucher.pk}", version=voucher.version, **when,  # type: ignore[arg-type]
    )  # fmt: skip
    return check(cast, entry, accepted)


def check(cast: Cast, entry: CostEntry, accepted: int | None = None) -> Check:
    """Checked by the accountant."""
    return check_cost(
        entry=entry, actor=cast.act("accountant"),
        outcome=Check.Outcome.ACCEPT if accepted is None else Check.Outcome.PART,
        accepted_cents=accepted, reason=None if accepted is None else REASON,
        now=AFTER_SECOND, today=AFTER_SECOND.date(),
    )  # fmt: skip


def freeze(cast: Cast, number: int, who: str = "administrator") -> Claim:
    """The claim of a period, frozen after its end."""
    now = DAY_OF[number]
    return freeze_claim(register=cast.register, actor=cast.act(who), number=number, now=now, today=now.date())


def decide(cast: Cast, claim: Claim, **cuts: int) -> FunderDecision:
    """The funder's decision; `e12=500` cuts 500 cents of entry 12's line."""
    given = [
        CutGiven(ClaimLine.objects.get(claim=claim, entry=int(name[1:])), cents, REASON) for name, cents in cuts.items()
    ]
    now = DAY_OF[claim.number]
    return record_funder_decision(
        register=cast.register, actor=cast.act("administrator"), claim=claim, cuts=given, decided_on=now.date(),
        diary_number="ELY/7/2019", now=now, today=now.date(),
    )  # fmt: skip
