"""Asking a parsed document (or one group in it) for values by path, and remembering what could not be taken as is."""

from datetime import date

from lxml import etree

from talkoot.costs.einvoice.layout import Paths
from talkoot.costs.einvoice.safe_xml import nodes, text_of
from talkoot.costs.einvoice.values import Amount, read_amount, read_date

_UNITS = ("QuantityUnitCode", "unitCode")


class Document:
    """Values of one element by paths below it. `oddities` (codes of FINDINGS) is shared with the groups in it."""

    def __init__(self, root: etree._Element, oddities: set[str]) -> None:
        self.root = root
        self.oddities = oddities

    def all(self, paths: Paths) -> tuple[str, ...]:
        """Every text that is not empty, path by path, word for word."""
        return tuple(text for path in paths for text in map(text_of, nodes(self.root, path)) if text)

    def first(self, paths: Paths) -> str | None:
        """The first text that is not empty."""
        return next((found[0] for path in paths if (found := self.all((path,)))), None)

    def only(self, paths: Paths) -> str | None:
        """The first text, where a second and different one at the same place would be a contradiction."""
        found = next((found for path in paths if (found := self.all((path,)))), ())
        if len(set(found)) > 1:
            self.oddities.add("several")
        return found[0] if found else None

    def day(self, paths: Paths) -> date | None:
        """The date there; what is no date gives None and an oddity."""
        text = self.only(paths)
        day = read_date(text) if text else None
        if text and day is None:
            self.oddities.add("date_invalid")
        return day

    def amount(self, paths: Paths) -> Amount | None:
        """The amount there; what is no amount gives None and an oddity."""
        text = self.only(paths)
        amount = read_amount(text) if text else None
        if text and amount is None:
            self.oddities.add("amount_invalid")
        return amount

    def quantity(self, paths: Paths) -> str | None:
        """The quantity and its unit as written, like '2,5 h'."""
        for element in (element for path in paths for element in nodes(self.root, path)):
            if text_of(element) and isinstance(element, etree._Element):
                unit = next((unit for name in _UNITS if (unit := element.get(name))), "")
                return f"{text_of(element)} {unit}".rstrip()
        return None

    def groups(self, path: str) -> list["Document"]:
        """The elements at a path, to be asked in turn."""
        found = nodes(self.root, path)
        return [Document(element, self.oddities) for element in found if isinstance(element, etree._Element)]
