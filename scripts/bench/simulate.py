"""Very many programmes in one PostgreSQL: python -m scripts.bench.simulate. What it showed: docs/sizing.md.

One programme is loaded as `make bench` loads it, verified, and copied until there are so many; then pages, a claim and
its freezing are measured in one from the middle, among all the others.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable

from scripts import postgres
from scripts.bench import databases
from scripts.bench.databases import Place
from scripts.bench.large import rows_of
from scripts.bench.programme_facts import SLUG
from scripts.bench.results import Result, head, line
from scripts.bench.served import measure_pages

PROJECTS_IN = 20
"""One matter in so many becomes a project."""


def main() -> int:
    """Fill, measure, and say each row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.simulate", description="Very many programmes.")
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--matters", type=int, default=1_000_000, help="in all of them")
    parser.add_argument("--entries", type=int, default=10_000_000, help="cost entries in all of them")
    arguments = parser.parse_args()
    found = postgres.find(os.environ)
    if not found.url:
        print(f"NOT RUN: {found.reason}")
        return 1
    with databases.postgresql(found.url) as place:
        _simulate(place, arguments.programmes, arguments.matters, arguments.entries)
    return 0


def _simulate(place: Place, programmes: int, matters: int, entries: int) -> None:
    each = matters // programmes
    costs = entries // programmes // (each // PROJECTS_IN)
    place.talkoot("migrate")
    half = each // 2
    words = (f"{half}", "1", f"{costs}", f"{each - half}")
    filled = _timed("one programme loaded", lambda: place.measure("fill", *words))
    print(f"  {filled}", flush=True)
    print(head(place.database, each), flush=True)
    for row in rows_of(place, "verifying"):
        _show(row)
    copied = _timed(f"copied {programmes - 1} times", lambda: place.measure("copying", str(programmes - 1)))
    print(f"  {copied}", flush=True)
    middle = f"{SLUG}-{programmes // 2}"
    print(head(place.database, each * programmes), flush=True)
    for page in measure_pages(place, each * programmes, 1, middle):
        _show(page)
    for row in rows_of(place, "freezing", middle, "2"):
        _show(row)


def _timed(name: str, work: Callable[[], str]) -> str:
    began = time.monotonic()
    made = work()
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return made


def _show(row: Result) -> None:
    print(line(row), flush=True)


if __name__ == "__main__":
    sys.exit(main())
