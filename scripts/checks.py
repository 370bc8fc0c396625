"""Everything that must hold, and a plain list of what could not run.

python -m scripts.checks fast    format, lint, types, import order, templates, catalogues, generated pages
python -m scripts.checks all     the same, then the tests on SQLite (a file) and on PostgreSQL

Exits 1 when something failed, or when TALKOOT_REQUIRE=all and something could not run.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import postgres
from scripts.outcomes import Outcome, read_outcomes
from scripts.stages import ROOT

TOOLS = Path(sys.executable).parent
FAST = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "import order": ["lint-imports", "--no-logo"],
    "templates": ["djlint", "--lint", "--check", "--allow-empty-input", "src/talkoot"],
    "catalogues": ["python", "-m", "scripts.catalogues", "check"],
    "page of states": ["python", "-m", "scripts.make_states_doc", "--check"],
    "page of roles": ["python", "-m", "scripts.make_roles_doc", "--check"],
}


@dataclass
class Report:
    """What failed, what could not run (with its reason), and every outcome of every test run."""

    failed: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def closing_lines(self) -> Iterator[str]:
        """The count, what failed, and last what could not run."""
        if self.outcomes:
            kinds = Counter(outcome.kind for outcome in self.outcomes)
            yield f"{kinds['passed']} passed, {kinds['failed']} failed"
        if self.failed:
            yield "FAILED: " + ", ".join(self.failed)
        gaps = [*self.not_run, *_never_run(self.outcomes)]
        if gaps:
            yield "\n".join(["NOT RUN:", *[f"  {gap}" for gap in gaps]])

    def exit_code(self, *, nothing_may_be_missing: bool) -> int:
        """0 when all is well."""
        gaps = self.not_run or any(_never_run(self.outcomes))
        return 1 if self.failed or (gaps and nothing_may_be_missing) else 0


def _never_run(outcomes: list[Outcome]) -> Iterator[str]:
    """Skipped tests by reason. A test that one database skips and the other runs has run."""
    ran = {outcome.test for outcome in outcomes if outcome.kind != "skipped"}
    missing = {outcome.test: outcome.reason for outcome in outcomes if outcome.test not in ran}
    for reason, count in sorted(Counter(missing.values()).items()):
        yield f"{count} test{'s' if count > 1 else ''}: {reason}"


def run_fast(report: Report) -> None:
    """Every quick check, also when an earlier one failed."""
    for name, (tool, *arguments) in FAST.items():
        began = time.monotonic()
        done = subprocess.run([TOOLS / tool, *arguments], cwd=ROOT, text=True, capture_output=True, check=False)
        print(f"{name:16} {'failed' if done.returncode else 'ok':6} {time.monotonic() - began:5.1f} s", flush=True)
        if done.returncode:
            report.failed.append(name)
            print(done.stdout + done.stderr, flush=True)


def run_tests(report: Report) -> None:
    """The same tests on both databases, with the translations as they are now."""
    if subprocess.run([sys.executable, "-m", "scripts.catalogues", "compile"], cwd=ROOT, check=False).returncode:
        report.failed.append("compiling the catalogues")
    _run_pytest(report, "SQLite", "")  # without a URL: a file in var/
    found = postgres.find(os.environ)
    if found.url:
        _run_pytest(report, "PostgreSQL", found.url)
    else:
        report.not_run.append(f"all tests on PostgreSQL: {found.reason}")


def _run_pytest(report: Report, name: str, database_url: str) -> None:
    """One run in a home of its own, so that no test finds or leaves anything in `var/`."""
    print(f"\ntests on {name}", flush=True)
    with TemporaryDirectory(prefix="talkoot-tests-") as home:
        Path(home, "var").mkdir()
        results = Path(home, "results.xml")
        surroundings = {**neutral(os.environ), "DATABASE_URL": database_url, "TALKOOT_HOME": home}
        command = [sys.executable, "-m", "pytest", "-n", "auto", f"--junit-xml={results}"]
        if subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode:
            report.failed.append(f"tests on {name}")
        report.outcomes += read_outcomes(results)


def neutral(environment: Mapping[str, str]) -> dict[str, str]:
    """The surroundings without anybody's settings: tests know only where the real files are."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith("TALKOOT_") or name == "TALKOOT_SHARED"
    }


def main(arguments: list[str]) -> int:
    """Run what was asked for and close with the report."""
    required = os.environ.get("TALKOOT_REQUIRE", "")
    if arguments not in (["fast"], ["all"]) or required not in ("", "all"):
        print(f"{__doc__}\nTALKOOT_REQUIRE is 'all' or not set; now it is '{required}'.")
        return 2
    report = Report()
    run_fast(report)
    if arguments == ["all"]:
        run_tests(report)
    print("", *report.closing_lines(), sep="\n")
    return report.exit_code(nothing_may_be_missing=required == "all")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
