"""Elements by name: a reader asks four hundred times what stands where, and each element's children are listed once."""

import re
from collections.abc import Container, Iterable
from functools import cache

from lxml import etree

from talkoot.costs.einvoice.safe_xml import NAMESPACES, Node

Named = dict[str, list[Node]]
"""Elements by their tags, in the document's order."""

_NAME = re.compile(r"(?:(\w+):)?(\w+)")


class Children(dict[Node, Named]):
    """The children of every element that was asked for, if they have one of these tags.

    A stranger may write a million elements side by side that nobody asks for: they are looked at and let go.
    """

    def __init__(self, tags: Container[str]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, element: Node) -> Named:
        below: Named = {}
        for child in element if isinstance(element, etree._Element) else ():
            if child.tag in self._tags:
                below.setdefault(child.tag, []).append(child)
        self[element] = below
        return below

    def of(self, elements: Iterable[Node]) -> Named:
        """The children of all these elements together."""
        together: Named = {}
        for element in elements:
            for name, children in self[element].items():
                together.setdefault(name, []).extend(children)
        return together


def tags_in(paths: Iterable[str]) -> frozenset[str]:
    """The tag of every element that these paths name."""
    return frozenset(tag for path in paths for step in path.split("/") if (tag := _tag(step)))


@cache
def last_step(path: str) -> tuple[str, str] | None:
    """A path without its last step, and that step as a tag (or `*`); None of one that ends in more than a name."""
    above, _, step = path.rpartition("/")
    tag = step if step == "*" else _tag(step)
    return None if tag is None or "|" in path or "//" in path else (above, tag)


def _tag(step: str) -> str | None:
    name = _NAME.fullmatch(step)
    if name is None:
        return None
    return f"{{{NAMESPACES[name[1]]}}}{name[2]}" if name[1] else step
