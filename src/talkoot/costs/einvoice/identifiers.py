"""Check digits of what an invoice is paid with and to. Word for word as in the message, spaces allowed."""

import re

from schwifty import IBAN
from stdnum import iso11649
from stdnum.fi import ytunnus

_BUSINESS_ID = re.compile(r"[0-9]{6,7}-[0-9]")
_REFERENCE = re.compile(r"[0-9]{4,20}")


def is_iban(text: str) -> bool:
    """Whether it is an IBAN with the length of its country and right check digits."""
    return IBAN(text, allow_invalid=True).is_valid


def is_payment_reference(text: str) -> bool:
    """Whether it is an ISO 11649 reference (RF…) or a Finnish reference number with the right check digit."""
    compact = "".join(text.split()).upper()
    return bool(iso11649.is_valid(compact)) if compact.startswith("RF") else _is_viitenumero(compact)


def _is_viitenumero(text: str) -> bool:
    """4 to 20 digits, leading zeros aside; the last one brings the sum weighted 7, 3, 1 from the right to a ten."""
    digits = text.lstrip("0")
    if not _REFERENCE.fullmatch(digits):
        return False
    weighted = sum(int(digit) * (7, 3, 1)[place % 3] for place, digit in enumerate(reversed(digits[:-1])))
    return (weighted + int(digits[-1])) % 10 == 0


def is_business_id_with_wrong_check(text: str) -> bool:
    """Whether it looks like a Finnish Y-tunnus (1234567-1) but its check digit is wrong."""
    return bool(_BUSINESS_ID.fullmatch(text)) and not ytunnus.is_valid(text)
