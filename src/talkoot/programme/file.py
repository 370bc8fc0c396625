"""Reads a programme file: one TOML text, two halves, every fault at once."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from talkoot.core.errors import Faults
from talkoot.programme.terms import Terms
from talkoot.programme.today import Today
from talkoot.programme.values import FROM_FILE, Part

__all__ = ["ProgrammeFile", "Terms", "Today", "from_plain", "parse"]

Place = Sequence[str | int]


class ProgrammeFile(Part):
    """A programme as its people wrote it: `terms` are versioned and frozen, `today` is current."""

    terms: Terms
    today: Today


def parse(text: str) -> ProgrammeFile:
    """The programme in a TOML text. Its shape is right then; whether it makes sense, `rules.faults` says.

    Raises Faults: every fault names its key (`terms.sources.esf.amount`), what is wrong and what is allowed.
    """
    try:
        written = tomllib.loads(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    except (ValueError, RecursionError) as error:
        raise Faults([("TOML", f"the file can't be read: {error}")]) from error
    return from_plain(written)


def from_plain(written: Mapping[str, Any]) -> ProgrammeFile:
    """The programme in TOML's own types, as `tomllib` gives them. Raises Faults like `parse`."""
    try:
        return ProgrammeFile.model_validate(written, context=FROM_FILE)
    except ValidationError as error:
        raise Faults([_fault(one, written) for one in error.errors()]) from error


def _fault(error: ErrorDetails, written: Mapping[str, Any]) -> tuple[str, str]:
    return _key(error["loc"], written), _advice(error)


def _key(place: Place, written: object) -> str:
    """The place as people wrote it: a row's own name instead of its position; unnamed rows count from 1."""
    names: list[str] = []
    for part in place:
        tables = list(written.items()) if isinstance(written, Mapping) else []
        if isinstance(part, int):
            rows = tables or [(str(row + 1), value) for row, value in enumerate(_rows(written))]
            name, written = rows[part]
        else:
            name, written = part, dict(tables).get(part)
        names.append(name)
    return ".".join(name for name in names if name != "[key]")


def _rows(written: object) -> list[Any]:
    return written if isinstance(written, list) else []


def _advice(error: ErrorDetails) -> str:
    """What is wrong at a place and what is allowed there, in plain English."""
    if error["type"] == "missing":
        return "is missing; write it"
    if error["type"] == "extra_forbidden":
        return f"is not known here; allowed are {', '.join(_allowed(error['loc'][:-1]))}"
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    found = f", not {error['input']!r}" if isinstance(error["input"], str | int | float) else ""
    return f"{error['msg'][0].lower()}{error['msg'][1:]}{found}"


def _allowed(place: Place) -> list[str]:
    """The keys that may stand in the table at a place."""
    schema = ProgrammeFile.model_json_schema()
    names = schema["$defs"]
    here = schema
    for part in place:
        if isinstance(part, int):
            here = here["items"]
        else:
            here = here.get("properties", {}).get(part) or here["additionalProperties"]
        here = next((one for one in here.get("anyOf", []) if "$ref" in one), here)
        here = names[here["$ref"].rpartition("/")[2]] if "$ref" in here else here
    return list(here["properties"])
