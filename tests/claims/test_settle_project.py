"""settle_project: a project is closed to the cent, or the message says what is still open."""

from datetime import date

import pytest

from talkoot.agreements.models import Project
from talkoot.claims.actions.settle_project import settle_project
from talkoot.claims.queries import settlement_of
from talkoot.claims.rules import NotSettled
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.drop_voucher import drop_voucher
from talkoot.costs.actions.record_cost import record_cost
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.actions.remove_statement_line import remove_statement_line
from talkoot.costs.evidence import Paper
from talkoot.costs.rules.recording import Line
from talkoot.decisions.queries import committed
from talkoot.records.invariants import INVARIANTS
from talkoot.records.writing import Text
from tests.agreements.granted import EVENT
from tests.cast import Cast
from tests.claims import claimed
from tests.costs import projects, recorded

pytestmark = pytest.mark.django_db

BOUGHT_ON = date(2019, 4, 2)


def settle(cast: Cast, project: Project, who: str = "coordinator") -> Project:
    return settle_project(
        register=cast.register, actor=cast.act(who), project=project, outcome=Text("Laulettiin.", "fi", True),
        now=claimed.AFTER_SECOND, today=claimed.AFTER_SECOND.date(),
    )  # fmt: skip


def test_a_project_whose_costs_are_decided_is_closed_and_gives_the_rest_back(cast: Cast) -> None:
    project = projects.event(cast)
    claimed.bought(cast, BOUGHT_ON, 10_000, "1", project=project)
    claimed.decide(cast, claimed.freeze(cast, 1))

    assert settle(cast, project).state == "closed"
    assert committed(cast.register, EVENT) == 10_000
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


def test_a_cut_goes_back_to_the_frame_too(cast: Cast) -> None:
    project = projects.event(cast)
    check = claimed.bought(cast, BOUGHT_ON, 10_000, "1", project=project)
    claimed.decide(cast, claimed.freeze(cast, 1), **{f"e{check.cost_entry_id}": 1_000})

    settle(cast, project)

    assert committed(cast.register, EVENT) == 9_000


def test_a_cost_nobody_has_checked_keeps_a_project_open(cast: Cast) -> None:
    project = projects.event(cast)
    when = {"now": claimed.AFTER_FIRST, "today": claimed.AFTER_FIRST.date()}
    voucher = record_receipt(
        project=project, actor=cast.act("administrator"),
        paper=Paper("Keksitty Kauppa", BOUGHT_ON, 5_000, 0, seller="9000007-0", number="9"), form_key="a", **when,  # type: ignore[arg-type]
    )  # fmt: skip
    record_cost(
        voucher=voucher, actor=cast.act("administrator"), lines=[Line("materials")], version=voucher.version,
        **when,  # type: ignore[arg-type]
    )  # fmt: skip

    with pytest.raises(NotSettled, match="1 to be checked"):
        settle(cast, project)


def test_a_voucher_nobody_has_recorded_keeps_a_project_open(cast: Cast) -> None:
    project = projects.event(cast)
    voucher = recorded.invoice(cast, project=project.matter.code, orderer="NA")
    assert voucher.project == project

    with pytest.raises(NotSettled, match="1 vouchers to be recorded or dropped"):
        settle(cast, project)
    drop_voucher(
        voucher=voucher, actor=cast.act("administrator"), reason=claimed.REASON, version=voucher.version,
        now=claimed.AFTER_FIRST, today=claimed.AFTER_FIRST.date(),
    )  # fmt: skip
    assert settle(cast, project).state == "closed"


def test_a_draft_statement_with_lines_keeps_a_project_open(cast: Cast) -> None:
    draft = recorded.statement(cast)
    line = recorded.line(cast, draft)

    with pytest.raises(NotSettled, match="1 cost statements to be signed, or their lines removed"):
        settle(cast, draft.project)
    remove_statement_line(
        line=line, actor=cast.act("writer"), now=claimed.AFTER_FIRST, today=claimed.AFTER_FIRST.date()
    )
    assert settle(cast, draft.project).state == "closed"


def test_a_cost_that_waits_for_a_claim_or_for_the_funder_keeps_a_project_open(cast: Cast) -> None:
    project = projects.event(cast)
    claimed.bought(cast, BOUGHT_ON, 10_000, "1", project=project)
    with pytest.raises(NotSettled, match="1 to be claimed"):
        settle(cast, project)
    claimed.freeze(cast, 1)
    with pytest.raises(NotSettled, match="1 waiting for the funder"):
        settle(cast, project)
    assert settlement_of(project).standing_cents == 10_000


def test_a_stranger_closes_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        settle(cast, projects.event(cast), "stranger")
