"""The rows that are no pages: taking in invoices, a claim over very many entries, verifying a whole chain."""

import json
from collections.abc import Iterator, Sequence
from statistics import median

from scripts.bench.databases import Place
from scripts.bench.results import Result


def measure_large(place: Place, lines: Sequence[int]) -> Iterator[Result]:
    """In this order: what stands in no chain is written after the chain was verified."""
    yield from rows_of(place, "verifying")
    yield from rows_of(place, "intake")
    for number, entries in enumerate(lines, start=1):
        yield from rows_of(place, "claiming", str(number), str(entries))


def rows_of(place: Place, module: str, *words: str) -> Iterator[Result]:
    """The rows that a measuring process of its own says."""
    for row in json.loads(place.measure(module, *words))["rows"]:
        yield Result(
            place.database, 0, row["name"], _middle(row["seconds"]), _middle(row["ceiling_seconds"]), None,
            row["peak_mb"], len(row["seconds"]), row["note"],
        )  # fmt: skip


def _middle(seconds: Sequence[float]) -> float | None:
    return median(seconds) * 1000 if seconds else None
