"""When something makes sense for a project or its agreement, on plain values."""

from collections.abc import Mapping
from datetime import date

from talkoot.agreements.states import ProjectState
from talkoot.core.errors import NotFound, RuleBroken
from talkoot.core.money import format_euros
from talkoot.core.periods import Period
from talkoot.core.split import SourceKind, Weights, split
from talkoot.programme.terms import FundingModel, ProjectKind, Terms, category, is_new_recipient, model

FIRST_NUMBER = 1  # the umbrella's own invoices and salaries carry this number


class NotFirstMatter(RuleBroken):
    """The main project is the register's first matter, and another one was opened before it."""

    code = "not_first_matter"


class NotGranted(RuleBroken):
    """Nothing was granted that a project could be opened for."""

    code = "not_granted"


class FunderNotAsked(RuleBroken):
    """The town has granted, but the funder hasn't approved this recipient yet."""

    code = "funder_not_asked"


class OrganisationIncomplete(RuleBroken):
    """An agreement needs to know who is paid, and to which account."""

    code = "organisation_incomplete"


class BudgetDoesNotAddUp(RuleBroken):
    """The budget's lines are not the money that was granted."""

    code = "budget_does_not_add_up"


class OutsidePeriod(RuleBroken):
    """The days are not inside the days of what they belong to."""

    code = "outside_period"


class CostCentreTaken(RuleBroken):
    """Another project has this cost centre: an invoice with its code would have two homes."""

    code = "cost_centre_taken"


class ProjectClosed(RuleBroken):
    """The project is closed: nothing about it changes any more."""

    code = "project_closed"


class ProjectNotRunning(RuleBroken):
    """The project hasn't started yet, or is closed."""

    code = "project_not_running"


class WordsMissing(RuleBroken):
    """Somebody is owed words: a reason, or what came of it."""

    code = "words_missing"


def check_first(next_number: int) -> None:
    """The main project is Matter 0001, so that everybody knows where the umbrella's own costs are."""
    if next_number != FIRST_NUMBER:
        raise NotFirstMatter(
            f"The main project is matter {FIRST_NUMBER:04}, but {next_number - 1} matters were opened before it. "
            "Load the programme afresh and open the main project before anything else."
        )


def main_model(terms: Terms) -> FundingModel:
    """The funding model of the main project. Raises NotFound."""
    for one in terms.models:
        if one.kind is ProjectKind.MAIN:
            return one
    raise NotFound("The programme has no model of the kind 'main'. Write one in its file and load it.")


def waits_for_funder(terms: Terms, model_code: str, business_id: str) -> bool:
    """Whether the funder has to approve the recipient: one it doesn't know, of aid that is transferred to it."""
    transferred = model(terms, model_code).kind is ProjectKind.SUB_GRANT
    asked = terms.decisions.new_recipient_approved_by is not None
    return asked and transferred and is_new_recipient(terms, business_id)


def check_complete(business_id: str | None, iban: str) -> None:
    """Before an agreement the recipient has a Y-tunnus and an account."""
    wanted = {"Y-tunnus": business_id, "account number (IBAN)": iban}
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        raise OrganisationIncomplete(
            f"The organisation has no {' and no '.join(missing)} yet. Ask for it and complete the organisation."
        )


def check_budget(budget: Mapping[str, int], total_cents: int, terms: Terms, on: date) -> None:
    """Each line has a category of the terms and at least 0 cents, and together they are the total.

    Raises BudgetDoesNotAddUp; NotFound for a category that doesn't hold on the day.
    """
    for code, cents in budget.items():
        category(terms, code, on)
        if cents < 0:
            raise BudgetDoesNotAddUp(f"'{code}' is below zero. Write what it is planned to cost.")
    summed = sum(budget.values())
    if summed != total_cents:
        raise BudgetDoesNotAddUp(
            f"The budget adds up to {format_euros(summed)}; it must be {format_euros(total_cents)}. "
            f"Change the lines by {format_euros(total_cents - summed)}."
        )


def check_within(period: Period, whole: Period, what: str) -> None:
    """The days of `what` lie inside the days of the whole and end after they begin."""
    if period.ends_on < period.starts_on or not whole.covers(period):
        raise OutsidePeriod(
            f"{what} runs {period.starts_on} to {period.ends_on}; it must lie inside "
            f"{whole.starts_on} to {whole.ends_on}. Change its days."
        )


def check_not_closed(state: str) -> None:
    """Nothing changes in a closed project."""
    if state == ProjectState.CLOSED:
        raise ProjectClosed("This project is closed. What is left to do about it belongs to a new matter.")


def check_running(state: str) -> None:
    """Costs and activities belong to a project that runs."""
    if state != ProjectState.RUNNING:
        raise ProjectNotRunning(f"The project is '{state}', not running. It runs once its agreement is in force.")


def check_words(text: str, what: str) -> None:
    """Nobody reads an empty reason."""
    if not text.strip():
        raise WordsMissing(f"Write {what}: it is kept with what was done.")


def own_share(total_cents: int, weights: Weights) -> int:
    """What the recipient itself carries of a total, in cents, rounded up as own funding is."""
    shares = split(total_cents, weights)
    return sum(shares[one.source] for one in weights if one.kind is SourceKind.OWN)
