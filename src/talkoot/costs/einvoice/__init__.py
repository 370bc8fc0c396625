"""The e-invoice reader: bytes in, frozen `EInvoice` or `Refused` out. No Django, no database, no settings.

Where things are: `frames` cuts a file into messages and `safe_xml` parses one without loading anything; `finvoice` and
`ubl` are tables that say where each fact stands in a format (`layout` explains their columns); `reading` goes by such a
table and asks a `document`, which finds by name in a `tree`; `model` is what comes out; `findings` says what is odd
about it; `form` writes the published JSON form.
"""

from talkoot.costs.einvoice.findings import FINDINGS
from talkoot.costs.einvoice.form import as_json
from talkoot.costs.einvoice.model import EInvoice, Kind, Message, Party, References, Refused, Row, Text, Vat
from talkoot.costs.einvoice.reading import read_message, read_messages
from talkoot.costs.einvoice.refusals import REFUSALS
from talkoot.costs.einvoice.values import says_something

__all__ = [
    "FINDINGS",
    "REFUSALS",
    "EInvoice",
    "Kind",
    "Message",
    "Party",
    "References",
    "Refused",
    "Row",
    "Text",
    "Vat",
    "as_json",
    "read_message",
    "read_messages",
    "says_something",
]
