"""The style sheets that set-up builds: small, nobody else's looks, and whole in both directions."""

import gzip
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

STATIC = ROOT / "src" / "talkoot" / "ui" / "static"
VENDOR = [STATIC / "vendor" / "govuk.css", STATIC / "vendor" / "govuk.rtl.css"]
SERVED = [*VENDOR, *sorted((STATIC / "ui").glob("*.css")), *sorted((STATIC / "ui").glob("*.js"))]


@pytest.mark.parametrize("sheet", VENDOR, ids=lambda path: path.name)
def test_nothing_of_another_government_is_left(sheet: Path) -> None:
    css = sheet.read_text()

    assert not re.search(r"GDS Transport|@font-face|url\(|crest|crown-|sourceMappingURL", css)
    assert "MIT licence" in css.splitlines()[0]


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
def test_what_is_sent_packed_is_what_lies_there(path: Path) -> None:
    assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes(), "make setup builds it again"


def test_style_and_script_leave_room_for_the_page() -> None:
    """A resident's first page may weigh 40 kB, all in."""
    sent = ["vendor/govuk.css.gz", "ui/talkoot.css.gz", "ui/talkoot.js.gz", "ui/shore.svg.gz"]

    assert sum((STATIC / name).stat().st_size for name in sent) < 24_000


def test_no_page_uses_a_class_that_the_build_takes_out() -> None:
    script = (ROOT / "scripts" / "build_assets.mjs").read_text()
    (listed,) = re.findall(r"NOT_USED = \[(.*?)\]", script, re.DOTALL)
    gone = tuple(f"govuk-{name}" for name in re.findall(r'"([a-z-]+)"', listed))
    pages = (ROOT / "src" / "talkoot").rglob("templates/**/*.html")

    used = {(page.name, name) for page in pages for name in re.findall(r"govuk-[a-z_-]+", page.read_text())}
    assert not {(page, name) for page, name in used if name.startswith(gone)}


def test_our_own_sheet_reads_from_both_sides() -> None:
    """Logical properties only: a right-to-left page uses the same sheet."""
    css = (STATIC / "ui" / "talkoot.css").read_text()

    assert not re.search(r"(?:margin|padding|border)-(?:left|right)\b|[^-]\b(?:left|right):", css)
