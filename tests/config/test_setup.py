"""Whatever is wrong with the database is said in words that help, ends with 2, and never with a traceback."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from scripts.processes import talkoot

NOBODY = "postgres://nobody@127.0.0.1:1/talkoot"
SPLIT = ("split", "5", "--programme", "meijan-mikkeli", "--model", "tuensiirto")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a database that has its tables and nothing else."""
    home = tmp_path_factory.mktemp("migrated")
    assert talkoot(home, "migrate").returncode == 0
    return home


def complaint(home: Path, *words: str, **settings: str) -> str:
    """What a command said that ended with 2."""
    ended = talkoot(home, *words, **settings)
    assert ended.returncode == 2, ended
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.mark.parametrize("words", [("verify",), ("migrate",), ("demo", "--no-serve"), ("serve",), SPLIT])
def test_a_server_that_is_down_is_said_by_every_command(words: tuple[str, ...], tmp_path: Path) -> None:
    assert "can't be reached" in complaint(tmp_path, *words, DATABASE_URL=NOBODY)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("verify",), ("migrate",), ("demo", "--no-serve")])
def test_a_file_that_is_no_database_is_left_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear neighbours, " * 100, encoding="utf-8")

    assert "no SQLite database" in complaint(tmp_path, *words, DATABASE_URL=f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8") == "Dear neighbours, " * 100


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert "can't be opened" in complaint(tmp_path, "migrate", DATABASE_URL=f"sqlite:///{tmp_path}/none/x.sqlite3")
    assert not list(tmp_path.iterdir())


def test_without_a_database_it_says_how_to_make_one_and_makes_none(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()

    assert "talkoot migrate" in complaint(tmp_path, "verify")
    assert not list((tmp_path / "var").iterdir())


def test_a_column_of_a_newer_version_asks_for_migrate(migrated: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(migrated, tmp_path / "copy")
    with sqlite3.connect(copy / "var" / "talkoot.sqlite3") as database:
        database.execute("ALTER TABLE records_register RENAME COLUMN is_demo TO was_demo")
    database.close()

    assert "talkoot migrate" in complaint(copy, "verify")


def test_split_takes_the_file_only_where_nothing_is_loaded_yet(migrated: Path, tmp_path: Path) -> None:
    assert talkoot(tmp_path, *SPLIT).returncode == 0
    assert talkoot(migrated, *SPLIT).returncode == 0
    assert "DATABASE_URL" in complaint(migrated, *SPLIT, DATABASE_URL="mysql://host/name")
    assert "TALKOOT_HOME" in complaint(tmp_path / "none", *SPLIT)
