"""What typing in a voucher for the city and for a recipient's statement share."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.queries import named_worker
from talkoot.core.errors import Sentence
from talkoot.core.periods import Period
from talkoot.core.typed import check_typed
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.models import Voucher, VoucherKind
from talkoot.costs.queries import alike_voucher, payroll_elsewhere, payroll_of, same_voucher, where_it_is
from talkoot.costs.rules.recording import check_days, check_month, check_worker, month_of
from talkoot.costs.rules.vouchers import (
    NUMBER_LENGTH,
    Facts,
    check_amounts,
    check_issued,
    check_not_alike,
    check_not_here,
    check_not_one_salary,
    check_paper,
    seller_key,
)
from talkoot.costs.states import VOUCHER
from talkoot.people.models import Person
from talkoot.records.files import store
from talkoot.records.writing import Text


def write_paper(
    paper: Paper,
    *,
    project: Project,
    orderer: Person | None,
    other_because: Text | None,
    form_key: str,
    now: datetime,
    today: date,
) -> Voucher:
    """The voucher of a paper, on its project. Whoever calls records it, and its file.

    The same paper must not get in twice, nor by the city's door and a recipient's: the same seller and number is the
    same paper, and what else has its date and total is compared by suspicion.
    """
    check_paper(seller=paper.seller, seller_name=paper.seller_name, number=paper.number)
    check_issued(paper.issued_on, today)
    check_days(paper.issued_on, None, Period(project.starts_on, project.ends_on))
    check_amounts(paper.net_cents, paper.vat_cents)
    facts = Facts(seller_key(paper.seller), paper.number.strip(), paper.issued_on, paper.net_cents, paper.vat_cents)
    check_not_here(where_it_is(same_voucher(project.register, facts, paper.kind)))
    alike = alike_voucher(project.register, facts, paper.kind)
    check_not_alike(where_it_is(alike), other_because.text if other_because else "")
    kept = (
        store(register=project.register, data=paper.data, media_type=paper.media_type, name=paper.name, now=now)
        if paper.data
        else None
    )
    return Voucher.objects.create(
        register=project.register,
        kind=paper.kind,
        seller=facts.seller,
        seller_name=paper.seller_name,
        number=facts.number,
        issued_on=facts.issued_on,
        net_cents=facts.net_cents,
        vat_cents=facts.vat_cents,
        total_cents=facts.total_cents,
        file=kept,
        state=VOUCHER.start,
        project=project,
        orderer=orderer,
        form_key=form_key,
    )


def write_salary(
    salary: Salary, *, project: Project, other_because: Text | None, form_key: str = "", today: date
) -> Voucher:
    """The voucher of a month's salary, once a month and only for a named worker. Whoever calls records it.

    The same payslip must not count on two projects: what looks like it needs words on how it is split.
    """
    check_typed(salary.number, Sentence("The payroll's number"), NUMBER_LENGTH)
    check_amounts(salary.gross_cents, salary.side_cents)
    month = month_of(salary.month)
    check_month(month, Period(project.starts_on, project.ends_on), today)
    check_worker(named_worker(project, salary.person, month.starts_on) is not None)
    check_not_here(where_it_is(payroll_of(project, salary.person, month.starts_on)))
    elsewhere = where_it_is(payroll_elsewhere(project, salary, month.starts_on))
    check_not_one_salary(elsewhere, other_because.text if other_because else "")
    total = salary.gross_cents + salary.side_cents
    return Voucher.objects.create(
        register=project.register,
        kind=VoucherKind.PAYROLL,
        number=salary.number,
        net_cents=total,
        vat_cents=0,
        total_cents=total,
        person=salary.person,
        month=month.starts_on,
        side_cents=salary.side_cents,
        state=VOUCHER.start,
        project=project,
        form_key=form_key,
    )
