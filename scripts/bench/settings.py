"""The settings of production, with the ceilings' pages beside ours. Nothing else differs."""

from pathlib import Path

from talkoot.config.settings import *  # noqa: F403
from talkoot.config.settings import TEMPLATES

ROOT_URLCONF = "scripts.bench.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
