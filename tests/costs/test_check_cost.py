"""check_cost: a second person says how much counts, and why not all of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.agreements.models import Worker
from talkoot.applications.models import Application
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.check_cost import check_cost
from talkoot.costs.actions.record_receipt import record_receipt
from talkoot.costs.actions.record_rule_entry import record_rule_entry
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.permissions import OwnSalary
from talkoot.costs.queries import counted_cents
from talkoot.costs.rules.checking import AboveGrant, AlreadyChecked, CountsTwice, PartOutOfBounds
from talkoot.costs.rules.recording import Counted, Line, ReasonMissing, WorkerNotNamed
from talkoot.decisions.queries import committed_to
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Organisation, Role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from tests.agreements.granted import elsewhere
from tests.cast import FIRST_DAY, Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY
from tests.costs.test_correct_cost import correct, standing

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
    voucher = record_receipt(
        project=project, actor=cast.act("administrator"), paper=paper, form_key="a", now=NOW, today=TODAY
    )
    (entry,) = recorded.cost(cast, voucher, Line("materials"))

    with pytest.raises(AboveGrant, match="were granted"):
        recorded.checked(cast, entry)
    assert recorded.checked(cast, entry, O.PART, granted).accepted_cents == granted


def test_the_flat_rate_to_come_is_counted_before_it_is_claimed(cast: Cast) -> None:
    recorded.checked(cast, recorded.cost(cast, recorded.payroll(cast), Line("staff"))[0])

    assert counted_cents(projects.main(cast), 1700) == 240_000 + 40_800


TOMORROW = date(2019, 5, 7)

MATERIALS = Counted("materials", 100_00, is_net=True)


def corrected(cast: Cast, instead: Counted | None = MATERIALS, **kind: str) -> list[CostEntry]:
    """The rows of a correction of an accepted entry, not checked yet."""
    (entry,) = recorded.cost(cast, recorded.invoice(cast, **kind))
    recorded.checked(cast, entry)
    return correct(cast, entry, instead)


def cut(cast: Cast, entry: CostEntry, cents: int) -> None:
    """The funder takes from an entry."""
    record_rule_entry(
        register=cast.register, actor=cast.act("administrator"), project=entry.project, kind=CostEntry.Kind.CUT,
        category=entry.category, amount_cents=-cents, in_flat_base=entry.in_flat_base, paid_on=TODAY, corrects=entry,
        now=NOW,
    )  # fmt: skip


def also(cast: Cast, name: str, code: RoleCode, organisation: Organisation | None = None) -> None:
    """Somebody of the cast gets one more role."""
    give_role(
        register=cast.register, actor=cast.act("coordinator"), person=getattr(cast, name), code=code,
        organisation=organisation, valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip


def of_a_statement(cast: Cast) -> CostEntry:
    """A cost the association stated: the writer prepared it, the signatory signed."""
    statement = recorded.statement(cast)
    recorded.line(cast, statement)
    recorded.signed(cast, statement)
    return CostEntry.objects.get(statement=statement)


def test_what_stands_instead_does_not_count_beside_what_it_replaces(cast: Cast) -> None:
    taken, instead = corrected(cast)

    with pytest.raises(CountsTwice, match="takes them away first"):
        check(cast, instead)
    check(cast, taken)
    assert check(cast, instead).accepted_cents == 100_00
    assert standing() == 100_00
    assert projects.nothing_broken()


@pytest.mark.parametrize(("outcome", "cents"), [(O.REJECT, None), (O.PART, -60_00)])
def test_what_stands_instead_is_rejected_when_its_entry_goes_on_counting(
    cast: Cast, outcome: Check.Outcome, cents: int | None
) -> None:
    taken, instead = corrected(cast)
    check(cast, taken, outcome, accepted_cents=cents)

    with pytest.raises(CountsTwice, match="reject this one"):
        check(cast, instead)
    assert check(cast, instead, O.REJECT).accepted_cents == 0
    assert projects.nothing_broken()


def test_a_corrected_credit_note_is_not_taken_twice_either(cast: Cast) -> None:
    taken, instead = corrected(cast, Counted("materials", -100_00, is_net=True), kind="INV02")

    with pytest.raises(CountsTwice):
        check(cast, instead)
    check(cast, taken)
    check(cast, instead)
    assert standing() == -100_00
    assert projects.nothing_broken()


def test_a_cut_that_came_while_a_correction_waited_does_not_push_the_line_below_zero(cast: Cast) -> None:
    (taken,) = corrected(cast, None)
    cut(cast, CostEntry.objects.get(kind="direct"), 20_00)

    with pytest.raises(CountsTwice, match="a funder's cut"):
        check(cast, taken)
    check(cast, taken, O.PART, accepted_cents=-80_00)
    assert standing() == 0
    assert projects.nothing_broken()


def test_another_line_of_the_voucher_does_not_cover_a_line_below_zero(cast: Cast) -> None:
    lines = [Line("services", 60_00, 14_40), Line("materials", 40_00, 9_60)]
    first, second = recorded.cost(cast, recorded.invoice(cast), *lines)
    for one in (first, second):
        check(cast, one)
    (taken,) = correct(cast, first)
    cut(cast, first, 20_00)

    with pytest.raises(CountsTwice):
        check(cast, taken)


def test_nobody_accepts_their_own_salary(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.payroll(cast), Line("staff"))
    also(cast, "communicator", RoleCode.ACCOUNTANT)

    with pytest.raises(OwnSalary, match="your own salary"):
        check(cast, entry, actor=cast.act("communicator"))
    assert check(cast, entry)


def test_whoever_acts_for_the_applicant_does_not_check_its_costs(cast: Cast) -> None:
    entry = of_a_statement(cast)
    also(cast, "accountant", RoleCode.WRITER, cast.association)

    with pytest.raises(HasInterest):
        check(cast, entry)
    assert check(cast, entry, actor=cast.act("coordinator"))


def answered_once(cast: Cast, name: str) -> None:
    """Today the person leaves the association for the town's books; nothing else of the matter holds them back."""
    role = Role.objects.get(person=getattr(cast, name), organisation=cast.association)
    end_role(
        register=cast.register, actor=cast.act("administrator"), role=role, last_day=TODAY, version=role.version,
        now=NOW, today=TODAY,
    )  # fmt: skip
    Application.objects.update(written_by=cast.stranger, submitted_by=cast.stranger)
    also(cast, name, RoleCode.ACCOUNTANT)


@pytest.mark.parametrize("name", ["writer", "signatory"])
def test_who_prepared_or_signed_a_statement_checks_none_of_it_ever(cast: Cast, name: str) -> None:
    entry = of_a_statement(cast)
    answered_once(cast, name)

    with pytest.raises(NotPermitted, match="second person"):
        check(cast, entry, actor=cast.act(name), today=TOMORROW)


def test_nor_the_corrections_of_it(cast: Cast) -> None:
    entry = of_a_statement(cast)
    check(cast, entry)
    (taken,) = correct(cast, entry)
    answered_once(cast, "signatory")

    with pytest.raises(NotPermitted, match="second person"):
        check(cast, taken, actor=cast.act("signatory"), today=TOMORROW)
