"""record_payroll: a month's salary, once, and only of somebody named."""

from datetime import date

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.record_payroll import record_payroll
from talkoot.costs.evidence import Salary
from talkoot.costs.models import Voucher
from talkoot.costs.permissions import OwnSalary
from talkoot.costs.rules.recording import OutsideProject, SubGrantBuysItself, WorkerNotNamed
from talkoot.costs.rules.vouchers import LooksLikeAnother, NoAmount, SameVoucher
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def pay(cast: Cast, salary: Salary | None = None, **changes: object) -> Voucher:
    facts: dict[str, object] = {
        "project": changes.pop("project", None) or projects.main(cast),
        "actor": cast.act("administrator"),
        "salary": salary or recorded.salary(cast),
        "now": NOW,
        "today": TODAY,
    }
    return record_payroll(**{**facts, **changes})  # type: ignore[arg-type]


def named(cast: Cast, starts_on: date = date(2019, 1, 1)) -> None:
    projects.works_in(cast, projects.main(cast), cast.communicator, starts_on)


def test_a_salary_is_gross_and_side_costs_of_a_month_without_vat(cast: Cast) -> None:
    named(cast)

    voucher = pay(cast)

    assert (voucher.total_cents, voucher.net_cents, voucher.vat_cents, voucher.side_cents) == (240000, 240000, 0, 40000)
    assert (voucher.person, voucher.month, voucher.state) == (cast.communicator, date(2019, 3, 1), "routed")
    assert projects.nothing_broken()


def test_nobody_is_paid_who_was_not_named_before(cast: Cast) -> None:
    with pytest.raises(WorkerNotNamed, match="Name them"):
        pay(cast)


def test_a_worker_named_from_april_is_not_paid_for_march(cast: Cast) -> None:
    named(cast, date(2019, 4, 1))

    with pytest.raises(WorkerNotNamed):
        pay(cast)
    pay(cast, recorded.salary(cast, month=date(2019, 4, 30)))


def test_a_month_is_paid_once(cast: Cast) -> None:
    named(cast)
    pay(cast)

    with pytest.raises(SameVoucher, match="MM-0001"):
        pay(cast, recorded.salary(cast, month=date(2019, 3, 31), gross_cents=1))


@pytest.mark.parametrize("month", [date(2018, 6, 30), date(2021, 7, 1), date(2019, 6, 1)])
def test_a_month_lies_in_the_project_and_has_begun(cast: Cast, month: date) -> None:
    with pytest.raises(OutsideProject):
        pay(cast, recorded.salary(cast, month=month))


@pytest.mark.parametrize("cents", [{"gross_cents": -1}, {"gross_cents": 0, "side_cents": 0}])
def test_a_salary_is_some_money(cast: Cast, cents: dict[str, int]) -> None:
    with pytest.raises(NoAmount):
        pay(cast, recorded.salary(cast, **cents))


def test_a_sub_grant_pays_its_workers_itself(cast: Cast) -> None:
    with pytest.raises(SubGrantBuysItself):
        pay(cast, project=projects.sub_grant(cast))


@pytest.mark.parametrize("name", ["stranger", "accountant", "coordinator"])
def test_who_may_not_record_costs_records_no_salary(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        pay(cast, actor=cast.act(name))


@pytest.mark.parametrize(
    "payslip", [{"number": "P-1", "gross_cents": 1_000_00}, {"number": "P-2"}, {"number": "p 1"}, {"number": ""}]
)
def test_one_payslip_counts_on_two_projects_only_with_words_on_how_it_is_split(
    cast: Cast, payslip: dict[str, object]
) -> None:
    event = projects.event(cast)
    for project in (projects.main(cast), event):
        projects.works_in(cast, project, cast.communicator, date(2019, 1, 1))
    month = {"month": event.starts_on}
    pay(cast, recorded.salary(cast, number="P-1", **month))

    with pytest.raises(LooksLikeAnother, match="MM-0001"):
        pay(cast, recorded.salary(cast, **month, **payslip), project=event)
    split = Text("Puolet työajasta kummallekin", "fi")
    assert pay(cast, recorded.salary(cast, **month, **payslip), project=event, other_because=split)
    assert projects.nothing_broken()


def test_two_payslips_of_a_month_on_two_projects_are_two_salaries(cast: Cast) -> None:
    event = projects.event(cast)
    for project in (projects.main(cast), event):
        projects.works_in(cast, project, cast.communicator, date(2019, 1, 1))
    pay(cast, recorded.salary(cast, number="P-1", month=event.starts_on))

    assert pay(cast, recorded.salary(cast, number="P-2", month=event.starts_on, gross_cents=500_00), project=event)


def test_nobody_writes_down_their_own_salary(cast: Cast) -> None:
    project = projects.main(cast)
    projects.works_in(cast, project, cast.administrator, date(2019, 1, 1))

    with pytest.raises(OwnSalary):
        record_payroll(
            project=project, actor=cast.act("administrator"), salary=recorded.salary(cast, person=cast.administrator),
            now=NOW, today=TODAY,
        )  # fmt: skip
