"""Measures four pages of a served demo: Lighthouse on a phone (median of three) and the HTML checker.

python -m scripts.audit_pages     exits 1 where a page is below its goal; `make audit` gets what it needs first
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from scripts.served import Demo
from scripts.stages import ROOT
from scripts.visitor import CHROMIUM, FLAGS

TOOLS = ROOT / "scripts" / "audit" / "node_modules"
PAGES = ("", "ideas/", "tell/", "MM-0002/")
GOALS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS, TRIES = 3, 3
CHROME = " ".join(["--headless", "--disable-gpu", *FLAGS])


def main() -> int:
    """Measure every page, say every figure; 1 when one is below its goal."""
    lacking = [name for name in ("node", "java") if not shutil.which(name)]
    lacking += [] if CHROMIUM.exists() else ["chromium"]
    if lacking:
        print(f"make audit needs {', '.join(lacking)} (Debian: apt-get install nodejs default-jre-headless chromium)")
        return 2
    with TemporaryDirectory(prefix="talkoot-audit-") as folder:
        demo = Demo(Path(folder, "built"), "")
        with demo.served(Path(folder, "served"), 0) as site:
            faults = [fault for path in PAGES for fault in _audit(f"{site}/fi/meijan-mikkeli/{path}", Path(folder))]
    print("\n".join(faults) or "every page reaches its goal")
    return 1 if faults else 0


def _audit(address: str, folder: Path) -> list[str]:
    faults = _html_faults(address, folder)
    runs = [_lighthouse(address, folder) for _ in range(RUNS)]
    scores = {name: round(median(run[name] for run in runs)) for name in GOALS}
    page = address.partition("/fi/")[2]
    print(
        f"{page:28}", *[f"{name} {score}" for name, score in scores.items()], f"html faults {len(faults)}", flush=True
    )
    return faults + [
        f"{page}: {name} {scores[name]}, goal {goal}" for name, goal in GOALS.items() if scores[name] < goal
    ]


def _lighthouse(address: str, folder: Path) -> dict[str, float]:
    """Scores of one run, 0 to 100."""
    report = folder / "lighthouse.json"
    command = ["node", TOOLS / "lighthouse" / "cli" / "index.js", address, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={CHROME}", f"--only-categories={','.join(GOALS)}"]
    for _ in range(TRIES):  # Chromium now and then loses the beginning of a trace, above all at its first start
        if subprocess.run(command, env=os.environ | {"CHROME_PATH": str(CHROMIUM)}, check=False).returncode == 0:
            break
    else:
        raise SystemExit(f"Lighthouse could not measure {address}, {TRIES} times in a row.")
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: (categories[name]["score"] or 0) * 100 for name in GOALS}


def _html_faults(address: str, folder: Path) -> list[str]:
    """What the HTML checker calls an error or warns of."""
    page = folder / "page.html"
    with urlopen(address) as answer:
        page.write_bytes(answer.read())
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    checked = subprocess.run(
        ["java", "-jar", jar, "--format", "json", page], capture_output=True, text=True, check=False
    )
    messages = json.loads(checked.stderr or '{"messages": []}')["messages"]
    return [f"{address}: line {one.get('lastLine')}: {one['message']}" for one in messages if one["type"] != "info"]


if __name__ == "__main__":
    sys.exit(main())
