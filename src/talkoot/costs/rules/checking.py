"""What a second person may find of a cost entry."""

from talkoot.core.errors import RuleBroken
from talkoot.core.money import format_euros


class AlreadyChecked(RuleBroken):
    """The entry has its check; a mistake is corrected by a new entry."""

    code = "already_checked"


class PartOutOfBounds(RuleBroken):
    """A part is more than nothing and less than all."""

    code = "part_out_of_bounds"


class CountsTwice(RuleBroken):
    """More than its voucher, or less than nothing, would count."""

    code = "counts_twice"


class AgreementNotInForce(RuleBroken):
    """No money moves before both sides have signed."""

    code = "agreement_not_in_force"


class AboveGrant(RuleBroken):
    """More would count than was granted to the project."""

    code = "above_grant"


def check_fits_grant(counted_cents: int, granted_cents: int) -> None:
    """What counts of a project, the flat rate on its salaries included, stays within its grant."""
    if counted_cents > granted_cents:
        raise AboveGrant(
            "With this cost and its flat rate {counted} would count, but"
            " {granted} were granted. Accept a part, or ask for a supplement first.",
            counted=format_euros(counted_cents),
            granted=format_euros(granted_cents),
        )


def check_unchecked(is_checked: bool) -> None:
    """An entry is checked once."""
    if is_checked:
        raise AlreadyChecked("This entry has been checked. If that was wrong, correct the entry.")


def accepted_part(amount_cents: int, accepted_cents: int | None) -> int:
    """The part that counts, of the entry's own sign. Raises PartOutOfBounds."""
    part = accepted_cents or 0
    if not (0 < abs(part) < abs(amount_cents) and (part > 0) == (amount_cents > 0)):
        raise PartOutOfBounds(
            "A part of {amount} lies between nothing and all of it. Accept or reject the whole?",
            amount=format_euros(amount_cents),
        )
    return part


def check_replaces(still_counting_cents: int) -> None:
    """What stands instead of an entry counts once nothing of the entry does: else both would."""
    if still_counting_cents:
        raise CountsTwice(
            "{counting} of the line that this one replaces still count. "
            "Accept the row that takes them away first; if they are to stay, reject this one.",
            counting=format_euros(still_counting_cents),
        )


def check_counts_once(counting_cents: int, most_cents: int) -> None:
    """What counts of a line or of a voucher lies between nothing and all of it (signed cents)."""
    if not min(0, most_cents) <= counting_cents <= max(0, most_cents):
        raise CountsTwice(
            "Then {counting} would count of {most}. "
            "Accept a part, or reject it: a correction or a funder's cut has changed what is left.",
            counting=format_euros(counting_cents),
            most=format_euros(most_cents),
        )


def check_in_force(is_in_force: bool) -> None:
    """A sub-grant's cost counts only under its agreement."""
    if not is_in_force:
        raise AgreementNotInForce("The agreement isn't in force: both sides sign before any cost counts.")
