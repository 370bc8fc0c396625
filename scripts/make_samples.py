"""Writes the demo's e-invoices, src/talkoot/demo/samples/*.xml, from the table in scripts/samples/table.py.

python -m scripts.make_samples            writes the files
python -m scripts.make_samples --check    exits 1 when a file differs, is missing or is one too many
"""

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.samples.finvoice import write_finvoice
from scripts.samples.frame import write_framed_finvoice
from scripts.samples.model import Format, Invoice
from scripts.samples.table import INVOICES
from scripts.samples.ubl import write_ubl
from scripts.stages import ROOT

FOLDER = ROOT / "src" / "talkoot" / "demo" / "samples"
_WRITERS: dict[Format, Callable[[Invoice], bytes]] = {
    Format.FINVOICE: write_finvoice,
    Format.FRAMED: write_framed_finvoice,
    Format.UBL: write_ubl,
}


def documents() -> dict[str, bytes]:
    """Every file of the table by its name."""
    return {f"{invoice.file}.xml": _WRITERS[invoice.format](invoice) for invoice in INVOICES}


def differing(folder: Path) -> list[str]:
    """The names of files in the folder that differ from the table, are missing or are not in it."""
    wanted, found = documents(), {path.name: path.read_bytes() for path in folder.glob("*.xml")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def main(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    if "--check" in arguments:
        different = differing(FOLDER)
        for name in different:
            print(f"{name} is not what the table says. Run python -m scripts.make_samples, or delete the file.")
        return 1 if different else 0
    FOLDER.mkdir(exist_ok=True)
    for name, content in documents().items():
        (FOLDER / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
