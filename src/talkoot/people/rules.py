"""What makes sense of people and organisations, on plain values."""

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.fi import ytunnus

from talkoot.core.errors import RuleBroken


class InvalidBusinessId(RuleBroken):
    """A Y-tunnus whose check digit doesn't fit."""

    code = "invalid_business_id"


class InvalidIban(RuleBroken):
    """An IBAN whose check digits or length don't fit."""

    code = "invalid_iban"


class BusinessIdTaken(RuleBroken):
    """Another organisation has this Y-tunnus."""

    code = "business_id_taken"


class BusinessIdSettled(RuleBroken):
    """The organisation has a Y-tunnus already, and nobody ever gets a second one."""

    code = "business_id_settled"


def business_id(text: str) -> str:
    """The Y-tunnus as it is written: 1234567-8. Raises InvalidBusinessId."""
    if not ytunnus.is_valid(text):
        raise InvalidBusinessId(f"'{text}' is not a Y-tunnus. Seven digits, a hyphen and the right check digit.")
    return str(ytunnus.format(ytunnus.compact(text)))


def iban(text: str) -> str:
    """The IBAN without spaces. Raises InvalidIban."""
    try:
        return str(IBAN(text).compact)
    except SchwiftyException as error:
        raise InvalidIban(
            f"'{text}' is not an account number (IBAN). Check it against the bank's own paper."
        ) from error


def check_business_id(known: str | None, wanted: str, is_taken: bool) -> None:
    """A Y-tunnus names one organisation for good."""
    if known and known != wanted:
        raise BusinessIdSettled(f"This organisation is {known}. Another Y-tunnus is another one: add it.")
    if is_taken:
        raise BusinessIdTaken(f"Another organisation has {wanted} already. Use that one, or check the number.")
