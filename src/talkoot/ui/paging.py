"""Keyset paging: a page begins after a row, not after a count, so the thousandth costs what the first does."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest

SIZE = 20
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of a list, with the addresses (query strings) of the page before and after; empty where there is none."""

    rows: Sequence[Row]
    before: str
    after: str


def page_of(rows: "QuerySet[Any, Row]", request: HttpRequest, order: Sequence[str], size: int = SIZE) -> Page[Row]:
    """The page the address asks for (`after=` or `before=`), of rows ordered by `order`.

    `order` names columns like order_by does ("-told_at", "-pk"), none of them null; the last one is unique. A mark
    nobody gave out begins at the first page. The rows are records, or their `values`: of a long list only what it
    shows is read. One statement.
    """
    backwards = "before" in request.GET
    mark = _read(request.GET.get("before") or request.GET.get("after") or "", len(order))
    wanted = _reversed(order) if backwards else list(order)
    found = rows.order_by(*wanted)
    try:
        taken = list((found.filter(_beyond(wanted, mark)) if mark else found)[: size + 1])
    except (ValueError, ValidationError, OverflowError):  # a mark with values that these columns can't hold
        mark, taken = [], list(found[: size + 1])
    is_more, taken = len(taken) > size, taken[:size]
    if backwards:
        taken.reverse()
    has_before, has_after = (is_more, bool(mark)) if backwards else (bool(mark), is_more)
    return Page(
        taken,
        _address(request, "before", _values(taken[0], order)) if has_before and taken else "",
        _address(request, "after", _values(taken[-1], order)) if has_after and taken else "",
    )


def page_of_numbers(numbers: Sequence[int], request: HttpRequest, size: int) -> Page[int]:
    """The same of numbers at hand, growing: for a list that stands in no table, like what a frozen document tells.

    A mark beyond the last of them begins at the first page, as one that nobody gave out.
    """
    marks = [_read(request.GET[name], 1) for name in ("before", "after") if name in request.GET]
    mark = marks[0][0] if marks and marks[0] else None
    begin = _begin(numbers, mark, size, "before" in request.GET) if isinstance(mark, int) else 0
    taken = numbers[begin : begin + size]
    return Page(
        taken,
        _address(request, "before", [taken[0]]) if begin else "",
        _address(request, "after", [taken[-1]]) if begin + size < len(numbers) else "",
    )


def _begin(numbers: Sequence[int], mark: int, size: int, is_backwards: bool) -> int:
    if is_backwards:
        return max(0, bisect_left(numbers, mark) - size)
    begin = bisect_right(numbers, mark)
    return begin if begin < len(numbers) else 0


def _reversed(order: Sequence[str]) -> list[str]:
    return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]


def _beyond(order: Sequence[str], mark: Sequence[Any]) -> Q:
    """Rows after the mark: later in the first column, or the same there and later in the next, and so on."""
    beyond, same = Q(), Q()
    for name, value in zip(order, mark, strict=True):
        column, is_down = name.removeprefix("-"), name.startswith("-")
        beyond |= same & Q(**{f"{column}__{'lt' if is_down else 'gt'}": value})
        same &= Q(**{column: value})
    # Follows from the rest, but tells the database where in the index to begin.
    first, is_down = order[0].removeprefix("-"), order[0].startswith("-")
    return Q(**{f"{first}__{'lte' if is_down else 'gte'}": mark[0]}) & beyond


def _address(request: HttpRequest, name: str, values: Sequence[Any]) -> str:
    query = request.GET.copy()
    for old in ("before", "after"):
        query.pop(old, None)
    query[name] = _write(values)
    return f"?{query.urlencode()}"


def _values(row: object, order: Sequence[str]) -> list[Any]:
    return [_value(row, column) for column in order]


def _value(row: object, column: str) -> Any:
    name = column.removeprefix("-")
    value = row[name] if isinstance(row, dict) else reduce(getattr, name.split("__"), row)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _write(values: Sequence[Any]) -> str:
    return urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def _read(mark: str, length: int) -> list[Any]:
    """The values of a mark; none for what is no mark of ours."""
    try:
        values = json.loads(urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    except ValueError:
        return []
    is_mark = isinstance(values, list) and len(values) == length
    return values if is_mark and all(isinstance(value, str | int) for value in values) else []
