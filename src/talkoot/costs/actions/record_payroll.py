"""Record a month's salary as a voucher."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.costs.actions._recording import project_with_terms
from talkoot.costs.actions._vouchers import write_salary
from talkoot.costs.evidence import Salary
from talkoot.costs.models import Voucher
from talkoot.costs.permissions import check_can_record, check_not_own_salary
from talkoot.costs.rules.recording import check_city_pays
from talkoot.records.writing import Text, record, writing


def record_payroll(
    *,
    project: Project,
    actor: Actor,
    salary: Salary,
    other_because: Text | None = None,
    now: datetime,
    today: date,
) -> Voucher:
    """The voucher of one worker's salary for one month, ready for `record_cost`.

    Raises OwnSalary, WorkerNotNamed, SameVoucher, OutsideProject, SubGrantBuysItself, ProjectNotRunning;
    LooksLikeAnother when the same payslip is on another project, unless `other_because` says how it is split.
    """
    with writing(project.register) as register:
        project = project_with_terms(project.pk)
        check_can_record(actor, register, project, today)
        check_not_own_salary(actor, salary.person.pk)
        check_city_pays(project.kind, project.matter.code)
        check_running(project.state)
        voucher = write_salary(salary, project=project, other_because=other_because, today=today)
        record(
            register=register, actor=actor, verb="record_payroll", now=now,
            matter=project.matter, subject=voucher,
            texts={"other_because": other_because} if other_because else {},
        )  # fmt: skip
        return voucher
