"""What the public pages say by the day, on plain values."""

from datetime import date
from typing import TypeVar

from talkoot.core.errors import Sentence

STATEMENT_ON = date(2026, 11, 24)
"""The day on which the accessibility statement was last looked through."""

MOVED_ON = date(2025, 1, 1)
"""From this day Traficom supervises the accessibility of digital services; before it, a regional agency did."""

FIRST_LINES, LAST_LINES = 2, 3
Line = TypeVar("Line")


def supervisor(day: date) -> Sentence:
    """The authority that supervises accessibility on a day."""
    if day >= MOVED_ON:
        return Sentence("Finnish Transport and Communications Agency Traficom")
    return Sentence("Regional State Administrative Agency for Southern Finland")


def shortened(lines: list[Line]) -> tuple[list[Line], list[Line], int]:
    """The beginning and the end of a story, and how many lines were left out between them."""
    left_out = len(lines) - FIRST_LINES - LAST_LINES
    if left_out <= 1:
        return lines, [], 0
    return lines[:FIRST_LINES], lines[-LAST_LINES:], left_out
