"""What makes sense of people and organisations, on plain values."""

import re
from datetime import date

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.fi import ytunnus

from talkoot.core.canonical import digest
from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.typed import check_typed, is_text
from talkoot.people.grounds import Ground
from talkoot.people.roles import MANDATES, RoleCode

NAME_LENGTH = 200
EMAIL_LENGTH = 254
ADDRESS_LENGTH = 1000

_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"]+@[^@\s,;:<>()\[\]\".]+(\.[^@\s,;:<>()\[\]\".]+)+")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()-]{3,38}")


class InvalidName(RuleBroken):
    """A name with nothing in it, or one that isn't a name any more."""

    code = "invalid_name"


class InvalidBusinessId(RuleBroken):
    """A Y-tunnus whose check digit doesn't fit."""

    code = "invalid_business_id"


class InvalidRegisterNumber(RuleBroken):
    """Not how the register of associations numbers them."""

    code = "invalid_register_number"


class InvalidIban(RuleBroken):
    """An IBAN whose check digits or length don't fit."""

    code = "invalid_iban"


class NumberMissing(RuleBroken):
    """An organisation that no register knows: nobody could tell it from another of the same name."""

    code = "number_missing"


class BusinessIdTaken(RuleBroken):
    """Another organisation has this Y-tunnus."""

    code = "business_id_taken"


class BusinessIdSettled(RuleBroken):
    """The organisation has a Y-tunnus already, and nobody ever gets a second one."""

    code = "business_id_settled"


class RegisterNumberTaken(RuleBroken):
    """Another organisation has this register number."""

    code = "register_number_taken"


class InvalidEmail(RuleBroken):
    """Not one address at which e-mail arrives."""

    code = "invalid_email"


class InvalidPhone(RuleBroken):
    """Not a number that can be called."""

    code = "invalid_phone"


class AddressMissing(RuleBroken):
    """Somebody wants to hear, and nobody knows where."""

    code = "address_missing"


class ChannelMissing(RuleBroken):
    """An address, and nothing that says how to use it."""

    code = "channel_missing"


class EmailMissing(RuleBroken):
    """Somebody without e-mail can't sign in: the code is sent there."""

    code = "email_missing"


class EmailTaken(RuleBroken):
    """Another person signs in with this e-mail."""

    code = "email_taken"


class AccountOpen(RuleBroken):
    """The person has an account already, and needs no second one."""

    code = "account_open"


class EndsBeforeItBegins(RuleBroken):
    """A role whose last day comes before its first."""

    code = "ends_before_it_begins"


class MandateNeedsOrganisation(RuleBroken):
    """A writer or signatory acts for an organisation, every other role for the programme."""

    code = "mandate_needs_organisation"


class EndsInThePast(RuleBroken):
    """A role that ended on a day when its holder still acted by it."""

    code = "ends_in_the_past"


class WrongDeputy(RuleBroken):
    """A deputy holds the same role as the one they stand in for, and is somebody else."""

    code = "wrong_deputy"


class WrongProgramme(RuleBroken):
    """A row of another programme; it has no effect in this one."""

    code = "wrong_programme"


class UnknownGround(RuleBroken):
    """Not a ground on which the law makes somebody step aside."""

    code = "unknown_ground"


def name(text: str) -> str:
    """The name of a person or an organisation, without spaces around it. Raises InvalidName."""
    text = text.strip()
    if not text:
        raise InvalidName("The name is empty. Write it.")
    if not is_text(text):
        raise InvalidName("The name holds a sign that is no text. Type it again.")
    if len(text) > NAME_LENGTH:
        raise InvalidName(
            "The name has {length} characters. Write at most {longest}.", length=len(text), longest=NAME_LENGTH
        )
    return text


def business_id(text: str) -> str:
    """The Y-tunnus as it is written: 1234567-8. Raises InvalidBusinessId."""
    if not ytunnus.is_valid(text):
        raise InvalidBusinessId(
            "'{text}' is not a Y-tunnus. Seven digits, a hyphen and the right check digit.", text=text
        )
    return str(ytunnus.format(ytunnus.compact(text)))


def register_number(text: str) -> str:
    """The number in the register of associations as it is written: 123.456. Raises InvalidRegisterNumber."""
    digits = re.sub(r"[ .]", "", text)
    if not re.fullmatch(r"[0-9]{1,7}", digits):
        raise InvalidRegisterNumber(
            "'{text}' is not a register number of an association. Write it like 123.456.", text=text
        )
    return f"{int(digits):,}".replace(",", ".")


def iban(text: str) -> str:
    """The IBAN without spaces. Raises InvalidIban."""
    try:
        return str(IBAN(text).compact)
    except SchwiftyException as error:
        raise InvalidIban(
            "'{text}' is not an account number (IBAN). Check it against the bank's own paper.", text=text
        ) from error


def iban_digest(iban: str) -> str:
    """What stands for an account in the entries: enough to compare by, nothing to pay to. Empty without one."""
    return digest(iban) if iban else ""


def email(text: str) -> str:
    """The e-mail address without spaces around it. Raises InvalidEmail."""
    text = text.strip()
    if len(text) > EMAIL_LENGTH or not is_text(text) or not _EMAIL.fullmatch(text):
        raise InvalidEmail(
            "{typed} is not an e-mail address. Write one, like name@example.org.", typed=repr(text[:EMAIL_LENGTH])
        )
    return text


def phone(text: str) -> str:
    """The phone number as people write it, without spaces around it. Raises InvalidPhone."""
    text = text.strip()
    if not _PHONE.fullmatch(text):
        raise InvalidPhone("{typed} is not a phone number. Write its digits, like 0100 000 000.", typed=repr(text[:40]))
    return text


def address(channel: str, text: str) -> str:
    """Where somebody is reached by a channel (the value of a `Channel`): an e-mail address, a number, a place.

    Raises AddressMissing, ChannelMissing, InvalidEmail, InvalidPhone, NotText, TooLong.
    """
    if channel == "none" and text.strip():
        raise ChannelMissing("You wrote where to reach you, but not how. Choose a way to answer, or take it out.")
    if channel != "none" and not text.strip():
        raise AddressMissing("Write where to answer, or choose that no answer is wanted.")
    check_typed(text, Sentence("The address"), ADDRESS_LENGTH)
    return {"email": email, "sms": phone, "phone": phone}.get(channel, str.strip)(text)


def sign_in_email(text: str) -> str:
    """The e-mail as accounts keep it: in small letters, however it was typed. Raises EmailMissing."""
    email = text.strip().lower()
    if not email:
        raise EmailMissing("This person has no e-mail, and the code to sign in is sent there. Add it to them first.")
    return email


def ground(text: str) -> Ground:
    """The ground with this code. Raises UnknownGround and says which there are."""
    if text not in list(Ground):
        raise UnknownGround("There is no ground '{text}'. There are: {known}.", text=text, known=", ".join(Ground))
    return Ground(text)


def check_has_number(business_id: str | None, register_number: str | None) -> None:
    """Some register knows the organisation. Raises NumberMissing."""
    if not business_id and not register_number:
        raise NumberMissing("An organisation has a Y-tunnus or a number in the register of associations. Write one.")


def check_business_id(known: str | None, wanted: str, is_taken: bool) -> None:
    """A Y-tunnus names one organisation for good. Raises BusinessIdSettled, BusinessIdTaken."""
    if known and known != wanted:
        raise BusinessIdSettled("This organisation is {known}. Another Y-tunnus is another one: add it.", known=known)
    if is_taken:
        raise BusinessIdTaken(
            "Another organisation has {wanted} already. Use that one, or check the number.", wanted=wanted
        )


def check_register_number(wanted: str, is_taken: bool) -> None:
    """A register number names one association. Raises RegisterNumberTaken."""
    if is_taken:
        raise RegisterNumberTaken(
            "Another organisation has {wanted} already. Use that one, or check the number.", wanted=wanted
        )


def check_account(has_account: bool, is_taken: bool) -> None:
    """One account for a person, one person for an e-mail. Raises AccountOpen, EmailTaken."""
    if has_account:
        raise AccountOpen("This person has an account already. They sign in with that one.")
    if is_taken:
        raise EmailTaken("Somebody else signs in with this e-mail. Everybody needs their own: ask for another.")


def check_days(valid_from: date, valid_to: date | None) -> None:
    """A role has at least one day. Raises EndsBeforeItBegins."""
    if valid_to is not None and valid_to < valid_from:
        raise EndsBeforeItBegins(
            "The role begins on {valid_from}, so it can't end on {valid_to}. Write a later day.",
            valid_from=valid_from,
            valid_to=valid_to,
        )


def check_last_day(last_day: date, today: date) -> None:
    """A role held until today was held today: what its holder signed stays lawful. Raises EndsInThePast."""
    if last_day < today:
        raise EndsInThePast(
            "{last_day} is over, and what was signed by this role until now stays lawful. Today is the earliest day.",
            last_day=last_day,
        )


def check_mandate(code: RoleCode, organisation_id: int | None) -> None:
    """Mandates are held for an organisation, and nothing else is. Raises MandateNeedsOrganisation."""
    if (code in MANDATES) != (organisation_id is not None):
        raise MandateNeedsOrganisation("Name the organisation for a writer or a signatory, and for no other role.")


def check_deputy(wanted: tuple[str, int | None], held: tuple[str, int | None], is_holder: bool) -> None:
    """Somebody else, with the same role for the same organisation (each role as its code and organisation's id).

    Raises WrongDeputy.
    """
    if wanted[0] != held[0]:
        raise WrongDeputy(
            "A deputy holds the same role: give them {held}, or name a {wanted} to stand in for.",
            held=RoleCode(held[0]),
            wanted=RoleCode(wanted[0]),
        )
    if wanted[1] != held[1]:
        raise WrongDeputy("That role is held for another organisation. Name one of the same organisation.")
    if is_holder:
        raise WrongDeputy("Nobody is their own deputy. Name somebody else.")


def check_programme(register_id: int, other_id: int, what: Sentence) -> None:
    """What is named belongs to the programme that is worked in. Raises WrongProgramme."""
    if register_id != other_id:
        raise WrongProgramme(
            "The {what} belongs to another programme. Name one of this programme, or do it there.", what=what
        )
