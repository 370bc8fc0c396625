"""What may be written down as a cost, and how much of a voucher counts."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.money import format_euros
from talkoot.core.periods import Period
from talkoot.core.typed import check_typed
from talkoot.costs.rules.vouchers import LEDGER_LENGTH
from talkoot.programme.terms import ProjectKind, Terms, category, refused_as_direct

LATE_INVOICE_MONTHS = 3


class SubGrantBuysItself(RuleBroken):
    """A sub-granted project buys in its own name; its costs come by its cost statement."""

    code = "sub_grant_buys_itself"


class CoveredByFlatRate(RuleBroken):
    """The flat rate pays for this already: no voucher is needed, and none counts."""

    code = "covered_by_flat_rate"


class StaffNeedsPayroll(RuleBroken):
    """Staff costs come from payroll, and payroll is a staff cost: the flat rate is counted on it."""

    code = "staff_needs_payroll"


class LinesDontAddUp(RuleBroken):
    """The lines are not the voucher's net and VAT."""

    code = "lines_dont_add_up"


class ForeignCurrency(RuleBroken):
    """Nothing is booked in another currency than euros."""

    code = "foreign_currency"


class SalaryStays(RuleBroken):
    """A salary belongs to the project whose worker it pays."""

    code = "salary_stays"


class OutsideProject(RuleBroken):
    """The month or day lies outside the project."""

    code = "outside_project"


class WorkerNotNamed(RuleBroken):
    """Nobody has named this person as a worker of the project for that month."""

    code = "worker_not_named"


class NotPaidYet(RuleBroken):
    """A payment is written down when it has been made."""

    code = "not_paid_yet"


class AlreadyBooked(RuleBroken):
    """The day of payment and the number in the books are set once."""

    code = "already_booked"


class NothingToCorrect(RuleBroken):
    """The correction would change nothing, or leave more than the voucher is for."""

    code = "nothing_to_correct"


class FollowsARule(RuleBroken):
    """A rule made this entry; it changes when what the rule is counted on changes."""

    code = "follows_a_rule"


class CorrectionWaits(RuleBroken):
    """What is to be corrected hasn't been checked yet."""

    code = "correction_waits"


class ReasonMissing(RuleBroken):
    """Words are owed to those who read the books later."""

    code = "reason_missing"


@dataclass(frozen=True)
class Line:
    """One line of a voucher as somebody sorts it: a category, and how much of the voucher's net and VAT (cents ≥ 0).

    Without amounts the line is the whole voucher. `is_net` overrides what the bearer's VAT status says.
    """

    category: str
    net_cents: int | None = None
    vat_cents: int | None = None
    is_net: bool | None = None


@dataclass(frozen=True)
class Counted:
    """One line as it counts: signed cents, and whether without VAT."""

    category: str
    amount_cents: int
    is_net: bool


def count_lines(
    lines: Sequence[Line], *, net_cents: int, vat_cents: int, is_credit: bool, bearer_deducts: bool
) -> list[Counted]:
    """What counts of each line: net where the VAT comes back, else gross; a credit note takes away.

    Raises LinesDontAddUp unless the lines together are exactly the voucher's net and its VAT.
    """
    if net_cents == vat_cents == 0:
        raise LinesDontAddUp("An invoice of 0,00 € costs nothing, so nothing is recorded of it. Drop it instead.")
    if not lines:
        raise LinesDontAddUp("There is no line. Give each part of the voucher its category.")
    if len(lines) == 1 and lines[0].net_cents is None and lines[0].vat_cents is None:
        lines = [Line(lines[0].category, net_cents, vat_cents, lines[0].is_net)]
    _check_add_up(lines, net_cents, vat_cents)
    sign = -1 if is_credit else 1
    counted = []
    for line in lines:
        is_net = bearer_deducts if line.is_net is None else line.is_net
        amount = (line.net_cents or 0) + (0 if is_net else line.vat_cents or 0)
        counted.append(Counted(line.category, sign * amount, is_net))
    if not all(one.amount_cents for one in counted):
        raise LinesDontAddUp("A line of 0,00 € counts for nothing. Leave it out, and add its VAT to another line.")
    return counted


def _check_add_up(lines: Sequence[Line], net_cents: int, vat_cents: int) -> None:
    net = [line.net_cents or 0 for line in lines]
    vat = [line.vat_cents or 0 for line in lines]
    if min([0, *net, *vat]) < 0:
        raise LinesDontAddUp("Write amounts without a minus: that it is a credit note is known already.")
    if (sum(net), sum(vat)) != (net_cents, vat_cents):
        raise LinesDontAddUp(
            "The lines are {lines_net} and VAT {lines_vat}; the voucher is {net} and VAT {vat}. "
            "Change the lines so that they agree.",
            lines_net=format_euros(sum(net)),
            lines_vat=format_euros(sum(vat)),
            net=format_euros(net_cents),
            vat=format_euros(vat_cents),
        )


def check_category(terms: Terms, code: str, on: date, *, is_payroll: bool) -> None:
    """The category holds on the day, isn't covered by the flat rate, and is for staff exactly when it is payroll.

    Raises CoveredByFlatRate, StaffNeedsPayroll; NotFound for a category that doesn't hold.
    """
    if code in refused_as_direct(terms):
        raise CoveredByFlatRate(
            "'{category}' is covered by the flat rate, which needs no vouchers. "
            "Don't record it; it is paid all the same.",
            category=code,
        )
    if category(terms, code, on).staff != is_payroll:
        needed = Sentence("a staff category") if is_payroll else Sentence("a category that isn't for staff")
        raise StaffNeedsPayroll("'{category}' doesn't fit this voucher: choose {needed}.", category=code, needed=needed)


def in_flat_base(terms: Terms, code: str) -> bool:
    """Whether the flat rate is counted on a category."""
    flat_rate = terms.cost_model.flat_rate
    return flat_rate is not None and code in flat_rate.base


def check_city_pays(kind: str, code: str) -> None:
    """Costs that come to the city are never a sub-grant's. `code` is the project's number."""
    if kind == ProjectKind.SUB_GRANT:
        raise SubGrantBuysItself(
            "{code} is a sub-granted project: its recipient buys in its own name and tells its costs by statement. "
            "Place this on another project or send it back.",
            code=code,
        )


def check_may_move(is_payroll: bool) -> None:
    """Invoices and receipts may turn out to be another project's; a salary may not."""
    if is_payroll:
        raise SalaryStays("A salary belongs to the project its worker is named in. Drop it and record it there.")


def check_in_euros(is_foreign: bool) -> None:
    """A voucher in another currency waits."""
    if is_foreign:
        raise ForeignCurrency("This is not in euros. Ask for an invoice in euros, or drop it and record what was paid.")


def month_of(day: date) -> Period:
    """The whole month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def check_month(month: Period, project: Period, today: date) -> None:
    """A salary is for a month that has begun and in which the project runs."""
    if month.ends_on < project.starts_on or month.starts_on > project.ends_on:
        raise OutsideProject(
            "The project runs {starts_on} to {ends_on}. A salary of another month isn't its cost.",
            starts_on=project.starts_on,
            ends_on=project.ends_on,
        )
    if month.starts_on > today:
        raise OutsideProject("That month hasn't begun. Record the salary once it is paid.")


def check_days(issued_on: date | None, paid_on: date | None, project: Period) -> None:
    """A project's cost is bought in its days and not paid before them.

    An invoice may be dated up to three months after the project's end: what was delivered in its last days is often
    invoiced only then. Raises OutsideProject.
    """
    if issued_on and not project.starts_on <= issued_on <= months_after(project.ends_on, LATE_INVOICE_MONTHS):
        raise OutsideProject(
            "It is dated {issued_on}; the project runs {starts_on} to {ends_on}, and an invoice may "
            "come {months} months late. It isn't this project's cost.",
            issued_on=issued_on,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
            months=LATE_INVOICE_MONTHS,
        )
    if paid_on and paid_on < project.starts_on:
        raise OutsideProject(
            "It was paid on {paid_on}, before the project's start on {starts_on}.",
            paid_on=paid_on,
            starts_on=project.starts_on,
        )


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of its month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def check_worker(is_named: bool) -> None:
    """A salary counts only for somebody named as a worker of the project."""
    if not is_named:
        raise WorkerNotNamed("This person isn't named as a worker of the project for that month. Name them first.")


def check_paid(paid_on: date | None, ledger_voucher: str | None, today: date) -> None:
    """The day of payment and the number in the books go together, and a payment lies in the past.

    Raises NotPaidYet; NotText and TooLong for a number that the books can't hold.
    """
    check_typed(ledger_voucher or "", Sentence("The number in the books"), LEDGER_LENGTH)
    if (paid_on is None) != (not ledger_voucher):
        raise NotPaidYet("Give both: the day it was paid and its number in the books.")
    if paid_on and paid_on > today:
        raise NotPaidYet("{paid_on} is still to come. Write the payment down when it has been made.", paid_on=paid_on)


def check_not_booked(unbooked: int) -> None:
    """Set once: what is booked stays, a mistake is corrected by a new row."""
    if unbooked == 0:
        raise AlreadyBooked("Nothing of this voucher waits for its payment: record its cost first, or it is booked.")


def check_correctable(kind: str) -> None:
    """A flat rate has no voucher to correct: it follows the costs it is counted on."""
    if kind == "flat_rate":
        raise FollowsARule("A flat rate follows the costs it is counted on. Correct one of them.")


def check_correction(
    standing_cents: int, category: str, instead: Counted | None, after_cents: int, most_cents: int
) -> None:
    """A correction changes something, and then between nothing and the whole voucher stands (signed cents)."""
    same = (instead.category, instead.amount_cents) == (category, standing_cents) if instead else standing_cents == 0
    if same or (instead and not instead.amount_cents):
        raise NothingToCorrect("The correction would change nothing. Say what is to stand instead, or nothing at all.")
    if not min(0, most_cents) <= after_cents <= max(0, most_cents):
        raise NothingToCorrect(
            "Then {after} would stand of a voucher of {most}. Change the amount.",
            after=format_euros(after_cents),
            most=format_euros(most_cents),
        )


def check_same_sign(amount_cents: int, instead_cents: int) -> None:
    """What stands instead adds where the entry added, and takes away where it took away."""
    if instead_cents * amount_cents < 0:
        raise NothingToCorrect("Write what stands instead with the sign of the entry. Nothing? Then leave it out.")


def most_that_counts(net_cents: int, total_cents: int, gross_lines_cents: int) -> int:
    """What may count of a voucher, in cents: its total once any of it counts with VAT, else its net."""
    return total_cents if gross_lines_cents else net_cents


def check_settled(waiting: int) -> None:
    """Only what has been checked is corrected, and one correction at a time."""
    if waiting:
        raise CorrectionWaits("This, or a correction of it, still waits for its check. Check it first.")


def check_reason(text: str) -> None:
    """A reason has words."""
    if not text.strip():
        raise ReasonMissing("Write why: somebody reads it years from now.")
