"""From a file to its messages. Only SOAP frames are cut: two invoices without frames in one file are not XML.

A framed message is an ebXML envelope and, after it, a document of its own, often in another encoding. So the cut is
made between bytes, before anything is parsed.
"""

import re
from dataclasses import dataclass

from lxml import etree

from talkoot.costs.einvoice.refusals import CannotRead
from talkoot.costs.einvoice.safe_xml import nodes, parse, text_of

_BOM = b"\xef\xbb\xbf"
_DECLARATION = rb"(?:<\?xml[^>]{0,200}\?>\s*)?"  # bounded: an unbounded one takes quadratic time on "<?xml<?xml…"
_OPENED = re.compile(_DECLARATION + rb"<(?:[A-Za-z_][\w.-]{0,50}:)?Envelope[\s>]")
_CLOSED = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,50}:)?Envelope\s*>")
_SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}Envelope"


@dataclass(frozen=True)
class Addresses:
    """Who sent a message to whom through which operators, as its SOAP frame says."""

    sender: str | None = None
    sender_operator: str | None = None
    recipient: str | None = None
    recipient_operator: str | None = None


@dataclass(frozen=True)
class Framed:
    """One message: its SOAP frame (empty when it has none) and its document. Together they are its bytes."""

    frame: bytes
    document: bytes


def split_frames(data: bytes) -> list[Framed]:
    """The messages of a file, at least one. Joined again they are the file, byte for byte."""
    starts = _starts(data)
    if not starts:
        return [Framed(b"", data)]
    return [_framed(data[start:end]) for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def _starts(data: bytes) -> list[int]:
    """Where each frame begins, the first at 0; none when the file does not begin with a frame."""
    opened = _OPENED.match(data, len(data) - len(data.removeprefix(_BOM).lstrip()))
    starts: list[int] = []
    while opened:
        starts.append(opened.start() if starts else 0)
        closed = _CLOSED.search(data, opened.end())
        opened = _OPENED.search(data, closed.end()) if closed else None
    return starts


def _framed(message: bytes) -> Framed:
    closed = _CLOSED.search(message)
    end = closed.end() if closed else len(message)
    return Framed(message[:end], message[end:])


def read_addresses(frame: bytes) -> Addresses:
    """The addresses of a SOAP frame, all None without one. Raises CannotRead."""
    if not frame:
        return Addresses()
    root = parse(frame)
    if root.tag != _SOAP:
        raise CannotRead("format", f"the document is {root.tag}")
    return Addresses(
        sender=_party(root, "From", "Sender"),
        sender_operator=_party(root, "From", "Intermediator"),
        recipient=_party(root, "To", "Receiver"),
        recipient_operator=_party(root, "To", "Intermediator"),
    )


def _party(root: etree._Element, side: str, role: str) -> str | None:
    found = nodes(root, f"//eb:{side}[eb:Role='{role}']/eb:PartyId")
    return next((text for text in map(text_of, found) if text), None)
