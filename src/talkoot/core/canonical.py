"""Canonical JSON: the same facts are the same bytes, so that a digest means something.

Keys sorted, no spaces, UTF-8, no floats. Dates are ISO 8601, times are UTC with microseconds.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from enum import Enum

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def plain(value: object) -> Json:
    """The value in JSON's own types. Raises TypeError for a float and for anything without one plain form."""
    # The types of nearly all values first: a chain of a million entries is read through here.
    if value is None or type(value) in (int, str, bool):
        return value  # type: ignore[return-value]
    if isinstance(value, bool | int) and not isinstance(value, Enum):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a time without a zone has no canonical form: it would depend on the machine")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def dumps(value: object) -> str:
    """Canonical JSON text of the value."""
    return encode(plain(value))


def encode(value: Json) -> str:
    """Canonical JSON text of what is in JSON's own types already."""
    return _ENCODER.encode(value)


def digest(text: str | bytes) -> str:
    """SHA-256 of the text (as UTF-8), 64 hexadecimal digits."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
