"""check_cost: a second person says how much counts, and why not all of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.agreements.models import Worker
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.queries import counted_cents
from talkoot.costs.rules.checking import AboveGrant, AlreadyChecked, PartOutOfBounds
from talkoot.costs.rules.recording import Line, ReasonMissing, WorkerNotNamed
from talkoot.decisions.queries import committed_to
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.give_role import give_role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from tests.agreements.granted import elsewhere
from tests.cast import FIRST_DAY, Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

O = Check.Outcome  # noqa: E741


def check(cast: Cast, entry: CostEntry, outcome: Check.Outcome = O.ACCEPT, **changes: object) -> Check:
    facts: dict[str, object] = {
        "entry": entry,
        "actor": cast.act("accountant"),
        "outcome": outcome,
        "reason": None if outcome == O.ACCEPT else recorded.REASON,
        "now": NOW,
        "today": TODAY,
    }
    return check_cost(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_accepted_entry_counts_whole(cast: Cast) -> None:
    found = check(cast, recorded.entry(cast))

    assert (found.outcome, found.accepted_cents) == ("accept", 100_00)
    assert (found.recorded_by, found.checker) == (cast.administrator, cast.accountant)
    assert projects.nothing_broken()


def test_a_part_counts_with_a_reason(cast: Cast) -> None:
    found = check(cast, recorded.entry(cast), O.PART, accepted_cents=60_00)

    assert found.accepted_cents == 60_00
    assert EntryText.objects.get(entry__verb="check_cost").text == recorded.REASON.text
    assert projects.nothing_broken()


def test_a_rejected_entry_counts_for_nothing(cast: Cast) -> None:
    assert check(cast, recorded.entry(cast), O.REJECT).accepted_cents == 0
    assert projects.nothing_broken()


@pytest.mark.parametrize("cents", [0, 100_00, 100_01, -1, None])
def test_a_part_is_more_than_nothing_and_less_than_all(cast: Cast, cents: int | None) -> None:
    with pytest.raises(PartOutOfBounds):
        check(cast, recorded.entry(cast), O.PART, accepted_cents=cents)


def test_a_part_of_a_credit_note_is_below_zero(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.invoice(cast, kind="INV02"))

    with pytest.raises(PartOutOfBounds):
        check(cast, entry, O.PART, accepted_cents=40_00)
    assert check(cast, entry, O.PART, accepted_cents=-40_00).accepted_cents == -40_00
    assert projects.nothing_broken()


@pytest.mark.parametrize("outcome", [O.PART, O.REJECT])
def test_less_than_all_needs_a_reason(cast: Cast, outcome: Check.Outcome) -> None:
    with pytest.raises(ReasonMissing):
        check(cast, recorded.entry(cast), outcome, accepted_cents=60_00, reason=None)


def test_an_entry_is_checked_once(cast: Cast) -> None:
    entry = recorded.entry(cast)
    check(cast, entry)

    with pytest.raises(AlreadyChecked):
        check(cast, entry, O.REJECT)


def test_who_recorded_it_does_not_check_it(cast: Cast) -> None:
    give_role(
        register=cast.register, actor=cast.act("coordinator"), person=cast.administrator, code=RoleCode.ACCOUNTANT,
        valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(NotPermitted, match="second person"):
        check(cast, recorded.entry(cast), actor=cast.act("administrator"))


def test_the_database_itself_refuses_a_checker_who_recorded(cast: Cast) -> None:
    entry = recorded.entry(cast)

    with pytest.raises(IntegrityError, match="checked_by_another"), transaction.atomic():
        Check.objects.create(
            register=cast.register, cost_entry=entry, recorded_by=cast.administrator, checker=cast.administrator,
            outcome=O.ACCEPT, accepted_cents=entry.amount_cents, checked_at=NOW,
        )  # fmt: skip


def test_a_salary_counts_only_for_somebody_named_for_that_month(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.payroll(cast), Line("staff"))
    Worker.objects.update(starts_on=date(2019, 4, 1))  # as if it had been named later

    with pytest.raises(WorkerNotNamed):
        check(cast, entry)
    assert check(cast, entry, O.REJECT)


@pytest.mark.parametrize("name", ["stranger", "administrator", "writer", "auditor"])
def test_who_may_not_check_costs_checks_none(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        check(cast, recorded.entry(cast), actor=cast.act(name))


def test_the_same_role_in_another_programme_checks_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        check(cast, recorded.entry(cast), actor=elsewhere(RoleCode.ACCOUNTANT, cast))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    entry = recorded.entry(cast)
    declare_interest(
        register=cast.register, actor=cast.act("accountant"), person=cast.accountant,
        matter=projects.main(cast).matter, ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        check(cast, entry)


def test_no_more_counts_than_was_granted(cast: Cast) -> None:
    project = projects.event(cast)
    granted = committed_to(project.matter)
    paper = recorded.paper(seller="9000007-0", number="77", net_cents=granted + 1, vat_cents=0)
    voucher = record_receipt(project=project, actor=cast.act("administrator"), paper=paper, now=NOW, today=TODAY)
    (entry,) = recorded.cost(cast, voucher, Line("materials"))

    with pytest.raises(AboveGrant, match="were granted"):
        recorded.checked(cast, entry)
    assert recorded.checked(cast, entry, O.PART, granted).accepted_cents == granted


def test_the_flat_rate_to_come_is_counted_before_it_is_claimed(cast: Cast) -> None:
    recorded.checked(cast, recorded.cost(cast, recorded.payroll(cast), Line("staff"))[0])

    assert counted_cents(projects.main(cast), 1700) == 240_000 + 40_800
