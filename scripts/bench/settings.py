"""The settings of production, with the ceilings' pages beside ours. Nothing else differs.

They work only on a database made for measuring: rows in bulk must never come into anybody's own.
"""

from pathlib import Path

from scripts.bench.programme_facts import MARK
from talkoot.config.settings import *  # noqa: F403
from talkoot.config.settings import ENVIRONMENT, TEMPLATES

_name = str(ENVIRONMENT.database["NAME"])
if not (_name.startswith(MARK) or any(part.startswith(MARK) for part in Path(_name).parts[:-1])):
    raise SystemExit(f"The bench writes only into databases of its own ({MARK}…), not into {_name}. Run: make bench")

ROOT_URLCONF = "scripts.bench.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
