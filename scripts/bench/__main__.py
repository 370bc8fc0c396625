"""make bench: every row on both databases, against its ceiling in the same run. What it says: docs/sizing.md.

python -m scripts.bench [--sizes 1000,10000,100000] [--lines 100000,1000000] [--only sqlite|postgresql]
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import chain

from scripts import postgres
from scripts.bench import databases
from scripts.bench.databases import Place
from scripts.bench.large import measure_large
from scripts.bench.results import FILE, Result, head, line, middle, write
from scripts.bench.served import measure_pages, measure_start

CLAIMS = (1, 2, 3)
"""One claim is frozen at each size, so there are three sizes at most."""


def main() -> int:
    """Measure, print each row as soon as it is known, and write all of them."""
    arguments = _arguments()
    began = time.monotonic()
    rows: list[Result] = []
    for kind in ("sqlite", "postgresql"):
        if arguments.only not in ("", kind):
            continue
        try:
            with _place(kind) as place:
                for row in _measured(place, arguments):
                    rows.append(row)
        except NoServer as reason:
            print(f"\nNOT RUN on {kind}: {reason}")
    write(rows, _machine(time.monotonic() - began))
    print(f"\n{len(rows)} rows in {(time.monotonic() - began) / 60:.0f} minutes: {FILE}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description="Measure Talkoot.")
    parser.add_argument("--sizes", default="1000,10000,100000", help="matters, growing; three at most")
    parser.add_argument("--only", default="", choices=["", "sqlite", "postgresql"], help="one database")
    parser.add_argument("--lines", default="100000,1000000", help="cost entries of the large claim, growing")
    return parser.parse_args()


class NoServer(Exception):
    """There is no PostgreSQL here."""


def _place(kind: str) -> AbstractContextManager[Place]:
    if kind == "sqlite":
        return databases.sqlite()
    found = postgres.find(os.environ)
    if not found.url:
        raise NoServer(found.reason)
    return databases.postgresql(found.url)


def _measured(place: Place, arguments: argparse.Namespace) -> Iterator[Result]:
    print(head(place.database, 0), flush=True)
    began = time.perf_counter()
    place.talkoot("migrate")
    yield _shown(Result(place.database, 0, "migrate from empty", middle([time.perf_counter() - began]), samples=1))
    for size, claim in zip(_numbers(arguments.sizes), CLAIMS, strict=False):
        place.measure("fill", str(size), str(claim))
        print(head(place.database, size), flush=True)
        for row in measure_pages(place, size, claim):
            yield _shown(row)
    print(head(place.database, 0), flush=True)
    for row in chain(measure_start(place), measure_large(place, _numbers(arguments.lines))):
        yield _shown(row)


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",") if one]


def _shown(row: Result) -> Result:
    print(line(row), flush=True)
    return row


def _machine(seconds: float) -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "seconds": round(seconds),
    }


if __name__ == "__main__":
    sys.exit(main())
