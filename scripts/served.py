"""A demo, built once, and copies of it that are served, each by a process of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from scripts.processes import TALKOOT, surroundings

NOW = "2020-11-16T09:00:00+02:00"
"""The demo's present."""
PATIENCE = 30  # seconds for a server to answer


class Demo:
    """The demo's home and database; on PostgreSQL (a URL) its copies are made from it as a template."""

    def __init__(self, home: Path, url: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.url = home, url
        self.name = f"talkoot_journeys_{os.getpid()}"
        if url:
            self._server("CREATE DATABASE {}", self.name)
        built = subprocess.run(
            [TALKOOT, "demo", "--no-serve", "--json"], env=self._environment(home, self.name),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert built.returncode == 0, built.stderr

    @contextmanager
    def served(self, home: Path, number: int, now: str = NOW) -> Iterator[str]:
        """A copy in `home`, served as of `now` until the end of the block: where it answers."""
        name = f"{self.name}_{number}"
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        if self.url:
            self._server("CREATE DATABASE {} TEMPLATE {}", name, self.name)
        env = self._environment(home, name) | {"TALKOOT_NOW": now}
        port = _free_port()
        with subprocess.Popen([TALKOOT, "serve", "--port", str(port)], env=env, stdout=subprocess.DEVNULL) as process:
            try:
                address = f"http://127.0.0.1:{port}"
                _wait(address, process)
                yield address
            finally:
                process.terminate()
                process.wait(PATIENCE)
        if self.url:
            self._server("DROP DATABASE {} WITH (FORCE)", name)

    def close(self) -> None:
        """Take the template away."""
        if self.url:
            self._server("DROP DATABASE {} WITH (FORCE)", self.name)

    def _environment(self, home: Path, name: str) -> dict[str, str]:
        return surroundings(home, **({"DATABASE_URL": _named(self.url, name)} if self.url else {}))

    def _server(self, statement: str, *names: str) -> None:
        with psycopg.connect(_named(self.url, "postgres"), autocommit=True) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _named(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended at once"
        try:
            with urlopen(address) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {address}")
