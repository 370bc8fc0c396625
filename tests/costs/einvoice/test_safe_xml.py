"""What is refused before anything is read, and with which code."""

import pytest

from talkoot.costs.einvoice import REFUSALS, EInvoice, Refused, as_json, read_messages, reading
from tests.costs.einvoice.samples import FINVOICE, read, refused

ROOT = "<Finvoice Version='3.0'/>"


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty", b""),
        ("empty", b" \r\n\t"),
        ("not_xml", b"%PDF-1.7"),
        ("not_xml", b"PK\x03\x04"),
        ("not_xml", b"<Finvoice"),
        ("not_xml", b'<?xml version="1.0" encoding="no-such"?><Finvoice Version="3.0"/>'),
        ("not_xml", "<Finvoice Version='3.0'>Mäki</Finvoice>".encode("iso-8859-15")),
        ("not_xml", f"{ROOT}{ROOT}".encode()),
        ("not_xml", b"<Finvoice Version='3.0'>\0</Finvoice>"),
        ("too_deep", b"<Finvoice Version='3.0'>" + b"<a>" * 300 + b"</a>" * 300 + b"</Finvoice>"),
        ("dtd", b"<!DOCTYPE Finvoice [<!ATTLIST Finvoice Version CDATA '3.0'>]><Finvoice/>"),
        ("dtd", b"<!-- x --><?x y?><!DOCTYPE Finvoice [<!ATTLIST Finvoice Version CDATA '3.0'>]><Finvoice/>"),
        ("dtd", b"<!DOCTYPE Finvoice SYSTEM 'a>b' [<!NOTATION n SYSTEM 'x'>]><Finvoice Version='3.0'/>"),
        ("entities", b"<!DOCTYPE Finvoice [<!ENTITY v '3.0'>]><Finvoice Version='&v;'/>"),
        ("entities", b"<!DOCTYPE Finvoice [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><Finvoice>&a;</Finvoice>"),
        ("entities", b"<!DOCTYPE Finvoice SYSTEM 'x'><Finvoice Version='3.0'>&unknown;</Finvoice>"),
        ("external", b"<Finvoice Version='3.0' xmlns:i='http://www.w3.org/2001/XInclude'><i:include/></Finvoice>"),
        ("encrypted", b"<EncryptedData xmlns='http://www.w3.org/2001/04/xmlenc#'/>"),
        ("format", b"<Invoice/>"),
        ("format", b"<html><body>Hei</body></html>"),
        ("format", b"<Finvoice xmlns='urn:other' Version='3.0'/>"),
        ("version", b"<Finvoice/>"),
        ("version", b"<Finvoice Version='4.0'/>"),
    ],
)
def test_what_cannot_be_read_has_a_code(code: str, data: bytes) -> None:
    message = refused(data)
    assert as_json(message) == {"state": "refused", "code": code}
    assert message.content == data


def test_the_detail_of_a_refusal_stays_short() -> None:
    assert len(refused(f"<Finvoice Version='{'9' * 10_000}'/>").detail) == 200


def test_every_code_tells_a_person_what_to_do() -> None:
    for code, sentence in REFUSALS.items():
        message = Refused(position=1, content=b"", code=code, detail="line 3")
        assert message.reason == f"{sentence} (line 3)"
        assert sentence.count(". ") == 1
        assert sentence.endswith(".")


def test_a_file_above_the_ceiling_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", len(FINVOICE) - 1)
    assert refused(FINVOICE).code == "too_large"


def test_an_invoice_with_more_rows_than_anybody_sends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_GROUPS", 1)
    assert refused(FINVOICE).code == "too_large"  # one row and one VAT line


@pytest.mark.parametrize("doctype", ["Finvoice", "Finvoice SYSTEM 'Finvoice.dtd'", "Finvoice PUBLIC '-//x' 'F.dtd'"])
def test_a_bare_doctype_is_let_pass(doctype: str) -> None:
    assert read(FINVOICE.replace("?>\n", f"?>\n<!DOCTYPE {doctype}>\n", 1)).number == "1001"


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252", "UTF-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    text = FINVOICE.replace("UTF-8", encoding).replace("Kahvi ja pulla", "Täytekakku")
    assert read(text.encode(encoding)).rows[0].description == "Täytekakku"


def test_a_euro_sign_survives_the_encoding_that_was_made_for_it() -> None:
    text = FINVOICE.replace("UTF-8", "ISO-8859-15").replace("Kahvi ja pulla", "Lahjakortti 20 €")
    assert read(text.encode("iso-8859-15")).rows[0].description == "Lahjakortti 20 €"


def test_white_space_before_the_declaration_is_forgiven() -> None:
    assert read("\r\n" + FINVOICE).number == "1001"


def test_a_comment_does_not_cut_a_value_in_two() -> None:
    assert read(FINVOICE.replace(">1001<", ">10<!-- x -->0<?x y?><![CDATA[1]]><")).number == "1001"


def test_a_refusal_keeps_the_bytes_and_their_digest() -> None:
    (message,) = read_messages(b"not xml")
    assert not isinstance(message, EInvoice)
    assert (message.content, len(message.digest), message.position) == (b"not xml", 64, 1)
