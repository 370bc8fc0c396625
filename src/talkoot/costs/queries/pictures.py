"""The evidence as it can be looked at: what the bytes of a message say, or the picture that was sent of a paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talkoot.costs.einvoice import EInvoice, Refused, Row, read_message
from talkoot.costs.media import Media, media_of
from talkoot.costs.models import Arrival, Voucher
from talkoot.records import files
from talkoot.records.models import StoredFile

SHOWN_ROWS = 200
"""A telephone bill has thousands of rows; the original has them all."""


@dataclass(frozen=True)
class Picture:
    """What can be shown of a piece of evidence, all of it as it came; `is_gone` when its file isn't on the disk.

    `rows` are the invoice's rows with their depth: what explains another row stands one deeper.
    """

    arrival: Arrival | None = None
    voucher: Voucher | None = None
    invoice: EInvoice | None = None
    refused: Refused | None = None
    rows: tuple[tuple[int, Row], ...] = ()
    rows_left_out: int = 0
    media: Media | None = None
    is_gone: bool = False


def picture_of_arrival(arrival: Arrival) -> Picture:
    """What an arrival's bytes say."""
    data = _read(arrival.file)
    if data is None:
        return Picture(arrival, arrival.voucher, is_gone=True)
    message = read_message(data, arrival.position)
    media = media_of(data)
    if not isinstance(message, EInvoice):
        return Picture(arrival, arrival.voucher, refused=message, media=media)
    rows = list(_flat(message.rows))
    return Picture(
        arrival, arrival.voucher, message, rows=tuple(rows[:SHOWN_ROWS]),
        rows_left_out=max(0, len(rows) - SHOWN_ROWS), media=media,
    )  # fmt: skip


def picture_of_voucher(voucher: Voucher) -> Picture:
    """What a voucher's message says, or what was sent of its paper; nothing but its facts where nothing was sent."""
    arrivals = Arrival.objects.filter(voucher=voucher).select_related("file", "voucher", "matter__register")
    arrival = arrivals.order_by("pk").first()
    if arrival:
        return picture_of_arrival(arrival)
    if voucher.file is None:
        return Picture(voucher=voucher)
    data = _read(voucher.file)
    return Picture(voucher=voucher, media=media_of(data) if data is not None else None, is_gone=data is None)


def _flat(rows: Iterable[Row], depth: int = 0) -> Iterator[tuple[int, Row]]:
    for row in rows:
        yield depth, row
        yield from _flat(row.details, depth + 1)


def _read(stored: StoredFile) -> bytes | None:
    try:
        return files.read(stored)
    except OSError:
        return None
