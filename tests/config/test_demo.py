"""talkoot demo stays away from what is real, builds alone, and starts the clock in a demo only."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest

from talkoot.config import alone as module
from talkoot.config.alone import alone
from talkoot.config.command import main
from talkoot.config.commands import demo
from talkoot.config.setup import WrongSetup, start_clock
from talkoot.core import clock
from talkoot.core.errors import Faults
from talkoot.demo import build
from talkoot.records.models import Register
from tests.at_once import PATIENCE, at_once
from tests.conftest import NOW


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which somebody started the clock, which goes on undisturbed."""
    moments: list[datetime] = []
    monkeypatch.setattr(clock, "start_at", moments.append)
    return moments


def make_real() -> None:
    Register.objects.create(slug="oikea", name="oikea", prefix="OI", time_zone="Europe/Helsinki", is_demo=False)


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["demo", "--no-serve"], ["demo", "--no-serve", "--fresh"]])
def test_a_real_programme_beside_the_demo_keeps_everything_as_it_is(
    words: list[str],
    register: Register,
    started: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_real()
    migrated: list[int] = []
    monkeypatch.setattr(demo, "migrate", lambda *, verbosity: migrated.append(verbosity))

    assert main(words) == 2
    assert "real programme" in capsys.readouterr().err
    assert (migrated, started) == ([], [])


@pytest.mark.django_db
def test_a_broken_programme_file_takes_nothing_away(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise Faults([("terms", "is missing; write it")])

    monkeypatch.setattr(build, "programme_file", broken)
    monkeypatch.setattr(demo, "migrate", lambda *, verbosity: None)

    assert main(["demo", "--no-serve", "--fresh"]) == 1
    assert Register.objects.exists()


@pytest.mark.django_db
def test_the_clock_starts_in_a_demo_only(register: Register, started: list[datetime]) -> None:
    start_clock(otherwise=NOW)
    assert started == [NOW]

    make_real()
    start_clock(otherwise=NOW)
    assert started == [NOW]


@pytest.mark.django_db
def test_a_given_time_goes_before_the_demos_own(register: Register, started: list[datetime], settings: object) -> None:
    given = datetime(2019, 5, 1, 9, 0, tzinfo=UTC)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, now=given)  # type: ignore[attr-defined]

    start_clock(otherwise=NOW)

    assert started == [given]


@pytest.mark.usefixtures("committed")
def test_two_demos_at_once_are_one_and_a_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    both_have_asked = Barrier(2, timeout=PATIENCE)
    check = module._check

    def check_and_wait(is_ours: bool) -> None:
        both_have_asked.wait()
        check(is_ours)

    def build_alone() -> str:
        with alone():
            return "built"

    monkeypatch.setattr(module, "_check", check_and_wait)
    outcomes = at_once(build_alone, build_alone)

    assert "built" in outcomes
    (refused,) = (one for one in outcomes if one != "built")
    assert isinstance(refused, WrongSetup)
    assert "Another demo" in refused.message
    monkeypatch.setattr(module, "_check", check)
    assert build_alone() == "built"
