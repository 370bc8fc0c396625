"""XML from strangers: parsed without opening a file, a socket or an entity, no deeper than the parser's limit.

A bare `<!DOCTYPE Finvoice SYSTEM "Finvoice.dtd">`, which Finvoice 1.x writes, is let pass and never loaded. Anything
declared inside the document is refused, so nothing a sender declares can change what we read.
"""

import re
from functools import cache
from typing import cast

from lxml import etree

from talkoot.costs.einvoice.refusals import CannotRead

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "eb": "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd",
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
    "xi": "http://www.w3.org/2001/XInclude",
}

Node = etree._Element | str
"""An element, or the text of an attribute."""

_DECLARES = re.compile(r"""<!DOCTYPE(?:[^>\["']|"[^"]*"|'[^']*')*\[""")


def parse(data: bytes) -> etree._Element:
    """The root of a well-formed document that needs nothing from outside. Raises CannotRead."""
    if not data.strip():
        raise CannotRead("empty")
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), _parser())
    except etree.XMLSyntaxError as error:
        raise CannotRead(_code_of(error, data), error.msg or "") from None
    _refuse_what_reaches_outside(root)
    return root


def _code_of(error: etree.XMLSyntaxError, data: bytes) -> str:
    if b"<!ENTITY" in data:
        return "entities"  # above all those that refer to each other or grow beyond the parser's limit
    deep = getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return "too_deep" if deep else "not_xml"


def _parser() -> etree.XMLParser:
    # A parser object keeps state between documents, so each document gets its own.
    return etree.XMLParser(
        attribute_defaults=False,
        dtd_validation=False,
        huge_tree=False,
        load_dtd=False,
        no_network=True,
        recover=False,
        remove_comments=True,  # so that a document written out again begins with its DOCTYPE, if it has one
        remove_pis=True,
        resolve_entities=False,
    )


def _refuse_what_reaches_outside(root: etree._Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_declarations(root)
    if nodes(root, "descendant-or-self::xi:*"):
        raise CannotRead("external")
    if nodes(root, "descendant-or-self::xenc:*"):
        raise CannotRead("encrypted")


def _refuse_declarations(root: etree._Element) -> None:
    """Let `<!DOCTYPE name SYSTEM "…">` pass, and no entity, attribute default or notation.

    lxml doesn't list all that a DTD may declare, so we look at how the parsed document is written out again; there
    `<!` outside the declarations is always escaped.
    """
    written = etree.tostring(root.getroottree(), encoding="unicode")
    if "<!ENTITY" in written or next(root.iter(etree.Entity), None) is not None:
        raise CannotRead("entities")
    if _DECLARES.match(written):
        raise CannotRead("dtd")


@cache
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMESPACES, smart_strings=False)


def nodes(root: etree._Element, path: str) -> list[Node]:
    """What stands at a path (XPath with our prefixes)."""
    return cast("list[Node]", _compiled(path)(root))


def text_of(node: Node) -> str:
    """All text of a node without the white space around it."""
    if isinstance(node, str):
        return node.strip()
    if len(node) == 0:
        return (node.text or "").strip()
    return "".join(cast("list[str]", list(node.itertext()))).strip()
