"""The ebXML frame in which Finnish operators and banks hand Finvoice messages on."""

from lxml import etree

from scripts.samples.finvoice import build_finvoice
from scripts.samples.model import BANK, OPERATOR, Invoice
from scripts.samples.tags import FRAME_PARTS, tag, written


def write_framed_finvoice(invoice: Invoice) -> bytes:
    """The frame and after it the message, a document of its own in the encoding that banks still use."""
    frame = _frame(invoice)
    etree.indent(frame)
    return etree.tostring(frame) + b"\n" + written(build_finvoice(invoice), "ISO-8859-15")


def _frame(invoice: Invoice) -> etree._Element:
    frame = tag(
        "SOAP-ENV:Envelope",
        tag("SOAP-ENV:Header", _message_header(invoice)),
        tag("SOAP-ENV:Body", _manifest(invoice)),
    )
    etree.cleanup_namespaces(frame, top_nsmap=FRAME_PARTS)
    return frame


def _message_header(invoice: Invoice) -> etree._Element:
    return tag(
        "eb:MessageHeader",
        tag("eb:From", tag("eb:PartyId", invoice.seller.ovt), tag("eb:Role", "Sender")),
        tag("eb:From", tag("eb:PartyId", BANK), tag("eb:Role", "Intermediator")),
        tag("eb:To", tag("eb:PartyId", invoice.buyer.ovt), tag("eb:Role", "Receiver")),
        tag("eb:To", tag("eb:PartyId", OPERATOR), tag("eb:Role", "Intermediator")),
        tag("eb:CPAId", "yoursandmycpa"),  # these very words, by Finvoice's convention
        tag("eb:ConversationId", invoice.message_id),
        tag("eb:Service", "Routing"),
        tag("eb:Action", "ProcessInvoice"),
        tag("eb:MessageData", tag("eb:MessageId", invoice.message_id), tag("eb:Timestamp", invoice.sent_at)),
        **{"SOAP-ENV:mustUnderstand": "1", "eb:version": "2.0"},
    )


def _manifest(invoice: Invoice) -> etree._Element:
    reference = tag("eb:Reference", tag("eb:Description", "Finvoice 3.0"), **{"xlink:href": invoice.message_id})
    return tag("eb:Manifest", reference, **{"eb:version": "2.0"})
