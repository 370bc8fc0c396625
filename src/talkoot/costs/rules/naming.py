"""How a name, a code or an address is found in what people type: as a run of whole words, whatever stands around it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"

_WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """The text in small letters as words between single spaces: 'Hallinto, Heikki' becomes ' hallinto heikki '."""
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', text).casefold()))} "


def says(text_in_words: str, name: str) -> bool:
    """Whether a text (already in `words`) has the name in it. An empty name is in no text."""
    return place_of(words(name), text_in_words) is not None


def place_of(name_in_words: str, text_in_words: str) -> int | None:
    """Where a name begins in a text (both in `words`), or None."""
    place = text_in_words.find(name_in_words) if name_in_words.strip() else -1
    return None if place < 0 else place


def matter_codes(text: str, prefix: str, *, with_spaces: bool = False) -> Iterator[tuple[int, int | None]]:
    """Matter and order slip of every code in a text: MM-0042-3 gives (42, 3), MM-0042 and MM0042 give (42, None).

    Only where a reference is expected may a space stand for the hyphen: elsewhere "10 mm 2000" is a steel bar.
    """
    gap = f"[{DASHES}{' ' if with_spaces else ''}]?"
    code = rf"(?<!\w){re.escape(prefix)}{gap}(\d{{4,6}})(?:[{DASHES}](\d{{1,4}}))?(?!\w)"
    for number, slip in re.findall(code, unicodedata.normalize("NFKC", text), re.IGNORECASE):
        yield int(number), int(slip) if slip else None


def is_addressed_to(recipient: str, addresses: Iterable[str]) -> bool:
    """Whether a recipient's address is one of ours, with or without spaces and the scheme in front (0216:0037…)."""
    ours = {_compact(address) for address in addresses}
    return _compact(recipient) in ours or _compact(recipient.rpartition(":")[2]) in ours


def _compact(address: str) -> str:
    return "".join(sign for sign in address if sign.isalnum()).upper()


def is_delivered_to(lines: Iterable[str], address: str) -> bool:
    """Whether the lines of a delivery address name the street or box of an address ('…, PL 1043, 00026 BASWARE')."""
    box = next((part for part in address.split(",") if any(sign.isdigit() for sign in part)), "")
    return says(words(" ".join(lines)), box)
