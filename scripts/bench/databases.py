"""A home and a database that exist for one run: a SQLite file, or a PostgreSQL database; both are taken away again."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from scripts.bench.programme_facts import MARK, PRESENT
from scripts.processes import TALKOOT, surroundings
from scripts.stages import ROOT

PATIENCE = 900
"""Seconds that any one process may take."""


@dataclass(frozen=True)
class Place:
    """Where one run lives: which database, its home, and its URL (empty: a SQLite file in the home)."""

    database: str
    home: Path
    url: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of a process that works here."""
        settings = {"DATABASE_URL": self.url} if self.url else {}
        return surroundings(self.home, **settings) | {
            "DJANGO_SETTINGS_MODULE": "scripts.bench.settings",
            "PYTHONPATH": str(ROOT),
            "TALKOOT_NOW": PRESENT,
            **more,
        }

    def talkoot(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command of Talkoot's, ended well."""
        return self._run([TALKOOT, *words])

    def measure(self, module: str, *words: str) -> str:
        """What a measuring process of its own said."""
        return self._run([sys.executable, "-m", "scripts.bench.inside", module, *words]).stdout

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(command[1:])}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done


@contextmanager
def sqlite() -> Iterator[Place]:
    """A folder with a SQLite file."""
    with tempfile.TemporaryDirectory(prefix=MARK) as home:
        Path(home, "var").mkdir()
        yield Place("SQLite", Path(home))


@contextmanager
def postgresql(url: str) -> Iterator[Place]:
    """A new database on the server of this URL."""
    name = f"{MARK}{os.getpid()}"
    _server(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _server(url, "CREATE DATABASE {}", name)
    try:
        with tempfile.TemporaryDirectory(prefix=MARK) as home:
            Path(home, "var").mkdir()
            yield Place("PostgreSQL", Path(home), _beside(url, name))
    finally:
        _server(url, "DROP DATABASE {} WITH (FORCE)", name)


def _server(url: str, statement: str, name: str) -> None:
    with psycopg.connect(_beside(url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _beside(url: str, name: str) -> str:
    """Another database on the same server. (`geturl` forgets the slashes where no host is named.)"""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}/{name}{query}"
