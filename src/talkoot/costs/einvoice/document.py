"""Asking a parsed document (or one group in it) for values by path, and remembering what could not be taken as is."""

from collections.abc import Sequence
from datetime import date

from lxml import etree

from talkoot.costs.einvoice.layout import Paths
from talkoot.costs.einvoice.safe_xml import Node, nodes, text_of
from talkoot.costs.einvoice.tree import Children, last_step
from talkoot.costs.einvoice.values import Amount, read_amount, read_date

_UNITS = ("QuantityUnitCode", "unitCode")


class Document:
    """Values of one element by paths below it. `oddities` (codes of FINDINGS), `children`: the whole document's."""

    def __init__(self, root: etree._Element, oddities: set[str], children: Children) -> None:
        self.root = root
        self.oddities = oddities
        self._children = children
        self._below = {"": children[root]}

    def nodes(self, path: str) -> Sequence[Node]:
        """What stands at a path, in the document's order: by name if that is all it says; an XPath takes tenfold."""
        last = last_step(path)
        if last is None:
            return nodes(self.root, path)
        above, tag = last
        if tag == "*":
            return [child for one in self.nodes(above) for child in one]
        below = self._below.get(above)
        if below is None:
            below = self._below[above] = self._children.of(self.nodes(above))
        return below.get(tag, ())

    def all(self, paths: Paths) -> tuple[str, ...]:
        """Every text that is not empty, path by path, word for word."""
        return tuple([text for path in paths for node in self.nodes(path) if (text := text_of(node))])

    def first(self, paths: Paths) -> str | None:
        """The first text that is not empty."""
        for path in paths:
            for node in self.nodes(path):
                if text := text_of(node):
                    return text
        return None

    def only(self, paths: Paths) -> str | None:
        """The first text, where a second and different one at the same place would be a contradiction."""
        for path in paths:
            found = [text for node in self.nodes(path) if (text := text_of(node))]
            if found:
                if len(found) > 1 and len(set(found)) > 1:
                    self.oddities.add("several")
                return found[0]
        return None

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
        for element in (element for path in paths for element in self.nodes(path)):
            if text_of(element) and isinstance(element, etree._Element):
                unit = next((unit for name in _UNITS if (unit := element.get(name))), "")
                return f"{text_of(element)} {unit}".rstrip()
        return None

    def groups(self, path: str) -> list["Document"]:
        """The elements at a path, to be asked in turn."""
        found = [element for element in self.nodes(path) if isinstance(element, etree._Element)]
        return [Document(element, self.oddities, self._children) for element in found]
