"""When a sub-grantee's cost statement makes sense."""

from datetime import date

from talkoot.core.errors import RuleBroken
from talkoot.core.periods import Period
from talkoot.programme.terms import ProjectKind


class NotASubGrant(RuleBroken):
    """Only a sub-granted project tells its costs by statement."""

    code = "not_a_sub_grant"


class StatementPeriodWrong(RuleBroken):
    """The period isn't inside the project's, or not after the last statement's."""

    code = "statement_period_wrong"


class StatementIsSigned(RuleBroken):
    """What was signed is frozen."""

    code = "statement_is_signed"


class StatementIsEmpty(RuleBroken):
    """There is nothing to sign."""

    code = "statement_is_empty"


class PaidAfterPeriod(RuleBroken):
    """It was paid later than the statement reaches."""

    code = "paid_after_period"


class OnAStatement(RuleBroken):
    """The voucher belongs to a recipient's cost statement."""

    code = "on_a_statement"


def check_not_on_statement(is_on_one: bool) -> None:
    """What a recipient put on its statement is the recipient's to take off."""
    if is_on_one:
        raise OnAStatement("This voucher is on a cost statement. Its writer takes it off there.")


def check_sub_grant(kind: str) -> None:
    """The city's own projects get their costs from invoices and payroll."""
    if kind != ProjectKind.SUB_GRANT:
        raise NotASubGrant("Costs of this project come to the city as invoices and payroll, not by statement.")


def check_period(period: Period, project: Period, last_ends_on: date | None) -> None:
    """A statement's period lies inside the project's and after the last statement's."""
    if period.ends_on < period.starts_on or not project.covers(period):
        raise StatementPeriodWrong(
            "A period lies between {starts_on} and {ends_on}. Change the days.",
            starts_on=project.starts_on,
            ends_on=project.ends_on,
        )
    if last_ends_on and period.starts_on <= last_ends_on:
        raise StatementPeriodWrong("The last statement ends on {ends_on}. Begin after it.", ends_on=last_ends_on)


def check_draft(is_draft: bool) -> None:
    """Only a draft changes."""
    if not is_draft:
        raise StatementIsSigned("This statement is signed. What is missing goes into the next one.")


def check_paid_in_time(paid_on: date, ends_on: date) -> None:
    """A statement takes in what was paid by its last day, late ones of earlier periods included."""
    if paid_on > ends_on:
        raise PaidAfterPeriod(
            "It was paid on {paid_on}, after {ends_on}. Put it on the next statement.", paid_on=paid_on, ends_on=ends_on
        )


def check_has_lines(lines: int) -> None:
    """A signatory signs something."""
    if lines == 0:
        raise StatementIsEmpty("The statement has no lines. Add what was paid; the flat rate comes by itself.")
