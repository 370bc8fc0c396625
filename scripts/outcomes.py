"""What became of each test, read from the results file that pytest writes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

Kind = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True)
class Outcome:
    """One test in one run. `reason` says why it was skipped."""

    test: str
    kind: Kind
    reason: str = ""


def read_outcomes(results: Path) -> list[Outcome]:
    """Every outcome of a run; none when pytest ended before it could write."""
    if not results.is_file():
        return []
    cases = ElementTree.parse(results).getroot().iter("testcase")
    return [_outcome(case) for case in cases]


def _outcome(case: ElementTree.Element) -> Outcome:
    name = f"{case.get('classname')}::{case.get('name')}"
    if case.find("failure") is not None or case.find("error") is not None:
        return Outcome(name, "failed")
    skipped = case.find("skipped")
    if skipped is not None and skipped.get("type") != "pytest.xfail":
        return Outcome(name, "skipped", (skipped.get("message") or "no reason given").removeprefix("NOT RUN: "))
    return Outcome(name, "passed")
