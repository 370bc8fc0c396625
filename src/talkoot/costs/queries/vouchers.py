"""The vouchers of a programme by what waits for whom, one voucher with its costs, and who and what it may belong to."""

import json
from datetime import date

from django.db.models import Q, QuerySet

from talkoot.agreements.models import Project
from talkoot.agreements.queries import project_of, running_projects
from talkoot.core.errors import NotFound
from talkoot.costs.known import ORDERERS
from talkoot.costs.models import CostEntry, Voucher
from talkoot.costs.queries.naming import matter_number
from talkoot.costs.states import StatementState, VoucherState
from talkoot.people.models import Person
from talkoot.people.permissions import roles_on
from talkoot.programme.terms import ProjectKind
from talkoot.records.models import Register
from talkoot.records.queries import matter_of

LISTS = {
    "place": Q(state__in=(VoucherState.HELD, VoucherState.TO_PLACE)),
    "record": Q(state=VoucherState.ROUTED),
    "pay": Q(cost_entries__paid_on__isnull=True, state=VoucherState.RECORDED),
    "recorded": Q(state=VoucherState.RECORDED),
    "dropped": Q(state=VoucherState.DROPPED),
}
"""What a list of vouchers is for: to place, to record, to book the payment of, and what is done."""


def vouchers(register: Register, what: str = "", text: str = "") -> QuerySet[Voucher]:
    """The vouchers of one of LISTS with a text in seller, number or as the matter's number.

    What stands on a recipient's draft isn't here: it is the recipient's until it is signed.
    """
    draft = Q(statement_line__statement__state=StatementState.DRAFT)
    dropped_from_draft = Q(state=VoucherState.DROPPED, orderer=None, project__kind=ProjectKind.SUB_GRANT)
    found = Voucher.objects.filter(register=register).exclude(draft).exclude(dropped_from_draft)
    if what in LISTS:
        found = found.filter(LISTS[what]).distinct()
    if text:
        named = Q(seller_name__icontains=text) | Q(number__icontains=text) | Q(person__name__icontains=text)
        found = found.filter(named | Q(project__matter__number=matter_number(register, text)))
    return found.select_related("project__matter__register", "orderer", "person")


def voucher_in(register: Register, key: int) -> Voucher:
    """The voucher with everything its page shows. Raises NotFound, in another programme too."""
    related = ("project__matter__register", "project__bearer", "project__terms", "orderer", "person", "slip", "file")
    found = Voucher.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such voucher in this programme.")
    return found


def costs_of(voucher: Voucher) -> list[CostEntry]:
    """What was recorded of a voucher, corrections and cuts included, each with its check."""
    entries = CostEntry.objects.filter(register=voucher.register_id, voucher=voucher)
    return list(entries.select_related("verdict__checker", "recorded_by", "project__matter__register").order_by("pk"))


def findings_of(voucher: Voucher) -> list[str]:
    """The codes of what was odd about the message when it was read."""
    return list(json.loads(voucher.reading)["findings"]) if voucher.reading else []


def paying_projects(register: Register) -> QuerySet[Project]:
    """The running projects whose costs come to the city, in number order."""
    return running_projects(register).exclude(kind=ProjectKind.SUB_GRANT)


def orderers(register: Register, today: date) -> QuerySet[Person]:
    """Everybody who may order today, by name."""
    roles = roles_on(register, today).filter(code__in=ORDERERS)
    return Person.objects.filter(roles__in=roles).order_by("name", "pk").distinct()


def project_by_code(register: Register, code: str) -> Project:
    """The project that goes on under a matter's number. Raises NotFound."""
    found = project_of(matter_of(register, code))
    if found is None:
        raise NotFound("{code} has no project yet. It is opened when funding was granted.", code=code)
    return found
