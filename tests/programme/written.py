"""The real programme file, and copies of it with one thing changed."""

import copy
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from talkoot.core.errors import Faults
from talkoot.programme import file, rules
from talkoot.programme.file import ProgrammeFile

TEXT = (Path(__file__).resolve().parents[2] / "programmes" / "meijan-mikkeli.toml").read_text(encoding="utf-8")
WRITTEN: Mapping[str, Any] = tomllib.loads(TEXT)
REAL = file.parse(TEXT)


def at(key: str, written: Mapping[str, Any] = WRITTEN) -> Any:
    """What the file says under a dotted key."""
    for name in key.split("."):
        written = written[name]
    return written


def changed(values: Mapping[str, object]) -> dict[str, Any]:
    """The file with other values under some dotted keys; None takes the key out."""
    written = copy.deepcopy(dict(WRITTEN))
    for key, value in values.items():
        table, _, name = key.rpartition(".")
        place = at(table, written)
        if value is None:
            del place[name]
        else:
            place[name] = value
    return written


def with_values(values: Mapping[str, object]) -> ProgrammeFile:
    """The parsed file with other values under some dotted keys."""
    return file.from_plain(changed(values))


def faults_with(values: Mapping[str, object]) -> dict[str, str]:
    """Text by key of everything that is wrong with such a file, in shape or in sense."""
    try:
        return dict(rules.faults(with_values(values)))
    except Faults as error:
        return dict(error.faults)
