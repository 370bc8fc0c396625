"""What can be read of costs. Amounts are cents; a credit note's are negative where the text says signed.

What only one page shows is in a module of its own: `arrivals`, `pictures`, `vouchers`, `slips`, `checking`,
`statements`, `papers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from talkoot.agreements.models import Project
from talkoot.core.errors import Sentence
from talkoot.core.money import share_down
from talkoot.costs.evidence import Salary
from talkoot.costs.models import Arrival, Check, CostEntry, CostStatement, OrderSlip, Voucher, VoucherKind
from talkoot.costs.rules.reasons import reason_of
from talkoot.costs.rules.routing import Credited, Why
from talkoot.costs.rules.vouchers import Facts, number_key
from talkoot.costs.states import SlipState, VoucherState
from talkoot.people.models import Person
from talkoot.records.models import Register

PURCHASES = (VoucherKind.INVOICE, VoucherKind.RECEIPT)
"""Two kinds of paper for one buy: the same one must not get in by both ways."""


@dataclass(frozen=True)
class InboxRow:
    """One message that arrived: what became of it, why, in whose hands it is, and its voucher as it stands now."""

    arrival: int
    received_at: datetime
    door: str
    outcome: str
    code: str
    reason: str
    matter_code: str
    orderer: str
    is_successor: bool
    voucher: int | None
    seller_name: str
    number: str
    signed_total_cents: int
    state: str

    @property
    def why(self) -> Sentence:
        """Why it came where it came, for a page to say in its own language."""
        return reason_of(self.code, self.matter_code, is_successor=self.is_successor)


def inbox(register: Register, *, limit: int = 100, before: int | None = None) -> list[InboxRow]:
    """The newest arrivals first, in one statement; `before` is the last arrival of the page before."""
    arrivals = Arrival.objects.filter(register=register).select_related("matter", "orderer", "voucher")
    if before is not None:
        arrivals = arrivals.filter(pk__lt=before)
    return [inbox_row(arrival, register) for arrival in arrivals.order_by("-pk")[:limit]]


def inbox_row(arrival: Arrival, register: Register) -> InboxRow:
    """What an arrival (with its matter, orderer and voucher at hand) tells a list."""
    voucher = arrival.voucher
    return InboxRow(
        arrival=arrival.pk,
        received_at=arrival.received_at,
        door=arrival.door,
        outcome=arrival.outcome,
        code=arrival.code,
        reason=arrival.reason,
        matter_code=register.code_of(arrival.matter.number) if arrival.matter else "",
        orderer=arrival.orderer.name if arrival.orderer else "",
        is_successor=arrival.is_successor,
        voucher=voucher.pk if voucher else None,
        seller_name=voucher.seller_name if voucher else "",
        number=voucher.number if voucher else "",
        signed_total_cents=sign_of(voucher.kind) * voucher.total_cents if voucher else 0,
        state=voucher.state if voucher else "",
    )


def sign_of(kind: str) -> int:
    """-1 for a credit note, else 1: stored amounts are never below zero."""
    return -1 if kind == VoucherKind.CREDIT_NOTE else 1


def live_vouchers(register: Register) -> QuerySet[Voucher]:
    """The vouchers that stand."""
    standing = Voucher.objects.filter(register=register).exclude(state=VoucherState.DROPPED)
    return standing.select_related("project__matter__register").order_by("pk")


def unrecorded_vouchers(project: Project) -> QuerySet[Voucher]:
    """The project's vouchers that stand and whose cost nobody has recorded yet."""
    return live_vouchers(project.register).filter(project=project).exclude(state=VoucherState.RECORDED)


def live_arrival(register: Register, sha256: str) -> Arrival | None:
    """The arrival of the same bytes whose voucher stands, or None."""
    same = Arrival.objects.filter(register=register, sha256=sha256, voucher__isnull=False)
    return same.exclude(voucher__state=VoucherState.DROPPED).select_related("matter__register").order_by("pk").first()


def same_voucher(register: Register, facts: Facts, kind: str) -> Voucher | None:
    """The live voucher with the same seller, number, date and total; an invoice and a receipt are one buy."""
    if not facts.is_identified:
        return None
    kinds = PURCHASES if kind in PURCHASES else (kind,)
    same = live_vouchers(register).filter(kind__in=kinds, seller=facts.seller).exclude(number="")
    same = same.filter(issued_on=facts.issued_on, total_cents=facts.total_cents)
    # Only their numbers at first: whoever sells by subscription has many of one day and price.
    numbers = same.values_list("pk", "number")
    found = next((key for key, number in numbers if number_key(number) == number_key(facts.number)), None)
    return same.get(pk=found) if found else None


def alike_voucher(register: Register, facts: Facts, kind: str) -> Voucher | None:
    """The live voucher that a suspicious eye takes for the same: same date and total, on whatever project, and one of
    the two has no seller or no number to tell them apart."""
    kinds = PURCHASES if kind in PURCHASES else (kind,)
    alike = live_vouchers(register).filter(kind__in=kinds, issued_on=facts.issued_on, total_cents=facts.total_cents)
    if facts.is_identified:
        alike = alike.filter(Q(seller="") | Q(number=""))
    return alike.first()


def payroll_of(project: Project, person: Person, month: date) -> Voucher | None:
    """The live payroll voucher of a person for a month (its first day) on a project, or None."""
    payroll = live_vouchers(project.register).filter(kind=VoucherKind.PAYROLL, project=project)
    return payroll.filter(person=person, month=month).first()


def payroll_elsewhere(project: Project, salary: Salary, month: date) -> Voucher | None:
    """The live payroll voucher on another project that may be the same payslip: same number or same amounts."""
    payroll = live_vouchers(project.register).filter(kind=VoucherKind.PAYROLL, person=salary.person, month=month)
    total, number = salary.gross_cents + salary.side_cents, number_key(salary.number)
    return next(
        (
            one
            for one in payroll.exclude(project=project)
            if (one.total_cents, one.side_cents) == (total, salary.side_cents)
            or (number and number_key(one.number) == number)
        ),
        None,
    )


def where_it_is(voucher: Voucher | None) -> Sentence | str | None:
    """Where a voucher is, for people: its project's number; None without a voucher."""
    if voucher is None:
        return None
    return voucher.project.matter.code if voucher.project else Sentence("no project yet")


def credited(register: Register, seller: str, number: str | None) -> list[Credited]:
    """Where the invoices are that a credit note may take back: those here and on a project, the first of each."""
    if not seller or not number:
        return []
    invoices = live_vouchers(register).filter(kind=VoucherKind.INVOICE, seller=seller, number=number)
    found: dict[int, Credited] = {}
    for invoice in invoices:
        if invoice.project_id is not None:
            found.setdefault(invoice.project_id, Credited(invoice.project_id, invoice.orderer_id))
    return list(found.values())


def looks_like_another(voucher: Voucher) -> bool:
    """Whether it waits because it looks like another voucher."""
    is_waiting = voucher.state in (VoucherState.HELD, VoucherState.TO_PLACE)
    return is_waiting and Arrival.objects.filter(voucher=voucher, code=Why.LOOKS_LIKE).exists()


def is_foreign(voucher: Voucher) -> bool:
    """Whether the message it came by was in another currency."""
    return Arrival.objects.filter(voucher=voucher, code=Why.FOREIGN_CURRENCY).exists()


@dataclass(frozen=True)
class OpenOrder:
    """An open order slip: what may still come on it. Cents include VAT."""

    slip: int
    code: str
    what: str
    supplier: str
    ordered_on: date
    up_to_cents: int
    invoiced_cents: int

    @property
    def open_cents(self) -> int:
        """What may still come; nothing when more came than was ordered."""
        return max(0, self.up_to_cents - self.invoiced_cents)


def open_orders(project: Project) -> list[OpenOrder]:
    """The project's open order slips in number order, in one statement."""
    live = ~Q(vouchers__state=VoucherState.DROPPED)
    came = Case(
        When(vouchers__kind=VoucherKind.CREDIT_NOTE, then=-F("vouchers__total_cents")),
        default=F("vouchers__total_cents"),
        output_field=BigIntegerField(),
    )
    slips = (
        OrderSlip.objects.filter(register=project.register_id, project=project, state=SlipState.OPEN)
        .select_related("project__matter__register")
        .annotate(invoiced=Coalesce(Sum(came, filter=live), 0))
        .order_by("number")
    )
    return [
        OpenOrder(one.pk, one.code, one.what, one.supplier, one.ordered_on, one.up_to_cents, one.invoiced)
        for one in slips
    ]


def ordered_cents(project: Project) -> int:
    """What may still come on the project's open order slips: it counts as committed."""
    return sum(one.open_cents for one in open_orders(project))


def entries_of(project: Project) -> QuerySet[CostEntry]:
    """The project's cost entries in the order of recording, each with its voucher and its check, in one statement."""
    entries = CostEntry.objects.filter(register=project.register_id, project=project)
    return entries.select_related("voucher", "verdict", "statement").order_by("pk")


def to_check(register: Register) -> QuerySet[CostEntry]:
    """What waits for a second person, the longest waiting first."""
    waiting = CostEntry.objects.filter(register=register, verdict__isnull=True)
    return waiting.select_related("voucher", "project__matter__register").order_by("recorded_at", "pk")


def accepted_cents_by_project_and_category(register: Register) -> dict[tuple[int, str], int]:
    """Everything accepted, flat rates, corrections and cuts included: signed cents by (project id, category)."""
    checks = Check.objects.filter(register=register).order_by()
    rows = checks.values_list("cost_entry__project", "cost_entry__category").annotate(cents=Sum("accepted_cents"))
    return {(project, category): cents for project, category, cents in rows}


def counted_cents(project: Project, flat_rate: int) -> int:
    """What counts of a project so far, in cents, with a flat rate (basis points) on what it is counted on.

    The flat rate is reckoned, not summed: its entries come only with the claim.
    """
    checks = Check.objects.filter(register=project.register_id, cost_entry__project=project)
    costs = checks.exclude(cost_entry__kind=CostEntry.Kind.FLAT_RATE)
    sums = costs.aggregate(
        everything=Sum("accepted_cents"), base=Sum("accepted_cents", filter=Q(cost_entry__in_flat_base=True))
    )
    return (sums["everything"] or 0) + share_down(sums["base"] or 0, flat_rate)


def standing_cents(entries: QuerySet[CostEntry]) -> int:
    """What stands of some entries: what was accepted, and the whole of what still waits for its check."""
    standing = Case(When(verdict__isnull=True, then=F("amount_cents")), default=F("verdict__accepted_cents"))
    return entries.aggregate(cents=Coalesce(Sum(standing), 0))["cents"] or 0


def accepted_of(entries: QuerySet[CostEntry]) -> int:
    """What was accepted of some entries, in signed cents."""
    return entries.aggregate(cents=Coalesce(Sum("verdict__accepted_cents"), 0))["cents"] or 0


def with_corrections(entry: CostEntry) -> QuerySet[CostEntry]:
    """An entry with the negative rows that took from it: the funder's cuts, and corrections of its own category."""
    taken = Q(corrects=entry, amount_cents__lt=0) if entry.amount_cents > 0 else Q(corrects=entry, amount_cents__gt=0)
    return CostEntry.objects.filter(Q(pk=entry.pk) | taken)


def last_statement(project: Project) -> CostStatement | None:
    """The project's newest statement, signed or not."""
    return CostStatement.objects.filter(project=project).order_by("-number").first()


def statement_vouchers(statement: CostStatement) -> Sequence[Voucher]:
    """The vouchers on a statement, in the order they were added."""
    return list(Voucher.objects.filter(statement_line__statement=statement).order_by("pk"))
