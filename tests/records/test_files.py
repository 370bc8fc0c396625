"""Evidence lies on the disk once, under its own digest, and whoever changes it is found."""

from pathlib import Path

import pytest

from talkoot.core.actor import Actor
from talkoot.core.canonical import digest
from talkoot.records import files as stored_files
from talkoot.records.files import path_of, read, store
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry, Register, StoredFile
from talkoot.records.writing import record, writing
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

BYTES = b"%PDF-1.7 lasku"


def stored(register: Register, data: bytes = BYTES, name: str = "lasku.pdf") -> StoredFile:
    with writing(register) as register:
        file = store(register=register, data=data, media_type="application/pdf", name=name, now=NOW)
        record(register=register, actor=Actor(person_id=7), verb="receive", now=NOW, subject=file)
    return file


def places() -> list[str]:
    return [one.place for ask in INVARIANTS for one in ask()]


def test_what_was_stored_is_read_back_byte_for_byte(register: Register, files: Path) -> None:
    file = stored(register)

    assert read(file) == BYTES
    assert (file.sha256, file.size) == (digest(BYTES), len(BYTES))
    assert files in path_of(file.sha256).parents
    assert places() == []


def test_the_same_bytes_are_one_row_and_one_file(register: Register, files: Path) -> None:
    assert stored(register) == stored(register, name="sama-lasku.pdf")

    assert [path for path in files.rglob("*") if path.is_file()] == [path_of(digest(BYTES))]


def test_two_programmes_have_a_row_each_for_the_same_bytes(register: Register) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")

    assert stored(register) != stored(other)
    assert places() == []


def test_a_file_with_nothing_in_it_is_a_file_too(register: Register) -> None:
    assert read(stored(register, b"")) == b""


def test_what_it_was_called_is_no_fact_of_the_chain(register: Register) -> None:
    stored(register, name="Maija Meikäläinen.pdf")

    assert "Maija" not in Entry.objects.get(verb="receive").facts


def test_a_file_that_was_changed_on_the_disk_is_found(register: Register) -> None:
    file = stored(register)
    path_of(file.sha256).write_bytes(BYTES + b" 1000 euroa")

    assert places() == [f"records.storedfile:{file.pk}"]


def test_a_file_that_is_gone_from_the_disk_is_missed(register: Register) -> None:
    file = stored(register)
    path_of(file.sha256).unlink()

    assert places() == [f"records.storedfile:{file.pk}"]


def test_a_disk_that_fails_half_way_leaves_neither_row_nor_half_a_file(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(stored_files.os, "fsync", full)

    with pytest.raises(OSError, match="no space left"):
        stored(register)

    assert not StoredFile.objects.exists()
    assert not path_of(digest(BYTES)).exists()
