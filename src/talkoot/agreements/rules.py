"""When something makes sense for a project or its agreement, on plain values."""

from collections.abc import Mapping
from datetime import date

from talkoot.agreements.states import PROJECT, ProjectState
from talkoot.core.errors import NotFound, RuleBroken, Sentence
from talkoot.core.machine import StateWord
from talkoot.core.money import format_euros
from talkoot.core.periods import Period
from talkoot.core.split import SourceKind, Weights, split
from talkoot.programme.terms import FundingModel, ProjectKind, Terms, category

COST_CENTRE_LENGTH, TITLE_LENGTH = 32, 200
FIRST_NUMBER = 1  # the umbrella's own invoices and salaries carry this number


class NotFirstMatter(RuleBroken):
    """The main project is the register's first matter, and another one was opened before it."""

    code = "not_first_matter"


class GrantNotReady(RuleBroken):
    """Nothing was granted that a project could be opened for, or the funder hasn't approved its recipient yet."""

    code = "grant_not_ready"


class OrganisationIncomplete(RuleBroken):
    """An agreement needs to know who is paid, and to which account."""

    code = "organisation_incomplete"


class BudgetDoesNotAddUp(RuleBroken):
    """The budget's lines are not the money that was granted."""

    code = "budget_does_not_add_up"


class CoveredByFlatRate(RuleBroken):
    """The flat rate pays this already."""

    code = "covered_by_flat_rate"


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
            "The main project is matter {first}, but {before} matters were opened before it. "
            "Load the programme afresh and open the main project before anything else.",
            first=f"{FIRST_NUMBER:04}",
            before=next_number - 1,
        )


def main_model(terms: Terms) -> FundingModel:
    """The funding model of the main project. Raises NotFound."""
    for one in terms.models:
        if one.kind is ProjectKind.MAIN:
            return one
    raise NotFound("The programme has no model of the kind 'main'. Write one in its file and load it.")


def check_complete(business_id: str | None, iban: str) -> None:
    """Before an agreement the recipient has a Y-tunnus and an account."""
    if not business_id and not iban:
        raise OrganisationIncomplete(
            "The organisation has no Y-tunnus and no account number (IBAN) yet. "
            "Ask for it and complete the organisation."
        )
    if not business_id:
        raise OrganisationIncomplete("The organisation has no Y-tunnus yet. Ask for it and complete the organisation.")
    if not iban:
        raise OrganisationIncomplete(
            "The organisation has no account number (IBAN) yet. Ask for it and complete the organisation."
        )


def check_budget(budget: Mapping[str, int], total_cents: int, terms: Terms, on: date) -> None:
    """Each line has a category of the terms and at least 0 cents, and together they are the total.

    Raises BudgetDoesNotAddUp, CoveredByFlatRate; NotFound for a category that doesn't hold on the day.
    """
    covered = terms.cost_model.flat_rate.covered if terms.cost_model.flat_rate else ()
    for code, cents in budget.items():
        category(terms, code, on)
        if code in covered:
            raise CoveredByFlatRate("'{category}' is paid by the flat rate. Plan it under nothing else.", category=code)
        if cents < 0:
            raise BudgetDoesNotAddUp("'{category}' is below zero. Write what it is planned to cost.", category=code)
    summed = sum(budget.values())
    if summed != total_cents:
        raise BudgetDoesNotAddUp(
            "The budget adds up to {summed}; it must be {total}. Change the lines by {difference}.",
            summed=format_euros(summed),
            total=format_euros(total_cents),
            difference=format_euros(total_cents - summed),
        )


def check_within(period: Period, whole: Period, what: Sentence) -> None:
    """The days of `what` lie inside the days of the whole and end after they begin."""
    if period.ends_on < period.starts_on or not whole.covers(period):
        raise OutsidePeriod(
            "{what} runs {starts_on} to {ends_on}; it must lie inside {first} to {last}. Change its days.",
            what=what,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            first=whole.starts_on,
            last=whole.ends_on,
        )


def check_not_closed(state: str) -> None:
    """Nothing changes in a closed project."""
    if state == ProjectState.CLOSED:
        raise ProjectClosed("This project is closed. What is left to do about it belongs to a new matter.")


def check_running(state: str) -> None:
    """Costs and activities belong to a project that runs."""
    if state != ProjectState.RUNNING:
        raise ProjectNotRunning(
            "The project is '{state}', not running. It runs once its agreement is in force.",
            state=StateWord(PROJECT, state),
        )


def check_started(state: str) -> None:
    """Something can be told of a project that runs, or ran."""
    if state == ProjectState.PREPARING:
        raise ProjectNotRunning("The project hasn't started yet. It runs once its agreement is in force.")


def check_words(text: str, what: Sentence) -> None:
    """Nobody reads an empty reason."""
    if not text.strip():
        raise WordsMissing("Write {what}: it is kept with what was done.", what=what)


def own_share(total_cents: int, weights: Weights) -> int:
    """What the recipient itself carries of a total, in cents, rounded up as own funding is."""
    shares = split(total_cents, weights)
    return sum(shares[one.source] for one in weights if one.kind is SourceKind.OWN)
