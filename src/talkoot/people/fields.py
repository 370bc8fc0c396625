"""Fields for the numbers of organisations, read by the rules of people."""

from typing import Any

from talkoot.people import rules
from talkoot.ui.fields import ReadField


class BusinessIdField(ReadField[str]):
    """A Finnish business id (Y-tunnus) with its check digit: 1234567-1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rules.business_id, **kwargs)


class RegisterNumberField(ReadField[str]):
    """An association's number in the register of associations: 123.456."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rules.register_number, **kwargs)


class IbanField(ReadField[str]):
    """A bank account by its IBAN, with spaces or without."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rules.iban, width=20, attrs={"spellcheck": "false"}, **kwargs)
