"""Time and memory of one thing, measured inside the process that does it."""

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Work = Callable[[], object]
LONG = 30
"""Seconds after which nothing is measured once more: the whole bench has 25 minutes."""


@dataclass
class Measured:
    """Seconds of each run, and the most memory held meanwhile in MB (None where the system doesn't say)."""

    seconds: list[float] = field(default_factory=list)
    peak_mb: float | None = None

    def run(self, work: Work) -> object:
        """Do it once more."""
        _forget_peak()
        began = time.perf_counter()
        made = work()
        self.seconds.append(time.perf_counter() - began)
        self.peak_mb = max(filter(None, (self.peak_mb, _peak())), default=None)
        return made

    def is_enough(self, rounds: int) -> bool:
        """Whether it was run so often, or for so long that once more would take too long."""
        return len(self.seconds) >= rounds or sum(self.seconds) > LONG


def interleaved(ours: Work, ceiling: Work, rounds: int) -> tuple[Measured, Measured]:
    """Both, by turns, so often or until it has taken long enough."""
    mine, least = Measured(), Measured()
    while not mine.is_enough(rounds):
        least.run(ceiling)
        mine.run(ours)
    return mine, least


def fact(name: str, mine: Measured, least: Measured | None = None, note: str = "") -> dict[str, object]:
    """A row as the process says it."""
    return {
        "name": name,
        "seconds": mine.seconds,
        "ceiling_seconds": least.seconds if least else [],
        "peak_mb": mine.peak_mb,
        "note": note,
    }


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """What is written in the block is taken back."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return None
