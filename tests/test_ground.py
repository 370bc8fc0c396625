"""The ground: what a newcomer, a fresh machine and CI lean on."""

import os
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from django.db import connection

from scripts import checks, postgres
from scripts.checks import Report
from scripts.make_states_doc import page, section
from scripts.outcomes import Outcome, read_outcomes
from scripts.stages import ROOT, in_process_order, layers
from talkoot.core.machine import Machine
from tests.house.lamp import ALL, TURN_OFF, Light

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name: str) -> str:
    """A file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


# What a newcomer reads


@pytest.mark.parametrize("page_path", sorted(path.relative_to(ROOT) for path in ROOT.glob("docs/**/*.md")), ids=str)
def test_links_between_pages_lead_somewhere(page_path: Path) -> None:
    check_links(page_path)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_of_the_first_pages_lead_somewhere(name: str) -> None:
    check_links(Path(name))


def check_links(page_path: Path) -> None:
    """Every relative link of a page names a file or folder."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", read(str(page_path))):
        assert (ROOT / page_path.parent / target).exists(), target


def test_the_architecture_page_shows_the_real_order_of_stages() -> None:
    line = read("docs/architecture.md").split("```text")[1].split("```")[0]

    assert [[name.strip() for name in layer.split("|")] for layer in " ".join(line.split()).split(">")] == layers()


def test_every_decision_is_in_the_list_of_decisions() -> None:
    listed = re.findall(r"\((\d{4}-[a-z-]+\.md)\)", read("docs/decisions/README.md"))

    assert listed == sorted(path.name for path in ROOT.glob("docs/decisions/[0-9]*.md"))


def test_the_glossary_has_every_word_that_the_field_gave_us(shared: Path) -> None:
    ours = read("docs/glossary.md")
    rows = [
        line.split("|") for line in (shared / "glossary.md").read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    words = {word.strip() for row in rows[2:] for word in re.split(r"[,·(]", row[1].replace(")", "")) if word.strip()}

    assert not {word for word in words if word not in ours and word != "flat rate"}


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert text.rstrip().endswith(
        "All other changes or additions to this Appendix require the production of a new EUPL version."
    )
    assert PROJECT["license"] == "EUPL-1.2"


def test_the_catalogue_entry_has_what_the_standard_wants() -> None:
    entry = yaml.safe_load(read("publiccode.yml"))

    assert entry["legal"]["license"] == PROJECT["license"]
    for words in entry["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]


# Setting up


def test_each_target_of_make_explains_itself() -> None:
    targets = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    shown = subprocess.run(["make", "--silent", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert targets
    assert set(re.findall(r"^  make ([\w-]+) +\S", shown, re.MULTILINE)) == set(targets[1].split())


def test_the_lock_file_has_every_package_with_hashes_and_no_address() -> None:
    lock = read("requirements/dev.txt")
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    names = {re.split(r"[\[<>=~]", line)[0].lower() for line in wanted}

    assert names <= set(re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==", lock, re.MULTILINE))
    assert all("--hash=sha256:" in pin for pin in re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:])
    assert "://" not in lock


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        (None, "python3 is missing. On Debian: apt-get install python3 python3-venv"),
        ("exit 1", "python3 is too old: Python 3.11 or newer is needed"),
        ('case "$2" in *venv*) exit 1;; esac', "apt-get install python3-venv"),
    ],
)
def test_a_missing_tool_gives_one_line_that_says_what_to_install(tmp_path: Path, body: str | None, advice: str) -> None:
    if body:
        fake = tmp_path / "python3"
        fake.write_text(f"#!/bin/sh\n{body}\n")
        fake.chmod(fake.stat().st_mode | stat.S_IEXEC)

    done = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "make_venv.sh")],
        cwd=tmp_path,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert advice in done.stderr


@pytest.mark.parametrize("script", [".ci/run", "scripts/with_postgres.sh"])
def test_scripts_are_whole_and_may_be_run(script: str) -> None:
    subprocess.run(["bash", "-n", str(ROOT / script)], check=True)
    assert os.access(ROOT / script, os.X_OK)


# What could not run


def report_of(*outcomes: Outcome, not_run: tuple[str, ...] = (), failed: tuple[str, ...] = ()) -> Report:
    """A report with these outcomes."""
    return Report(failed=list(failed), not_run=list(not_run), outcomes=list(outcomes))


def test_what_could_not_run_is_listed_last_and_fails_only_where_nothing_may_be_missing() -> None:
    report = report_of(Outcome("a", "passed"), Outcome("b", "skipped", "no real files"), not_run=("PostgreSQL: none",))

    assert list(report.closing_lines()) == [
        "1 passed, 0 failed",
        "NOT RUN:\n  PostgreSQL: none\n  1 test: no real files",
    ]
    assert report.exit_code(nothing_may_be_missing=False) == 0
    assert report.exit_code(nothing_may_be_missing=True) == 1


def test_a_test_that_one_database_skips_and_the_other_runs_has_run() -> None:
    report = report_of(Outcome("truncate", "skipped", "SQLite has no TRUNCATE"), Outcome("truncate", "passed"))

    assert list(report.closing_lines()) == ["1 passed, 0 failed"]
    assert report.exit_code(nothing_may_be_missing=True) == 0


def test_a_failed_step_fails_the_whole() -> None:
    report = report_of(Outcome("a", "failed"), failed=("types",))

    assert list(report.closing_lines()) == ["0 passed, 1 failed", "FAILED: types"]
    assert report.exit_code(nothing_may_be_missing=False) == 1


def test_outcomes_are_read_from_pytests_own_file(tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    results.write_text(
        """<testsuites><testsuite>
        <testcase classname="tests.a" name="passes"/>
        <testcase classname="tests.a" name="fails"><failure message="no"/></testcase>
        <testcase classname="tests.a" name="breaks"><error message="no"/></testcase>
        <testcase classname="tests.a" name="waits">
            <skipped type="pytest.skip" message="NOT RUN: no real files"/></testcase>
        <testcase classname="tests.a" name="known"><skipped type="pytest.xfail" message="later"/></testcase>
        </testsuite></testsuites>""",
        encoding="utf-8",
    )

    assert [(one.test, one.kind, one.reason) for one in read_outcomes(results)] == [
        ("tests.a::passes", "passed", ""),
        ("tests.a::fails", "failed", ""),
        ("tests.a::breaks", "failed", ""),
        ("tests.a::waits", "skipped", "no real files"),
        ("tests.a::known", "passed", ""),
    ]
    assert read_outcomes(tmp_path / "never-written.xml") == []


def test_a_named_postgresql_that_does_not_answer_is_said_with_its_reason() -> None:
    found = postgres.find({"TALKOOT_TEST_POSTGRES": "postgresql://nobody@127.0.0.1:1/none"})

    assert found.url == ""
    assert found.reason.startswith("TALKOOT_TEST_POSTGRES: ")
    assert "Connection refused" in found.reason


def test_no_setting_of_the_machine_reaches_the_tests_but_the_place_of_the_real_files() -> None:
    machine = {"TALKOOT_FILES": "evidence", "TALKOOT_REQUIRE": "all", "TALKOOT_SHARED": "data", "PATH": "bin"}

    assert checks.neutral(machine) == {"TALKOOT_SHARED": "data", "PATH": "bin"}


def test_tests_on_sqlite_run_on_a_file() -> None:
    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["TEST"]["NAME"]).suffix.startswith(".sqlite3")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL compiles statements")
def test_postgresql_compiles_no_statement() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_a_wrong_word_in_talkoot_require_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TALKOOT_REQUIRE", "everything")

    assert checks.main(["fast"]) == 2
    assert "TALKOOT_REQUIRE is 'all' or not set; now it is 'everything'" in capsys.readouterr().out


# The page of states


def test_the_page_of_states_shows_verbs_turns_and_words_of_a_machine() -> None:
    words = {Light.ON: {**ALL, "fi": "palaa"}, Light.OFF: {**ALL, "sv": "släckt"}}

    text = section("talkoot.lamps.states", Machine("light", Light, Light.ON, (TURN_OFF,), words))

    assert "    [*] --> on\n    on --> off: turn off\n" in text
    assert "| `turn_off` | on | off | – |" in text
    assert "| `on` | palaa | a | a | a |" in text


def test_the_page_of_states_is_the_same_each_time_and_in_process_order() -> None:
    stages = re.findall(r"^`talkoot\.(\w+)\.states`$", page(), re.MULTILINE)

    assert page() == page()
    assert stages == sorted(stages, key=in_process_order().index)
