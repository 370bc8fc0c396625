"""Whatever arrives, the reader answers: it never raises, and it loses no byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkoot.core import canonical
from talkoot.costs.einvoice import EInvoice, Refused, as_json, read_messages
from tests.costs.einvoice.samples import FINVOICE, FRAME, UBL

OWN = tuple(text.encode() for text in (FINVOICE, UBL, FRAME + FINVOICE, FRAME + FINVOICE + FRAME + UBL))
SNIPPETS = (b"", b"\0", b"<", b"&x;", b"]]>", b"<!--", b"<![CDATA[", b"-", b",", b"9" * 40, b"\xff", "€".encode(), *OWN)

changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=8))),
    min_size=1,
    max_size=4,
)
fuzz = settings(max_examples=300, deadline=None)


def mutated(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The message with a few stretches cut out and something else put there."""
    for place, length, snippet in edits:
        start = int(place * len(data))
        data = data[:start] + snippet + data[start + length :]
    return data


def check(data: bytes, schema: Path | None = None) -> None:
    messages = read_messages(data, schema)
    assert b"".join(message.content for message in messages) == data
    assert [message.position for message in messages] == list(range(1, len(messages) + 1))
    for message in messages:
        assert isinstance(message, EInvoice | Refused)
        canonical.dumps(as_json(message))
        if isinstance(message, EInvoice):
            assert all(cents is None or cents >= 0 for cents in (message.gross_cents, message.payable_cents))
        else:
            assert message.reason


@fuzz
@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    check(data)


@fuzz
@given(st.sampled_from(OWN), changes)
def test_a_damaged_message_gets_an_answer(data: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    check(mutated(data, edits))


@fuzz
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_text_in_any_field_gets_an_answer(text: str) -> None:
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for old in ("1001", "20190304", "MM-0042-3", "124,00", "24", "FI2112345600000785", "RF18539007547034", "7654321-2"):
        check(FINVOICE.replace(f">{old}<", f">{written}<").encode())


@pytest.mark.shared
@fuzz
@given(data=st.data())
def test_a_damaged_real_file_gets_an_answer(shared: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted((shared / "data" / "einvoices").glob("*.xml"))))
    check(mutated(path.read_bytes(), data.draw(changes)), shared / "data" / "schemas" / "Finvoice3.0.xsd")
