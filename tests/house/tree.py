"""The repository as the house rules see it: its files, their syntax trees and the order of the stages."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scripts.stages import layers

PACKAGE = ("src", "talkoot")
NOT_OURS = {".git", ".venv", "node_modules", "var", "__pycache__"}


@dataclass(frozen=True)
class Source:
    """One Python file. `path` is relative to the root."""

    path: Path
    text: str
    syntax: ast.Module

    @property
    def inner(self) -> tuple[str, ...]:
        """Where it stands in the package: ('ideas', 'actions', 'submit_idea.py'); empty outside of it."""
        return self.path.parts[2:] if self.path.parts[:2] == PACKAGE else ()

    @property
    def stage(self) -> str:
        """The stage it belongs to; empty for what lies outside the stages."""
        return self.inner[0] if len(self.inner) > 1 else ""

    @property
    def part(self) -> str:
        """Its place inside the stage: `models` for models.py, `actions` for everything in actions/."""
        return self.inner[1].removesuffix(".py") if self.stage else ""

    @property
    def is_migration(self) -> bool:
        """Migrations are written by Django."""
        return "migrations" in self.inner

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full dotted name of all that is imported, also inside functions: `talkoot.ideas.models.Idea`."""
        for node in ast.walk(self.syntax):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                whence = ".".join([*self._package(node.level), *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{whence}.{alias.name}") for alias in node.names)

    def _package(self, level: int) -> tuple[str, ...]:
        folders = self.path.parent.parts[1:]
        return folders[: len(folders) - level + 1] if level else ()

    def calls(self) -> Iterator[ast.Call]:
        """Every call in the file."""
        return (node for node in ast.walk(self.syntax) if isinstance(node, ast.Call))

    def fault(self, line: int, text: str) -> str:
        """One fault as an editor can jump to it."""
        return f"{self.path}:{line}: {text}"


class Tree:
    """All files below a root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def files(self) -> list[Path]:
        """What git tracks or would track; where there is no git, everything but caches and installed packages."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        if (self.root / ".git").exists():
            listed = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
            if listed.returncode == 0:
                return sorted(Path(name) for name in set(listed.stdout.split("\0")) if (self.root / name).is_file())
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(path for path in found if not NOT_OURS & set(path.parts) and path.suffix != ".pyc")

    @cached_property
    def python(self) -> list[Source]:
        """Every Python file of the repository."""
        return [Source(path, text := self.read(path), ast.parse(text)) for path in self.files if path.suffix == ".py"]

    @property
    def package(self) -> list[Source]:
        """The package itself, without migrations."""
        return [source for source in self.python if source.inner and not source.is_migration]

    @cached_property
    def templates(self) -> dict[str, Path]:
        """Template name as Django knows it → its file."""
        inside = (path for path in self.files if path.parts[:2] == PACKAGE and "templates" in path.parts)
        return {"/".join(path.parts[path.parts.index("templates") + 1 :]): path for path in inside}

    def read(self, path: Path) -> str:
        """A file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    @cached_property
    def _layers(self) -> dict[str, int]:
        return {stage: index for index, layer in enumerate(layers(self.root)) for stage in layer}

    def is_stage(self, name: str) -> bool:
        """Whether the line has a stage of this name."""
        return name in self._layers

    def may_know(self, stage: str, other: str) -> bool:
        """A stage knows itself and the stages to its right; what is no stage at all is not judged here."""
        if stage == other or not self.is_stage(stage) or not self.is_stage(other):
            return True
        return self._layers[stage] < self._layers[other]
