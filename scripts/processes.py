"""`talkoot` as a process, with surroundings of its own: no database, no programme and nobody's settings."""

import os
import subprocess
import sys
from pathlib import Path

TALKOOT = str(Path(sys.executable).with_name("talkoot"))


def surroundings(home: Path, **settings: str) -> dict[str, str]:
    """The environment of a process that lives in `home`, on SQLite unless told otherwise."""
    ours = ("TALKOOT_", "DATABASE_URL", "PYTHONIOENCODING")
    return {name: text for name, text in os.environ.items() if not name.startswith(ours)} | {
        "TALKOOT_HOME": str(home),
        **settings,
    }


def talkoot(home: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """What it said and how it ended."""
    return subprocess.run(
        [TALKOOT, *words], env=surroundings(home, **settings),
        capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=120,
    )  # fmt: skip
