"""One measured row, the table of all rows, and bench/results.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from scripts.stages import ROOT

FILE = ROOT / "bench" / "results.json"
HEAD = ("", "milliseconds", "ceiling", "ratio", "statements", "MB")


@dataclass(frozen=True)
class Result:
    """One row: the median of what it took, in milliseconds, and of its ceiling in the same run.

    `peak_mb` is the most memory its process held. A row without a ceiling has none to be compared with; `note` says
    what kept a row from being measured, or what else must be known of it.
    """

    database: str
    size: int
    name: str
    milliseconds: float | None = None
    ceiling_milliseconds: float | None = None
    statements: int | None = None
    peak_mb: float | None = None
    samples: int = 0
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The ceiling's time by ours: 1 is as fast as the ceiling, 0.5 takes twice as long."""
        if not self.milliseconds or not self.ceiling_milliseconds:
            return None
        return self.ceiling_milliseconds / self.milliseconds


def middle(seconds: Sequence[float]) -> float:
    """The median in milliseconds."""
    return median(seconds) * 1000


def line(row: Result) -> str:
    """The row as the table shows it."""
    cells = (
        _number(row.milliseconds, 1), _number(row.ceiling_milliseconds, 1), _number(row.ratio, 2),
        _number(row.statements, 0), _number(row.peak_mb, 0),
    )  # fmt: skip
    return f"{row.name:44}" + "".join(f"{cell:>13}" for cell in cells) + (f"  {row.note}" if row.note else "")


def head(database: str, size: int) -> str:
    """The line above the rows of one database and size."""
    whose = f"{database}, {_number(size, 0)} matters" if size else database
    return f"\n{whose:44}" + "".join(f"{name:>13}" for name in HEAD[1:])


def write(rows: Sequence[Result], machine: dict[str, object], file: Path = FILE) -> None:
    """Everything as JSON, with the ratio of each row."""
    file.parent.mkdir(exist_ok=True)
    told = {"machine": machine, "rows": [{**asdict(row), "ratio": row.ratio} for row in rows]}
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}".replace(",", " ")
