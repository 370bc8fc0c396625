"""The demo, served."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from scripts.served import Demo

_numbers = count(1)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, built once."""
    url = os.environ.get("DATABASE_URL", "")
    demo = Demo(tmp_path_factory.mktemp("demo"), url if url.startswith("postgres") else "")
    yield demo
    demo.close()


@pytest.fixture
def site(demo: Demo, tmp_path: Path) -> Iterator[str]:
    """A copy of the demo of its own, served: where it answers."""
    with demo.served(tmp_path / "home", next(_numbers)) as address:
        yield address


@pytest.fixture
def site_in_spring(demo: Demo, tmp_path: Path) -> Iterator[str]:
    """The same in April 2021, when the fourth claim period is over."""
    with demo.served(tmp_path / "home", next(_numbers), now="2021-04-12T09:00:00+03:00") as address:
        yield address
