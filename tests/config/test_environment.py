"""Settings come from the environment, and a wrong one is named at start."""

import re
import sqlite3
from pathlib import Path

import pytest

from talkoot.config import environment as module
from talkoot.config.environment import Mail, read
from talkoot.core.errors import Faults
from tests.conftest import ROOT


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


def test_an_empty_setting_counts_as_not_set(tmp_path: Path) -> None:
    names = set(re.findall(r"TALKOOT_[A-Z_]+|DATABASE_URL", Path(module.__file__).read_text(encoding="utf-8")))

    assert read(dict.fromkeys(names, "") | {"TALKOOT_HOME": str(tmp_path)}) == read({"TALKOOT_HOME": str(tmp_path)})


@pytest.mark.parametrize("name", ["with#hash", "with ?mark", "with%41percent", "ending "])
def test_the_database_lies_in_its_folder_whatever_the_folder_is_called(name: str, tmp_path: Path) -> None:
    home = tmp_path / name
    home.mkdir()

    assert read({"TALKOOT_HOME": str(home)}).database["NAME"] == str(home / "var" / "talkoot.sqlite3")


@pytest.mark.parametrize(
    "url",
    ["postgres://[", "postgres://host:port/name", "postgres://host/", "sqlite://", "sqlite://:memory:", "talkoot"],
)
def test_a_database_that_is_none_is_said(url: str, tmp_path: Path) -> None:
    with pytest.raises(Faults, match="DATABASE_URL"):
        read({"TALKOOT_HOME": str(tmp_path), "DATABASE_URL": url})


def test_a_copy_on_something_read_only_is_opened_as_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "a #copy.sqlite3"
    with sqlite3.connect(copy) as database:
        database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one (cell)")
    database.close()
    monkeypatch.setattr(module.os, "access", lambda path, mode: False)

    url = f"sqlite:///{copy}".replace("#", "%23").replace(" ", "%20")
    name = str(read({"TALKOOT_HOME": str(tmp_path), "DATABASE_URL": url}).database["NAME"])

    with sqlite3.connect(name, uri=True) as database:
        assert database.execute("SELECT count(*) FROM one").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            database.execute("INSERT INTO one VALUES (1)")
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == [copy.name]


def test_files_go_into_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Faults, match=r"TALKOOT_FILES: .* is not a folder"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_FILES": str(tmp_path / "file")})


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("file:", Mail()),
        ("smtp:", Mail("smtp", "localhost", 25)),
        ("smtps://mail.example.org", Mail("smtps", "mail.example.org", 465)),
        ("smtp+starttls://a%40b:c%2Fd@mail.example.org", Mail("smtp+starttls", "mail.example.org", 587, "a@b", "c/d")),
        ("smtp://mail.example.org:2525", Mail("smtp", "mail.example.org", 2525)),
    ],
)
def test_mail_goes_where_the_setting_says(text: str, mail: Mail, tmp_path: Path) -> None:
    assert read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_MAIL": text}).mail == mail


@pytest.mark.parametrize("text", ["smtp://host:port", "smtp://[", "smtp://host:99999", "file:/somewhere", "pigeon:"])
def test_a_mail_server_that_is_none_is_said(text: str, tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_MAIL"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_MAIL": text})


def test_the_sender_is_a_setting(tmp_path: Path) -> None:
    def sender(address: str) -> str:
        return read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_MAIL_FROM": address}).mail_from

    assert sender("Meijän Mikkeli <talkoot@example.org>") == "Meijän Mikkeli <talkoot@example.org>"
    for wrong in ("nobody", "a@example.org\nBcc: b@example.org"):
        with pytest.raises(Faults, match="TALKOOT_MAIL_FROM"):
            sender(wrong)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59+00:00"])
def test_a_time_at_the_edge_of_time_is_refused(moment: str, tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_NOW"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_NOW": moment})


@pytest.mark.parametrize("content", [b"no XML", b"<Finvoice/>", b""])
def test_a_schema_that_is_none_is_said_at_start(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "Finvoice.xsd"
    path.write_bytes(content)

    with pytest.raises(Faults, match="TALKOOT_FINVOICE_XSD"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_FINVOICE_XSD": str(path)})


def test_every_setting_is_on_the_page_of_settings_and_no_other() -> None:
    variable = re.compile(r"\b(?:TALKOOT_[A-Z_]+|DATABASE_URL)\b")
    read_here = set(variable.findall(Path(module.__file__).read_text(encoding="utf-8")))
    on_the_page = set(variable.findall((ROOT / "docs" / "settings.md").read_text(encoding="utf-8")))

    assert on_the_page == read_here


def test_a_time_without_its_zone_is_no_time(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_NOW"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_NOW": "2020-11-16T09:00:00"})


def test_a_site_for_others_needs_a_secret_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="TALKOOT_SECRET_KEY"):
        read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_HOSTS": "talkoot.example.org"})

    read({"TALKOOT_HOME": str(tmp_path), "TALKOOT_HOSTS": "talkoot.example.org", "TALKOOT_SECRET_KEY": "x" * 50})
