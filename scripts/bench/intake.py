"""Taking in invoices of 1, 17 and 200 rows.

The ceiling of each row is the hardened parse of the same bytes alone.
"""

import os
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from scripts.bench.invoices import finvoice
from scripts.bench.programme_facts import SLUG
from scripts.bench.timing import fact, interleaved
from scripts.stages import ROOT
from talkoot.core.actor import Actor
from talkoot.costs.actions.receive_invoice import receive_invoice
from talkoot.costs.einvoice import read_messages
from talkoot.costs.einvoice.safe_xml import parse
from talkoot.costs.einvoice.schema import fits_schema
from talkoot.records.models import Register

ROWS, ROUNDS, TIMES = (1, 17, 200), 15, 20
"""Each round does it TIMES times: one alone is too short to be timed."""


def measure() -> dict[str, object]:
    """A row for reading, one for the schema and one for the database, at each size."""
    found: list[dict[str, object]] = []
    schema = schema_file()
    for rows in ROWS:
        data = finvoice("1", rows)
        found.append(_reading(rows, data))
        if schema:
            found.append(_schema(rows, data, schema))
        found.append(_database(rows, data))
    return {"rows": found}


def schema_file() -> Path | None:
    """Finance Finland's schema, where it is at hand."""
    shared = Path(os.environ.get("TALKOOT_SHARED", ROOT.parent / "shared"))
    path = Path(os.environ.get("TALKOOT_FINVOICE_XSD") or shared / "data" / "schemas" / "Finvoice3.0.xsd")
    return path if path.is_file() else None


def _reading(rows: int, data: bytes) -> dict[str, object]:
    mine, least = interleaved(partial(_often, read_messages, data), partial(_often, parse, data), ROUNDS)
    return fact(f"invoice of {rows} rows: parse, paths, checks", mine, least, _each())


def _schema(rows: int, data: bytes, schema: Path) -> dict[str, object]:
    root = parse(data)
    fits_schema(root, schema)
    mine, least = interleaved(partial(_often, fits_schema, root, schema), partial(_often, parse, data), ROUNDS)
    return fact(f"invoice of {rows} rows: schema check alone", mine, least, _each())


def _database(rows: int, data: bytes) -> dict[str, object]:
    """The whole action, every time with another number."""

    register, number = Register.objects.get(slug=SLUG), count(1)
    now = datetime(2020, 11, 2, 9, 0, tzinfo=UTC)

    def receive() -> None:
        receive_invoice(
            register=register, actor=Actor(system="invoice receive"),
            data=finvoice(f"{rows}-{next(number)}", rows, "999000"), door="e_invoice", now=now, today=now.date(),
        )  # fmt: skip

    mine, least = interleaved(receive, partial(_often, parse, data), ROUNDS)
    least.seconds = [seconds / TIMES for seconds in least.seconds]
    with CaptureQueriesContext(connection) as statements:
        receive()
    note = f"{len(statements)} statements"
    return fact(f"invoice of {rows} rows: received, with the database", mine, least, note)


def _often(work: "partial[object]", *arguments: object) -> None:
    for _ in range(TIMES):
        work(*arguments)


def _each() -> str:
    return f"{TIMES} at a time"
