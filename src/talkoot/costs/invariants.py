"""What must hold of costs beyond what the database itself refuses."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Sum, Value
from django.db.models.functions import Coalesce

from talkoot.costs.models import Arrival, Check, CostEntry, CostStatement, StatementLine, Voucher
from talkoot.costs.queries import sign_of
from talkoot.costs.rules.recording import most_that_counts
from talkoot.costs.states import StatementState, VoucherState
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.rows import label

NOBODY = Value(0, output_field=BigIntegerField())
"""Stands for the recorder of what a rule made: no person has this key."""


def checks_stay_within_their_entry() -> Iterator[Broken]:
    """Accepted is the whole, a part is less and of the same sign, rejected is nothing; the recorder is the entry's."""
    amount = F("cost_entry__amount_cents")
    whole = Q(outcome=Check.Outcome.ACCEPT, accepted_cents=amount)
    nothing = Q(outcome=Check.Outcome.REJECT, accepted_cents=0)
    part = Q(accepted_cents__gt=0, accepted_cents__lt=amount) | Q(accepted_cents__lt=0, accepted_cents__gt=amount)
    for check in Check.objects.exclude(whole | nothing | (Q(outcome=Check.Outcome.PART) & part)).order_by("pk"):
        yield Broken(label(check), "accepts more or less than its outcome says")
    recorders = Check.objects.alias(
        named=Coalesce("recorded_by", NOBODY), recorder=Coalesce("cost_entry__recorded_by", NOBODY)
    )
    for check in recorders.exclude(named=F("recorder")).order_by("pk"):
        yield Broken(label(check), "names another recorder than its entry")


def vouchers_are_counted_whole() -> Iterator[Broken]:
    """The direct entries of a recorded voucher add up to its net or total; no other voucher has any."""
    direct = Q(cost_entries__kind=CostEntry.Kind.DIRECT)
    vouchers = Voucher.objects.order_by("pk").annotate(
        lines=Count("cost_entries", filter=direct),
        net_lines=Count("cost_entries", filter=direct & Q(cost_entries__is_net=True)),
        counted=Coalesce(Sum("cost_entries__amount_cents", filter=direct), 0),
    )
    columns = ("pk", "kind", "state", "net_cents", "total_cents", "lines", "net_lines", "counted")
    for row in vouchers.values(*columns).iterator(chunk_size=2000):
        place = f"costs.voucher:{row['pk']}"
        if (row["state"] == VoucherState.RECORDED) != (row["lines"] > 0):
            yield Broken(place, f"is '{row['state']}' with {row['lines']} entries")
        elif row["lines"] and not _is_whole(row):
            yield Broken(place, "its entries don't add up to it")


def _is_whole(row: Mapping[str, Any]) -> bool:
    """Net where every line is net, gross where none is, between the two where they differ."""
    counted = sign_of(row["kind"]) * row["counted"]
    if row["net_lines"] == row["lines"]:
        return bool(counted == row["net_cents"])
    if row["net_lines"] == 0:
        return bool(counted == row["total_cents"])
    return bool(row["net_cents"] <= counted <= row["total_cents"])


def no_voucher_counts_for_more() -> Iterator[Broken]:
    """What is accepted of a voucher, corrections and cuts included, lies between nothing and its net, or its total
    where any of it counts with VAT."""
    with_vat = Q(cost_entries__is_net=False)
    vouchers = Voucher.objects.order_by("pk").annotate(
        accepted=Coalesce(Sum("cost_entries__verdict__accepted_cents"), 0),
        gross=Coalesce(Sum("cost_entries__verdict__accepted_cents", filter=with_vat), 0),
    )
    columns = ("pk", "kind", "net_cents", "total_cents", "gross", "accepted")
    for pk, kind, net, total, gross, accepted in vouchers.values_list(*columns).iterator(chunk_size=2000):
        most = most_that_counts(net, total, gross)
        if not 0 <= sign_of(kind) * accepted <= most:
            yield Broken(f"costs.voucher:{pk}", f"{accepted} cents are accepted of {most}")


def arrivals_fit_their_vouchers() -> Iterator[Broken]:
    """A voucher came by one message at most, in the file it names; what was read from a message came by one."""
    arrivals = Arrival.objects.filter(voucher__isnull=False).order_by("pk")
    in_another = ~Q(file=F("voucher__file")) | ~Q(register=F("voucher__register"))
    for arrival in arrivals.filter(in_another | Q(voucher__file__isnull=True)):
        yield Broken(label(arrival), "its voucher names another file or register")
    earlier = Arrival.objects.filter(voucher=OuterRef("voucher"), pk__lt=OuterRef("pk"))
    for arrival in arrivals.filter(Exists(earlier)):
        yield Broken(label(arrival), "its voucher came by an earlier message")
    for stray in Voucher.objects.exclude(reading="").filter(arrivals__isnull=True).order_by("pk"):
        yield Broken(label(stray), "was read from a message that isn't here")


def flat_rates_need_no_voucher() -> Iterator[Broken]:
    """A flat rate is counted, not bought."""
    kinds = CostEntry.Kind
    for entry in CostEntry.objects.filter(kind=kinds.FLAT_RATE, voucher__isnull=False).order_by("pk"):
        yield Broken(label(entry), "is a flat rate with a voucher")
    by_nobody = CostEntry.objects.filter(kind__in=[kinds.DIRECT, kinds.CORRECTION], recorded_by__isnull=True)
    for entry in by_nobody.order_by("pk"):
        yield Broken(label(entry), "was recorded by nobody")


def statements_are_their_lines() -> Iterator[Broken]:
    """A signed statement's total is the sum of its entries, one for each line; a draft has none."""
    entries, lines, nothing = _by_statement(CostEntry), _by_statement(StatementLine), (0, 0)
    statements = CostStatement.objects.order_by("pk").values_list("pk", "state", "total_cents")
    for key, state, total in statements.iterator(chunk_size=2000):
        wanted = lines.get(key, nothing) if state == StatementState.SIGNED else nothing
        if entries.get(key, nothing) != wanted or total != wanted[0]:
            yield Broken(f"costs.coststatement:{key}", "its total or entries aren't those of its lines")


def _by_statement(model: type[CostEntry | StatementLine]) -> dict[int, tuple[int, int]]:
    """Cents and number of a statement's entries or lines."""
    grouped = model._default_manager.filter(statement__isnull=False).values_list("statement").order_by()
    return {key: (cents, count) for key, cents, count in grouped.annotate(Sum("amount_cents"), Count("pk"))}


INVARIANTS: tuple[Invariant, ...] = (
    checks_stay_within_their_entry,
    vouchers_are_counted_whole,
    no_voucher_counts_for_more,
    arrivals_fit_their_vouchers,
    flat_rates_need_no_voucher,
    statements_are_their_lines,
)
