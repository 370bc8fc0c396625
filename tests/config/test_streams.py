"""Who listens, and in which letters, changes nothing of what a command does and how it ends."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.processes import TALKOOT, surroundings, talkoot
from tests.conftest import ROOT

FILE = ROOT / "programmes" / "meijan-mikkeli.toml"
FAULTY = "[terms]\n[today]\n"


def end_without_reader(home: Path, *words: str) -> tuple[int, bytes]:
    """How a command ends, and what it says on stderr, whose reader has left before it said anything."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [TALKOOT, *words], env=surroundings(home), stdout=writing, stderr=subprocess.PIPE, check=False, timeout=120
    )
    os.close(writing)
    return ended.returncode, ended.stderr


@pytest.mark.parametrize(("text", "code"), [(FAULTY, 1), (None, 0)])
def test_a_reader_that_leaves_does_not_change_how_it_ends(text: str | None, code: int, tmp_path: Path) -> None:
    file = FILE
    if text:
        file = tmp_path / "faulty.toml"
        file.write_text(text, encoding="utf-8")

    assert end_without_reader(tmp_path, "programme", "check", str(file)) == (code, b"")


def test_a_command_whose_reader_leaves_does_its_work_to_the_end(tmp_path: Path) -> None:
    assert end_without_reader(tmp_path, "migrate") == (0, b"")
    assert talkoot(tmp_path, "verify").returncode == 0


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_letters_the_terminal_lacks_are_escaped(encoding: str, tmp_path: Path) -> None:
    words = ("split", "5", "--programme", "meijan-mikkeli", "--model", "tuensiirto")

    said = talkoot(tmp_path, *words, PYTHONIOENCODING=encoding)

    assert said.returncode == 0
    assert "\\u20ac" in said.stdout


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [TALKOOT, "programme", "check", str(FILE)],
            env=surroundings(tmp_path), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip

    assert (ended.returncode, ended.stderr) == (2, b"talkoot: No space left on device\n")
