"""The order of the stages, read where import-linter reads it: pyproject.toml is the one source."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def layers(root: Path = ROOT) -> list[list[str]]:
    """The line from left to right. Two names in one layer are stages that know nothing of each other."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    line = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[_bare(name) for name in layer.split("|")] for layer in line]


def in_process_order(root: Path = ROOT) -> list[str]:
    """Every stage in the order of the process: the earliest first."""
    return [stage for layer in reversed(layers(root)) for stage in layer]


def _bare(name: str) -> str:
    return name.strip().strip("()").removeprefix("talkoot.")
