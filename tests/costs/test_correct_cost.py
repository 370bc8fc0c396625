"""correct_cost: nothing is rewritten; a new row names the one it corrects and is checked in its turn."""

from datetime import date

import pytest
from django.db.models import Sum

from talkoot.agreements.rules import ProjectClosed
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.book_payment import book_payment
from talkoot.costs.actions.correct_cost import correct_cost
from talkoot.costs.actions.record_rule_entry import record_rule_entry
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.permissions import OwnSalary
from talkoot.costs.rules.recording import (
    CorrectionWaits,
    Counted,
    CoveredByFlatRate,
    FollowsARule,
    Line,
    NothingToCorrect,
    ReasonMissing,
)
from talkoot.people.actions.give_role import give_role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.records.writing import Text
from tests.cast import FIRST_DAY, Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def correct(cast: Cast, entry: CostEntry, instead: Counted | None = None, **changes: object) -> list[CostEntry]:
    facts: dict[str, object] = {
        "entry": entry,
        "actor": cast.act("administrator"),
        "instead": instead,
        "reason": recorded.REASON,
        "now": NOW,
        "today": TODAY,
    }
    return correct_cost(**{**facts, **changes})  # type: ignore[arg-type]


def accepted(cast: Cast) -> CostEntry:
    """An accepted entry of 100 € under services."""
    entry = recorded.entry(cast)
    recorded.checked(cast, entry)
    return entry


def standing() -> int:
    """What is accepted in all, in cents."""
    return Check.objects.aggregate(cents=Sum("accepted_cents"))["cents"] or 0


def test_a_wrong_category_is_taken_back_and_put_right(cast: Cast) -> None:
    entry = accepted(cast)

    taken, instead = correct(cast, entry, Counted("materials", 100_00, is_net=True))

    assert (taken.amount_cents, taken.category, taken.corrects) == (-100_00, "services", entry)
    assert (instead.amount_cents, instead.category, instead.corrects) == (100_00, "materials", entry)
    assert {taken.kind, instead.kind} == {"correction"}
    assert standing() == 100_00  # nothing counts before its own check
    for one in (taken, instead):
        recorded.checked(cast, one)
    assert standing() == 100_00
    assert projects.nothing_broken()


def test_what_should_not_have_counted_is_taken_back(cast: Cast) -> None:
    (taken,) = correct(cast, accepted(cast))
    recorded.checked(cast, taken)

    assert standing() == 0
    assert projects.nothing_broken()


def test_what_was_accepted_in_part_is_taken_back_in_that_part(cast: Cast) -> None:
    entry = recorded.entry(cast)
    recorded.checked(cast, entry, Check.Outcome.PART, 60_00)

    assert [one.amount_cents for one in correct(cast, entry)] == [-60_00]


def test_what_was_rejected_for_its_category_gets_a_line_under_the_right_one(cast: Cast) -> None:
    entry = recorded.entry(cast)
    recorded.checked(cast, entry, Check.Outcome.REJECT)

    (instead,) = correct(cast, entry, Counted("materials", 100_00, is_net=True))

    assert instead.amount_cents == 100_00


def test_payment_and_books_go_with_the_correction(cast: Cast) -> None:
    entry = accepted(cast)
    book_payment(
        voucher=entry.voucher, actor=cast.act("accountant"), paid_on=date(2019, 4, 10), ledger_voucher="10234",
        now=NOW, today=TODAY,
    )  # type: ignore[arg-type]  # fmt: skip

    assert [(one.paid_on, one.ledger_voucher) for one in correct(cast, entry)] == [(date(2019, 4, 10), "10234")]


def test_the_cut_part_is_claimed_again_by_correcting_the_cut(cast: Cast) -> None:
    entry = accepted(cast)
    cut = record_rule_entry(
        register=cast.register, actor=cast.act("administrator"), project=entry.project, kind=CostEntry.Kind.CUT,
        category="services", amount_cents=-30_00, in_flat_base=False, paid_on=TODAY, corrects=entry, now=NOW,
    ).cost_entry  # fmt: skip
    assert standing() == 70_00

    (again,) = correct(cast, cut)
    assert (again.amount_cents, again.corrects, again.kind) == (30_00, cut, "correction")
    recorded.checked(cast, again)

    assert standing() == 100_00
    with pytest.raises(NothingToCorrect):
        correct(cast, cut)
    assert projects.nothing_broken()


def test_a_cut_is_not_taken_twice_when_its_entry_is_corrected(cast: Cast) -> None:
    entry = accepted(cast)
    record_rule_entry(
        register=cast.register, actor=cast.act("administrator"), project=entry.project, kind=CostEntry.Kind.CUT,
        category="services", amount_cents=-30_00, in_flat_base=False, paid_on=TODAY, corrects=entry, now=NOW,
    )  # fmt: skip

    assert [one.amount_cents for one in correct(cast, entry)] == [-70_00]


def test_a_double_click_corrects_once(cast: Cast) -> None:
    entry = accepted(cast)
    correct(cast, entry)

    with pytest.raises(CorrectionWaits):
        correct(cast, entry)


def test_what_is_not_checked_yet_is_checked_and_not_corrected(cast: Cast) -> None:
    with pytest.raises(CorrectionWaits, match="Check it first"):
        correct(cast, recorded.entry(cast))


@pytest.mark.parametrize(
    "instead",
    [
        Counted("services", 100_00, is_net=True),
        Counted("materials", 124_01, is_net=False),
        Counted("materials", 100_01, is_net=True),
        Counted("services", 124_00, is_net=True),
        Counted("materials", -1, True),
    ],
)
def test_a_correction_changes_something_within_the_voucher(cast: Cast, instead: Counted) -> None:
    with pytest.raises(NothingToCorrect):
        correct(cast, accepted(cast), instead)


def test_a_correction_keeps_to_the_categories_too(cast: Cast) -> None:
    with pytest.raises(CoveredByFlatRate):
        correct(cast, accepted(cast), Counted("office", 100_00, is_net=True))


def test_a_correction_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        correct(cast, accepted(cast), reason=Text("", "fi"))


def test_a_flat_rate_follows_its_base(cast: Cast) -> None:
    flat = record_rule_entry(
        register=cast.register, actor=cast.act("administrator"), project=projects.main(cast),
        kind=CostEntry.Kind.FLAT_RATE, category="flat_rate", amount_cents=17_00, in_flat_base=False, paid_on=TODAY,
        now=NOW,
    )  # fmt: skip

    with pytest.raises(FollowsARule):
        correct(cast, flat.cost_entry)


def test_a_stranger_corrects_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        correct(cast, accepted(cast), actor=cast.act("stranger"))


def test_what_counted_without_vat_may_come_to_count_with_it(cast: Cast) -> None:
    for one in correct(cast, accepted(cast), Counted("materials", 124_00, is_net=False)):
        recorded.checked(cast, one)

    assert standing() == 124_00
    assert projects.nothing_broken()


def test_nothing_below_zero_stands_instead_of_a_cost(cast: Cast) -> None:
    lines = [Line("services", 60_00, 14_40), Line("materials", 40_00, 9_60)]
    first, second = recorded.cost(cast, recorded.invoice(cast), *lines)
    for one in (first, second):
        recorded.checked(cast, one)

    with pytest.raises(NothingToCorrect, match="sign of the entry"):
        correct(cast, first, Counted("materials", -10_00, is_net=True))


def test_a_closed_project_is_not_corrected(cast: Cast) -> None:
    project = projects.event(cast)
    (entry,) = recorded.cost(cast, recorded.invoice(cast, project=project.matter.code))
    recorded.checked(cast, entry)
    projects.closed(cast, project)

    with pytest.raises(ProjectClosed, match="new matter"):
        correct(cast, entry)


def test_nobody_corrects_their_own_salary(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.payroll(cast), Line("staff"))
    recorded.checked(cast, entry)
    give_role(
        register=cast.register, actor=cast.act("coordinator"), person=cast.communicator, code=RoleCode.ADMINISTRATOR,
        valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(OwnSalary):
        correct(cast, entry, actor=cast.act("communicator"))


def test_the_applicants_own_people_do_not_correct_its_costs(cast: Cast) -> None:
    statement = recorded.statement(cast)
    recorded.line(cast, statement)
    recorded.signed(cast, statement)
    entry = CostEntry.objects.get(statement=statement)
    recorded.checked(cast, entry)
    give_role(
        register=cast.register, actor=cast.act("coordinator"), person=cast.administrator, code=RoleCode.WRITER,
        organisation=cast.association, valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        correct(cast, entry)
