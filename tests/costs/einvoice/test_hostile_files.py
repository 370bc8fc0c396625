"""The 13 attacks: each is refused with its code or read safely; no socket is opened and no foreign file is read."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from talkoot.costs.einvoice import EInvoice, Message, as_json, read_messages

CANARY = "CANARY-5f1c"
HOSTILE = {
    "00_ok.xml": "A1",
    "01_xxe_file.xml": "entities",
    "02_xxe_http.xml": "entities",
    "03_ext_dtd.xml": "A1",
    "04_param_ent.xml": "entities",
    "05_billion_laughs.xml": "entities",
    "07_small_entity.xml": "entities",
    "13_xinclude.xml": "external",
    "16_wrong_enc.xml": "not_xml",
    "17_dup_root.xml": "not_xml",
    "19_doctype_1_2.xml": "A1",
    "22_cdata.xml": "A1<b>",
    "23_nul.xml": "not_xml",
}
"""By file: the code it is refused with, or the invoice number that is read safely."""


class Listener:
    """A server on 127.0.0.1 that answers nothing and counts who came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.visitors: list[int] = []
        self.thread = Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            connection, (_, port) = self.socket.accept()
            connection.close()
            self.visitors.append(port)
            if port == getattr(self, "farewell", None):
                return

    def close(self) -> list[int]:
        """The ports of all who came before now."""
        with socket.socket() as last:
            last.bind(("127.0.0.1", 0))
            self.farewell: int = last.getsockname()[1]
            last.connect(("127.0.0.1", self.port))
            self.thread.join()
        self.socket.close()
        return [port for port in self.visitors if port != self.farewell]


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    if listener.thread.is_alive():
        listener.close()


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that would be a DTD, an entity and a text, if anybody read it."""
    path = tmp_path / "canary"
    path.write_text(f'<!ENTITY x "{CANARY}">')
    return path


def _all_text(message: Message) -> str:
    return repr(message) + (repr(as_json(message)) if isinstance(message, EInvoice) else "")


@pytest.mark.shared
def test_every_hostile_file_is_refused_or_read_safely(shared: Path) -> None:
    outcome = {}
    for path in (shared / "data" / "hostile").iterdir():
        (message,) = read_messages(path.read_bytes())
        outcome[path.name] = message.number if isinstance(message, EInvoice) else message.code
    assert outcome == HOSTILE


@pytest.mark.shared
def test_no_hostile_file_opens_a_socket_or_reads_a_file(shared: Path, listener: Listener, canary: Path) -> None:
    schema = shared / "data" / "schemas" / "Finvoice3.0.xsd"
    for path in (shared / "data" / "hostile").iterdir():
        data = path.read_bytes()
        data = data.replace(b"127.0.0.1:8765", f"127.0.0.1:{listener.port}".encode())
        data = data.replace(b"file:///etc/hostname", canary.as_uri().encode())
        for message in read_messages(data, schema):
            assert CANARY not in _all_text(message), path.name
    assert listener.close() == []


@pytest.mark.shared
def test_the_canary_would_sing_for_a_trusting_parser(shared: Path, canary: Path) -> None:
    data = (shared / "data" / "hostile" / "01_xxe_file.xml").read_bytes()
    canary.write_text(CANARY)
    root = etree.fromstring(
        data.replace(b"file:///etc/hostname", canary.as_uri().encode()),
        etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False),
    )
    assert CANARY in etree.tostring(root, encoding="unicode")


def test_the_listener_counts_those_who_come(listener: Listener) -> None:
    with socket.create_connection(("127.0.0.1", listener.port)):
        pass
    assert len(listener.close()) == 1


@pytest.mark.shared
def test_a_schema_named_by_the_message_is_not_fetched(shared: Path, listener: Listener) -> None:
    data = f"""<Finvoice Version="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:noNamespaceSchemaLocation="http://127.0.0.1:{listener.port}/Finvoice3.0.xsd"/>"""
    (message,) = read_messages(data.encode(), shared / "data" / "schemas" / "Finvoice3.0.xsd")
    assert isinstance(message, EInvoice)
    assert "schema" in message.findings
    assert listener.close() == []


@pytest.mark.parametrize("where", ["SYSTEM", "PUBLIC 'Finvoice'"])
def test_an_external_dtd_gives_no_entities(where: str, canary: Path) -> None:
    body = "<Finvoice Version='3.0'><InvoiceDetails><InvoiceNumber>&x;</InvoiceNumber></InvoiceDetails></Finvoice>"
    (message,) = read_messages(f"<!DOCTYPE Finvoice {where} '{canary.as_uri()}'>{body}".encode())
    assert as_json(message) == {"state": "refused", "code": "entities"}
    assert CANARY not in _all_text(message)


def test_a_soap_frame_may_not_reach_outside_either(canary: Path) -> None:
    frame = f"<!DOCTYPE E:Envelope [<!ENTITY x SYSTEM '{canary.as_uri()}'>]><E:Envelope>&x;</E:Envelope>"
    (message,) = read_messages(f"{frame}<Finvoice Version='3.0'/>".encode())
    assert as_json(message)["state"] == "refused"
