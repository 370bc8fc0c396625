"""Pages of docs/ made from the code: `make docs` writes them, `make check` compares them."""

from collections.abc import Iterable, Iterator
from pathlib import Path


def table(heads: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """A Markdown table, line by line."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def write_or_compare(path: Path, text: str, made_from: str, arguments: list[str]) -> int:
    """Write the page, or with --check compare it: 1, and a line that says what to do, when it is out of date."""
    if "--check" not in arguments:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{path.parent.name}/{path.name} differs from {made_from}. Write it again with: make docs")
    return 1
