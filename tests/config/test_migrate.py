"""A database with its guards in place can be brought up to date by any migration."""

import sqlite3
from pathlib import Path

import pytest

from scripts.processes import talkoot

SETTINGS = """
from talkoot.config.settings import *
MIGRATION_MODULES = {"claims": "later"}
"""
FIRST = """
from importlib import import_module
Migration = import_module("talkoot.claims.migrations.0001_initial").Migration
"""
EMPTY_AMOUNT = """
from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]
    operations = [migrations.AlterField("claimline", "amount_cents", models.BigIntegerField(null=True))]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A database as it stands today, and beside it a version of the software that changes a guarded table."""
    assert talkoot(tmp_path, "migrate").returncode == 0
    later = tmp_path / "later"
    later.mkdir()
    for name, text in (("__init__", ""), ("0001_initial", FIRST), ("0002_empty_amount", EMPTY_AMOUNT)):
        (later / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "later_settings.py").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def test_a_migration_may_change_a_table_that_guards_look_at(home: Path) -> None:
    guarded = triggers_in(home)

    ended = talkoot(home, "migrate", DJANGO_SETTINGS_MODULE="later_settings", PYTHONPATH=str(home))

    assert ended.returncode == 0, ended.stderr
    assert "empty_amount" in ended.stdout
    assert len(guarded) > 40
    assert triggers_in(home) == guarded


def triggers_in(home: Path) -> set[tuple[str, str]]:
    """Each trigger's name and text."""
    database = sqlite3.connect(home / "var" / "talkoot.sqlite3")
    try:
        return set(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    finally:
        database.close()
