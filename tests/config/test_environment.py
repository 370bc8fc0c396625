"""Settings come from the environment, and a wrong one is named at start."""

from pathlib import Path

import pytest

from talkoot.config.environment import read
from talkoot.core.errors import Faults


def test_without_any_setting_the_database_is_a_file_in_var(tmp_path: Path) -> None:
    environment = read({"TALKOOT_HOME": str(tmp_path)})

    assert environment.database["NAME"] == str(tmp_path / "var" / "talkoot.sqlite3")
    assert environment.files == tmp_path / "var" / "files"


def test_postgresql_is_chosen_by_its_url(tmp_path: Path) -> None:
    environment = read({"TALKOOT_HOME": str(tmp_path), "DATABASE_URL": "postgres://someone@127.0.0.1:5433/talkoot"})

    assert environment.database["ENGINE"] == "django.db.backends.postgresql"
    assert environment.database["PORT"] == 5433


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        read(
            {
                "TALKOOT_HOME": str(tmp_path / "nowhere"),
                "DATABASE_URL": "mysql://localhost/talkoot",
                "TALKOOT_MAIL": "pigeon:",
                "TALKOOT_NOW": "yesterday",
                "TALKOOT_FINVOICE_XSD": str(tmp_path / "none.xsd"),
            }
        )

    assert {key for key, _ in caught.value.faults} == {
        "TALKOOT_HOME",
        "DATABASE_URL",
        "TALKOOT_MAIL",
        "TALKOOT_NOW",
        "TALKOOT_FINVOICE_XSD",
    }


def test_a_time_without_its_zone_is_no_time(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_NOW"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_NOW": "2020-11-16T09:00:00"})


def test_a_site_for_others_needs_a_secret_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_SECRET_KEY"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_HOSTS": "talkoot.example.org"})

    read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_HOSTS": "talkoot.example.org", "TALKOOT_SECRET_KEY": "x" * 50})
