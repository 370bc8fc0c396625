"""A file may hold several messages, each behind its SOAP frame; nothing else is ever cut."""

import pytest

from talkoot.core import canonical
from talkoot.costs.einvoice import EInvoice, Refused, as_json, read_messages, reading
from tests.costs.einvoice.samples import FINVOICE, FRAME, UBL, changed, read, refused


def test_each_framed_message_is_read_by_itself() -> None:
    second = changed(FINVOICE, InvoiceNumber="1002").replace("UTF-8", "ISO-8859-15").replace("pulla", "säpinä")
    data = FRAME.encode() + FINVOICE.encode() + FRAME.encode() + second.encode("iso-8859-15") + (FRAME + UBL).encode()
    messages = read_messages(data)
    assert [message.position for message in messages] == [1, 2, 3]
    assert [as_json(message).get("number") for message in messages] == ["1001", "1002", "U-7"]
    assert b"".join(message.content for message in messages) == data
    assert [message.digest for message in messages] == [canonical.digest(message.content) for message in messages]
    assert len({message.digest for message in messages}) == 3


def test_a_broken_message_does_not_spoil_its_neighbours() -> None:
    messages = read_messages((FRAME + FINVOICE + FRAME + "<Finvoice>" + FRAME + FINVOICE).encode())
    assert [isinstance(message, EInvoice) for message in messages] == [True, False, True]
    assert as_json(messages[1]) == {"state": "refused", "code": "not_xml"}


def test_the_frame_gives_the_addresses_an_old_finvoice_lacks() -> None:
    invoice = read(FRAME + FINVOICE)
    assert (invoice.sender, invoice.sender_operator) == ("003776543212", "NDEAFIHH")
    assert (invoice.recipient, invoice.recipient_operator) == ("003712345671", "BAWCFI22")


def test_the_documents_own_address_goes_before_the_frames() -> None:
    assert read(FRAME + UBL.replace("003712345671", "003799999999")).recipient == "003799999999"


@pytest.mark.parametrize("lead", ["", "\ufeff", "\n", '<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_a_frame_may_follow_a_mark_a_line_or_a_declaration(lead: str) -> None:
    messages = read_messages((lead + FRAME + FINVOICE + lead.strip("\ufeff") + FRAME + FINVOICE).encode())
    assert [as_json(message).get("number") for message in messages] == ["1001", "1001"]


def test_two_invoices_without_frames_are_not_cut() -> None:
    assert refused(FINVOICE + FINVOICE.partition("?>")[2]).code == "not_xml"


def test_two_invoices_behind_one_frame_are_not_cut() -> None:
    assert refused(FRAME + FINVOICE + FINVOICE.partition("?>")[2]).code == "not_xml"


def test_a_frame_after_an_unframed_invoice_is_not_cut() -> None:
    assert refused(FINVOICE + FRAME + FINVOICE).code == "not_xml"


def test_a_frame_without_its_invoice_says_so() -> None:
    assert refused(FRAME + "\n").code == "frame"


def test_an_envelope_that_never_closes_is_not_xml() -> None:
    assert refused("<E:Envelope xmlns:E='x'><E:Envelope>").code == "not_xml"


def test_another_kind_of_envelope_is_another_format() -> None:
    assert refused("<Envelope xmlns='urn:other'></Envelope>").code == "format"


def test_the_frame_of_a_message_is_part_of_its_digest() -> None:
    (framed,) = read_messages((FRAME + FINVOICE).encode())
    assert framed.digest != read(FINVOICE).digest


def test_a_file_of_more_messages_than_anybody_sends_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_MESSAGES", 2)
    assert len(read_messages((FRAME + FINVOICE).encode() * 2)) == 2
    (message,) = read_messages((FRAME + FINVOICE).encode() * 3)
    assert isinstance(message, Refused)
    assert message.code == "too_large"
