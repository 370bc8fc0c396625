"""Building XML so that code reads like the document it writes."""

from typing import cast

from lxml import etree

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
UBL_PARTS = {"cac": f"{UBL}:CommonAggregateComponents-2", "cbc": f"{UBL}:CommonBasicComponents-2"}
FRAME_PARTS = {
    "SOAP-ENV": "http://schemas.xmlsoap.org/soap/envelope/",
    "eb": "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd",
    "xlink": "http://www.w3.org/1999/xlink",
}
_PREFIXES = UBL_PARTS | FRAME_PARTS

Content = str | etree._Element | None


def tag(name: str, *content: Content, **attributes: str) -> etree._Element:
    """An element, like `tag("cbc:ID", "1")`, with its text or its children."""
    named = {_qualified(attribute): value for attribute, value in attributes.items()}
    return fill(etree.Element(_qualified(name), named, nsmap=_prefix_of(name)), *content)


def fill(element: etree._Element, *content: Content) -> etree._Element:
    """The element with its text or its children. A child in which nothing is said is left out."""
    for part in content:
        if isinstance(part, str):
            element.text = part
        elif part is not None and (part.text or len(part)):
            element.append(part)
    return element


def written(root: etree._Element, encoding: str = "UTF-8") -> bytes:
    """The document as a file."""
    etree.indent(root)
    return cast("bytes", etree.tostring(root, xml_declaration=True, encoding=encoding)) + b"\n"


def decimal(cents: int, point: str) -> str:
    """Cents as the formats write euros: -12,50 or -12.50."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}{point}{abs(cents) % 100:02}"


def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}" if prefix else local


def _prefix_of(name: str) -> dict[str, str]:
    prefix = name.rpartition(":")[0]
    return {prefix: _PREFIXES[prefix]} if prefix else {}
