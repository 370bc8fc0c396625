"""Files by their content: written once, never changed, found by their SHA-256."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from talkoot.core.canonical import digest
from talkoot.records.models import Register, StoredFile


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def store(*, register: Register, data: bytes, media_type: str, name: str, now: datetime) -> StoredFile:
    """Keep the bytes and return their row; the same bytes give the row they have already.

    The bytes reach the disk before the row is committed: a process killed in between leaves a file that nothing
    names, never a row without its file.
    """
    sha256 = digest(data)
    _write_once(path_of(sha256), data)
    stored, _ = StoredFile.objects.get_or_create(
        register=register,
        sha256=sha256,
        defaults={"size": len(data), "media_type": media_type, "name": name, "stored_at": now},
    )
    return stored


def read(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    return path_of(stored.sha256).read_bytes()


def _write_once(path: Path, data: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
