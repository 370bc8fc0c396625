"""talkoot demo, run as a newcomer runs it: its own folder, its own database, its own process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from talkoot.core.machine import LANGUAGES
from talkoot.demo.build import FINISHED
from talkoot.site.timeline import LINES

Run = Callable[..., "subprocess.CompletedProcess[str]"]
TALKOOT = str(Path(sys.executable).with_name("talkoot"))


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A folder of its own; on PostgreSQL also a database of its own."""
    home = tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if not name.startswith("TALKOOT_")}
    env["TALKOOT_HOME"] = str(home)
    url = env.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        env.pop("DATABASE_URL", None)
        yield env
        return
    name = f"talkoot_demo_{os.getpid()}"
    with psycopg.connect(_database(url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {**env, "DATABASE_URL": _database(url, name)}
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="module")
def talkoot(surroundings: dict[str, str]) -> Run:
    """The command, as a process."""

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([TALKOOT, *words], env=surroundings, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="module")
def facts(talkoot: Run) -> dict[str, Any]:
    """What the demo says it built."""
    built = talkoot("demo", "--no-serve", "--json")
    assert built.returncode == 0, built.stderr
    return dict(json.loads(built.stdout))


def test_the_demo_holds_what_its_story_needs(facts: dict[str, Any]) -> None:
    assert (facts["ideas"], facts["applications"], facts["agreements"], facts["projects"]) == (12, 5, 2, 5)
    assert sum(facts["arrivals"].values()) == 16
    assert set(facts["arrivals"]) == {"routed", "held", "returned", "duplicate"}
    assert facts["verify"] == "ok"


def test_every_claims_shares_add_up_to_its_total(facts: dict[str, Any]) -> None:
    assert [claim["number"] for claim in facts["claims"]] == [1, 2, 3]
    for claim in facts["claims"]:
        assert sum(claim["shares"].values()) == claim["total_cents"] > 0


def test_the_money_of_every_source_hangs_together(facts: dict[str, Any]) -> None:
    for source, row in facts["money"].items():
        claimed = sum(claim["shares"].get(source, 0) for claim in facts["claims"])
        assert row["claimed"] == claimed
        assert row["received"] == row["accepted"] <= row["claimed"] <= row["committed"] <= row["planned"]


def test_a_second_demo_is_the_first_one(talkoot: Run, facts: dict[str, Any]) -> None:
    again = talkoot("demo", "--no-serve", "--json")

    assert json.loads(again.stdout) == facts


def test_the_commands_answer_on_the_demo(talkoot: Run, facts: dict[str, Any]) -> None:
    shown = json.loads(talkoot("claim", "show", "meijan-mikkeli", "--period", "2", "--json").stdout)

    assert shown["total_cents"] == facts["claims"][1]["total_cents"]
    assert shown["shares"] == facts["claims"][1]["shares"]
    assert talkoot("verify").returncode == 0
    assert json.loads(talkoot("claim", "build", "meijan-mikkeli", "--period", "4", "--json").stdout)["lines"] == []


def test_the_resident_hears_what_came_of_her_idea(talkoot: Run, surroundings: dict[str, str], facts: object) -> None:
    assert talkoot("work", "--once").returncode == 0

    mailbox = Path(surroundings["TALKOOT_HOME"]) / "var" / "files" / "mailbox"
    laid_out = [path.read_text(encoding="utf-8") for path in mailbox.glob("*-phone.txt")]
    assert any("MM-0002" in text and "Kasvimaa jäi pihalle" in text for text in laid_out)
    assert json.loads(talkoot("demo", "--no-serve", "--json").stdout)["verify"] == "ok"


def test_a_real_programme_is_never_overwritten(surroundings: dict[str, str], tmp_path: Path) -> None:
    env = {**surroundings, "TALKOOT_HOME": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/real.sqlite3"}
    file = Path(__file__).parents[2] / "programmes" / "meijan-mikkeli.toml"

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([TALKOOT, *words], env=env, capture_output=True, text=True, check=False)

    assert run("migrate").returncode == 0
    assert run("programme", "load", str(file)).returncode == 0
    refused = run("demo", "--no-serve", "--fresh")

    assert refused.returncode == 2
    assert "real programme" in refused.stderr
    assert run("programme", "show", "meijan-mikkeli").returncode == 0


@pytest.mark.parametrize("verb", sorted(LINES))
def test_every_line_of_the_timeline_is_said_in_all_languages(verb: str) -> None:
    assert set(LINES[verb]) == set(LANGUAGES)


def test_the_story_is_told_in_time_order_and_a_half_built_demo_is_built_anew(
    talkoot: Run, surroundings: dict[str, str], facts: dict[str, Any]
) -> None:
    half_built = subprocess.run(
        [sys.executable, "-c", HALF_BUILT, FINISHED], env=surroundings, capture_output=True, text=True, check=False
    )
    assert half_built.returncode == 0, half_built.stderr

    told = talkoot("demo", "--no-serve")

    days = [line.split()[0] for line in told.stdout.splitlines() if "MM-0002" in line]
    assert len(days) > 20
    assert "closed" in told.stdout
    assert "verify: ok" in told.stdout
    times = json.loads(
        subprocess.run([sys.executable, "-c", TIMES], env=surroundings, capture_output=True, text=True).stdout
    )
    assert all(before <= after for before, after in pairwise(times))


HALF_BUILT = """
import sys
from talkoot.config.setup import django_ready
django_ready()
from talkoot.records import triggers
from talkoot.records.models import Entry
triggers.drop()
assert Entry.objects.filter(verb=sys.argv[1]).delete()[0] == 1
"""

TIMES = """
import json
from talkoot.config.setup import django_ready
django_ready()
from talkoot.records.models import Entry
print(json.dumps([one.isoformat() for one in Entry.objects.order_by("seq").values_list("at", flat=True)]))
"""
