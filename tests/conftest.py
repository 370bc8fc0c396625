"""What every test may ask for."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from scripts.visitor import AXE, CHROMIUM, launch
from talkoot.core.actor import Actor
from talkoot.programme import file
from talkoot.programme.actions.load_programme import load_programme
from talkoot.records import triggers
from talkoot.records.models import Register
from tests.cast import Cast

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2018, 9, 3, 9, 0, tzinfo=UTC)
TODAY = date(2018, 9, 3)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the repository (TALKOOT_SHARED, default ../shared)."""
    folder = Path(os.environ.get("TALKOOT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"NOT RUN: no real files at {folder}; set TALKOOT_SHARED")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database as `talkoot migrate` leaves it: with its triggers."""
    with django_db_blocker.unblock():
        triggers.install()


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: object) -> Path:
    """Stored files and the mailbox of one test, in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path / "files")  # type: ignore[attr-defined]
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def in_finnish() -> Iterator[None]:
    """Every test begins in Finnish, whatever page the one before it looked at."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def triggers_back(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ask for it before `transactional_db`: puts the triggers back after the tables were emptied."""
    yield
    with django_db_blocker.unblock():
        triggers.install()
        connection.close()


@pytest.fixture
def committed(triggers_back: None, transactional_db: None) -> Iterator[None]:
    """A database in which several connections see each other's commits; for two-at-once tests."""
    yield
    triggers.drop()


@pytest.fixture
def programme_file() -> file.ProgrammeFile:
    """The real programme file."""
    return file.parse((ROOT / "programmes" / "meijan-mikkeli.toml").read_text(encoding="utf-8"))


@pytest.fixture
def register(request: pytest.FixtureRequest, programme_file: file.ProgrammeFile) -> Register:
    """Meijän Mikkeli, loaded. Ask for `db` or `committed` beside it."""
    request.getfixturevalue("committed" if "committed" in request.fixturenames else "db")
    actor = Actor(system="programme load")
    return load_programme(source=programme_file, actor=actor, is_demo=True, now=NOW).register


@pytest.fixture
def cast(register: Register) -> Cast:
    """The invented people of the programme, each in their role since its first day."""
    return Cast(register)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: one for every test of a process, since two can't stand beside each other."""
    if not CHROMIUM.exists():
        pytest.skip(f"NOT RUN: no Chromium at {CHROMIUM} (apt-get install chromium, or TALKOOT_CHROMIUM)")
    if not AXE.exists():
        pytest.skip("NOT RUN: no axe-core (make setup)")
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
