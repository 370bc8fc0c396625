"""The inbox: what arrived, found by outcome and by words, and what the messages without a voucher say of themselves."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet

from talkoot.core.errors import NotFound
from talkoot.costs.einvoice import EInvoice, Kind, read_message
from talkoot.costs.models import Arrival
from talkoot.costs.queries import InboxRow, inbox_row
from talkoot.costs.queries.naming import matter_number
from talkoot.costs.states import VoucherState
from talkoot.records import files
from talkoot.records.models import Register, StoredFile

WAITING = "waiting"
"""The filter of what waits for a person now, whatever became of it when it came."""

PEEKED_BYTES = 1_000_000
"""Larger files aren't opened for a list: the page of the arrival does it."""


def arrivals(register: Register, outcome: str = "", text: str = "") -> QuerySet[Arrival]:
    """The arrivals with an outcome (or WAITING) and a text in seller, number, orderer or as the matter's number."""
    found = Arrival.objects.filter(register=register)
    if outcome == WAITING:
        found = found.filter(voucher__state__in=(VoucherState.HELD, VoucherState.TO_PLACE))
    elif outcome:
        found = found.filter(outcome=outcome)
    if text:
        named = Q(voucher__seller_name__icontains=text) | Q(voucher__number__icontains=text)
        named |= Q(orderer__name__icontains=text) | Q(matter__number=matter_number(register, text))
        found = found.filter(named)
    return found.select_related("matter", "orderer", "voucher", "file")


def arrival_in(register: Register, key: int) -> Arrival:
    """The arrival with everything its page shows. Raises NotFound, in another programme too."""
    related = ("matter__register", "orderer", "file", "voucher__project__matter__register")
    found = Arrival.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such message in this programme.")
    return found


def inbox_rows(register: Register, found: Iterable[Arrival]) -> list[InboxRow]:
    """Rows of the inbox. What has no voucher (sent back, came twice) is asked who sent it: its bytes say so."""
    opened: dict[int, bytes] = {}
    return [_with_sender(inbox_row(one, register), one, opened) for one in found]


def _with_sender(row: InboxRow, arrival: Arrival, opened: dict[int, bytes]) -> InboxRow:
    if row.voucher or arrival.file.size > PEEKED_BYTES:
        return row
    data = opened.setdefault(arrival.file.pk, _bytes_of(arrival.file))
    message = read_message(data, arrival.position)
    if not isinstance(message, EInvoice):
        return row
    sign = -1 if message.kind is Kind.CREDIT_NOTE else 1
    total = sign * (message.gross_cents or 0)
    return replace(
        row, seller_name=message.seller.name or "", number=message.number or "", signed_total_cents=total
    )  # fmt: skip


def _bytes_of(stored: StoredFile) -> bytes:
    """The bytes, or none where the file is gone: a list doesn't fall over one missing file."""
    try:
        return files.read(stored)
    except OSError:
        return b""
