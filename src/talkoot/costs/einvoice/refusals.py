"""Why a message could not be read: stable codes, and what a person should do about each."""

from talkoot.core.errors import marked as _

REFUSALS = {
    "empty": _("The file is empty. Ask the sender to send the invoice again."),
    "too_large": _("The message is too large for an invoice. Ask the sender to leave attachments out or to split it."),
    "too_deep": _("The message is nested far deeper than any invoice. Do not open it elsewhere; ask who sent it."),
    "not_xml": _("The message is not well-formed XML. Ask the sender for the original file, not a copy or a printout."),
    "dtd": _(
        "The message carries declarations of its own, which no invoice needs. Ask the sender for it without a DTD."
    ),
    "entities": _("The message builds its text from entities, which no invoice needs. Ask the sender for plain text."),
    "external": _(
        "The message asks to include other files, and none was opened. Ask the sender for a complete invoice."
    ),
    "encrypted": _("The message is encrypted. Ask the sender to send it without encryption through the operator."),
    "frame": _("There is a SOAP frame but no invoice after it. Ask the operator to send the whole message again."),
    "format": _("The document is neither Finvoice nor a UBL invoice or credit note. Ask the sender for one of these."),
    "version": _("The Finvoice version is missing or not one of 1.0 to 3.0. Ask the sender to send version 3.0."),
}
"""Every code a refused message can have, with its sentence for people."""


class CannotRead(Exception):
    """Raised inside the reader only; `read_messages` turns it into a `Refused`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail[:200]  # it may quote the message, which may be a megabyte of nonsense
