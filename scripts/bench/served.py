"""Pages as a visitor gets them: from `talkoot serve`, over one kept connection, one at a time, all interleaved."""

import contextlib
import json
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from scripts.bench.databases import Place
from scripts.bench.programme_facts import CSRF, SLUG
from scripts.bench.results import Result, middle
from scripts.processes import TALKOOT
from scripts.served import _free_port

PATIENCE = 60
"""Seconds for an answer."""
ROUNDS, PER_ROUND = 5, 5
SLOW = 0.5
"""Seconds from which on a page is asked for once a round only."""


class Server:
    """`talkoot serve` as anybody starts it, and its workers."""

    def __init__(self, place: Place) -> None:
        self.port = _free_port()
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [TALKOOT, "serve", "--port", str(self.port)], env=place.environment(), stdout=subprocess.DEVNULL
        )
        self._wait_for_first_page()
        self.started_in = time.perf_counter() - began

    def _wait_for_first_page(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError("talkoot serve ended at once")
            with contextlib.suppress(OSError, HTTPException):
                connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                connection.request("GET", f"/fi/{SLUG}/tell/")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.02)
        raise RuntimeError("talkoot serve doesn't answer")

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()] if children.exists() else []

    def forget_peak(self) -> None:
        """Count the most memory anew."""
        for pid in self.workers():
            with contextlib.suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")

    def peak_mb(self) -> float | None:
        """The most memory any worker has held since; None where the system doesn't say."""
        return max((mb for pid in self.workers() if (mb := _peak(pid)) is not None), default=None)

    def close(self) -> None:
        """End it, and its workers with it."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(PATIENCE)


def _peak(pid: int) -> float | None:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return None


@contextlib.contextmanager
def serving(place: Place) -> Iterator[Server]:
    """A server for the block."""
    server = Server(place)
    try:
        yield server
    finally:
        server.close()


class Visitor:
    """One kept connection, with the administrator's session where a page needs it."""

    def __init__(self, port: int, session: str) -> None:
        self.session = session
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(self, page: dict[str, Any]) -> float:
        """Seconds until the whole answer is here. Raises RuntimeError if it is not the page."""
        headers = {"Accept-Encoding": "gzip", "Cookie": f"csrftoken={CSRF}"}
        if page["is_staff"]:
            headers["Cookie"] += f"; sessionid={self.session}"
        method, body = "GET", None
        if page["form"]:
            method, body = "POST", urlencode({**page["form"], "form_key": str(uuid4())})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        status = self._sent(method, page["path"], body, headers)
        took = time.perf_counter() - began
        if status != (302 if page["form"] else 200):
            raise RuntimeError(f"{page['name']}: {status} at {page['path']}")
        return took

    def _sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> int:
        """The status; once more when the server had closed the connection meanwhile."""
        for _ in range(2):
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                answer.read()
            except (HTTPException, ConnectionError):
                self.connection.close()
            else:
                return answer.status
        return 0


def measure_pages(place: Place, size: int, claim: int, slug: str = SLUG) -> list[Result]:
    """Every page of a programme of this size; the ceilings are asked for in every round too, right beside them."""
    told = json.loads(place.measure("addresses", str(claim), slug))
    times: dict[str, list[float]] = defaultdict(list)
    peaks: dict[str, float] = defaultdict(float)
    with serving(place) as server:
        visitor = Visitor(server.port, told["session"])
        for page in told["pages"]:
            visitor.ask(page)  # the first time is another thing: templates are read then
        for _ in range(ROUNDS):
            for page in told["pages"]:
                server.forget_peak()
                times[page["name"]] += _several(visitor, page)
                peaks[page["name"]] = max(peaks[page["name"]], server.peak_mb() or 0)
    return [_result(place.database, size, page, times, peaks) for page in told["pages"]]


def _several(visitor: Visitor, page: dict[str, Any]) -> list[float]:
    """As often as a round wants; a slow page once."""
    first = visitor.ask(page)
    return [first] if first > SLOW else [first, *(visitor.ask(page) for _ in range(PER_ROUND - 1))]


def _result(
    database: str, size: int, page: dict[str, Any], times: dict[str, list[float]], peaks: dict[str, float]
) -> Result:
    bare = times["bare page, signed in" if page["is_staff"] else "bare page"]
    took = times[page["name"]]
    return Result(
        database, size, page["name"], middle(took), middle(bare), page["statements"], peaks[page["name"]] or None,
        len(took),
    )  # fmt: skip


def measure_start(place: Place) -> list[Result]:
    """From the command to the first page, and what a worker holds then."""
    starts, memory = [], 0.0
    for _ in range(3):
        with serving(place) as server:
            starts.append(server.started_in)
            memory = max(memory, server.peak_mb() or 0)
    return [
        Result(place.database, 0, "cold start: serve until the first page", middle(starts), samples=3, peak_mb=memory)
    ]
