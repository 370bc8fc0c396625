"""What is built and installed elsewhere is whole: the demo runs without the source tree."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.processes import surroundings
from talkoot import demo
from tests.conftest import ROOT

BUILT_FROM = ("src", "programmes", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, built from a copy so that the source tree stays clean."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in BUILT_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name, **({"symlinks": True} if copy is shutil.copytree else {}))
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "."]
    done = subprocess.run([*build, "-w", "dist"], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = (source / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_the_demo_runs_from_a_wheel(installed: Path, tmp_path: Path) -> None:
    env = surroundings(tmp_path, PYTHONPATH=str(installed))
    command = "import sys, talkoot; from talkoot.config.command import main; print(talkoot.__file__); sys.exit(main())"

    done = subprocess.run(
        [sys.executable, "-c", command, "demo", "--no-serve", "--json"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    where, facts = done.stdout.splitlines()
    assert Path(where).is_relative_to(installed)
    assert json.loads(facts)["verify"] == "ok"


def test_the_wheel_speaks_every_language(installed: Path) -> None:
    catalogues = {path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("locale/*/LC_MESSAGES/django.po")}
    compiled = {path.relative_to(installed) for path in installed.rglob("locale/*/LC_MESSAGES/django.mo")}

    assert compiled == {path.with_suffix(".mo") for path in catalogues}


def test_the_wheel_brings_the_style_sheets_it_was_built_with(installed: Path) -> None:
    static = installed / "talkoot" / "ui" / "static"

    for name in ("vendor/govuk.css", "vendor/govuk.rtl.css.gz", "ui/talkoot.css", "ui/talkoot.js"):
        assert (static / name).is_file(), name


def test_the_demos_programme_is_the_one_in_programmes() -> None:
    assert (demo.FOLDER / "meijan-mikkeli.toml").samefile(ROOT / "programmes" / "meijan-mikkeli.toml")
