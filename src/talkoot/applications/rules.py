"""When something makes sense for an application, on plain values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from talkoot.applications.states import ApplicationState
from talkoot.core.errors import Faults, RuleBroken, Sentence
from talkoot.core.money import format_euros, share_down, share_up
from talkoot.core.periods import ONE_DAY, Period
from talkoot.core.typed import check_lang, check_typed
from talkoot.ideas.rules import LONGEST, TITLE_LENGTH
from talkoot.people.rules import NAME_LENGTH
from talkoot.programme.terms import FundingModel, ProjectKind, Terms, categories_on, model
from talkoot.programme.today import Call, Today, calls_on
from talkoot.programme.values import FIRST_DAY, LAST_DAY
from talkoot.records.states import Phase

MOST_PEOPLE, MOST_CENTS = 1_000_000, 1_000_000_000_00  # slips of the finger above
CATEGORY_LENGTH = 32
HANDLING_MONTHS = 3
"""From the end of a claim period until its money is there, at the slowest (mission.md: six to nine months of cost)."""


class ModelTakesNoApplications(RuleBroken):
    """The main project is the beneficiary's own."""

    code = "model_takes_no_applications"


class NotBeingWritten(RuleBroken):
    """The application was submitted; it opens again only when somebody asks to complete it."""

    code = "not_being_written"


class LeftApplications(RuleBroken):
    """The matter is assessed or decided by now."""

    code = "left_applications"


class CallClosed(RuleBroken):
    """No call for this funding model is open today. The draft is kept."""

    code = "call_closed"


class ApplicationIncomplete(Faults):
    """All that is missing or doesn't fit the terms, each with its field, all at once."""

    code = "application_incomplete"


class DueDatePassed(RuleBroken):
    """Nobody can complete anything by a day that is over."""

    code = "due_date_passed"


class CannotBeKept(Faults):
    """All that no draft can hold, each with its field, all at once: an amount below zero, a sign that is no text."""

    code = "cannot_be_kept"


@dataclass(frozen=True)
class PartnerLine:
    """Who else takes part: `sector` is public, private or civil."""

    name: str
    sector: str
    task: str
    is_first_time: bool


SECTORS = ("public", "private", "civil")
"""Where a partner comes from, as `models.Partner.Sector` keeps it."""


@dataclass(frozen=True)
class Answers:
    """What an application says, field by field. `budget` is cents by cost category, for the whole project."""

    plan: str = ""
    target_group: str = ""
    group_size: int = 0
    complements: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    own_share_cents: int = 0
    budget: Mapping[str, int] = field(default_factory=dict)
    partners: tuple[PartnerLine, ...] = ()

    @property
    def total_cents(self) -> int:
        """The whole budget."""
        return sum(self.budget.values())


Fault = tuple[str, Sentence]
"""A field, and what is wrong with it."""

REQUIRED = {
    "plan": Sentence("is missing: say what you would do"),
    "target_group": Sentence("is missing: say whom the activity is for"),
    "group_size": Sentence("is missing: say how many people it reaches"),
    "complements": Sentence(
        "is missing: say what is there already and how this goes beside it; 'nothing like it' is an answer too"
    ),
    "starts_on": Sentence("is missing: give the first day"),
    "ends_on": Sentence("is missing: give the last day"),
    "budget": Sentence("is missing: plan at least one cost"),
}


def check_title(title: str, lang: str) -> None:
    """A title and its language, in which the application is written. Raises TooLong, NotText, UnknownLanguage."""
    check_lang(lang)
    check_typed(title, Sentence("The title"), TITLE_LENGTH)


def check_takes_applications(funding: FundingModel) -> None:
    """Organisations apply for sub-grants and events."""
    if funding.kind is ProjectKind.MAIN:
        raise ModelTakesNoApplications(
            "Nobody applies for '{model}': it is the town's own. Choose another.", model=funding.code
        )


def check_being_written(phase: str, state: str) -> None:
    """Only a draft, or an application that is being completed, can be changed."""
    check_is_application(phase)
    if state == ApplicationState.SUBMITTED:
        raise NotBeingWritten("This application is submitted. Ask staff to open it for completion, then change it.")


def check_is_application(phase: str) -> None:
    """Only a matter that is still an application is handled here."""
    if phase != Phase.APPLICATION:
        raise LeftApplications("This application has gone on to assessment. Ask the programme's staff what comes next.")


def check_call_open(today: Today, model_code: str, on: date) -> None:
    """A first submission wants an open call; completing what was asked for doesn't."""
    if not calls_on(today, model_code, on):
        days = tuple(_days_of(one) for one in today.calls if one.model == model_code)
        raise CallClosed(
            "No call for '{model}' is open on {on} (calls: {calls}). Your draft is kept.",
            model=model_code,
            on=on,
            calls=days or Sentence("none"),
        )


def _days_of(call: Call) -> Sentence:
    if call.closes_on is None:
        return Sentence("{opens_on} to no end", opens_on=call.opens_on)
    return Sentence("{opens_on} to {closes_on}", opens_on=call.opens_on, closes_on=call.closes_on)


def check_due_date(due_on: date, today: date) -> None:
    """There must be a day left to complete it."""
    if due_on < today:
        raise DueDatePassed("{due_on} is over. Give a day that leaves time to complete it.", due_on=due_on)


def check_can_be_kept(answers: Answers) -> None:
    """A draft may be half and may not fit the terms yet; what it says can be written down. Raises CannotBeKept."""
    faults = [*_text_faults(answers), *_number_faults(answers), *_partner_faults(answers.partners)]
    if faults:
        raise CannotBeKept(faults)


def _text_faults(answers: Answers) -> Iterator[Fault]:
    for name in ("plan", "target_group", "complements"):
        yield from _typed_faults(name, getattr(answers, name), LONGEST)


def _typed_faults(field: str, text: str, longest: int) -> Iterator[Fault]:
    try:
        check_typed(text, Sentence("It"), longest)
    except RuleBroken as broken:
        yield field, broken.sentence


def _number_faults(answers: Answers) -> Iterator[Fault]:
    if not 0 <= answers.group_size <= MOST_PEOPLE:
        yield "group_size", Sentence("must be 0 to {most} people", most=MOST_PEOPLE)
    amounts = {"own_share_cents": answers.own_share_cents}
    amounts |= {f"budget.{category}": cents for category, cents in answers.budget.items()}
    for field_name, cents in amounts.items():
        if not 0 <= cents <= MOST_CENTS:
            yield (
                field_name,
                Sentence("must be {least} to {most}", least=format_euros(0), most=format_euros(MOST_CENTS)),
            )
    for category in answers.budget:
        yield from _typed_faults(f"budget.{category}", category, CATEGORY_LENGTH)
    for name in ("starts_on", "ends_on"):
        if not FIRST_DAY <= (getattr(answers, name) or FIRST_DAY) <= LAST_DAY:
            yield name, Sentence("must be a day between {first} and {last}", first=FIRST_DAY, last=LAST_DAY)


def _partner_faults(partners: Iterable[PartnerLine]) -> Iterator[Fault]:
    for number, one in enumerate(partners, start=1):
        yield from _typed_faults(f"partners.{number}.name", one.name, NAME_LENGTH)
        yield from _typed_faults(f"partners.{number}.task", one.task, LONGEST)
        if one.sector and one.sector not in SECTORS:
            yield f"partners.{number}.sector", Sentence("must be one of {sectors}", sectors=", ".join(SECTORS))


def check_complete(answers: Answers, terms: Terms, model_code: str, on: date) -> None:
    """Raise ApplicationIncomplete with everything that is missing or doesn't fit, by field."""
    faults = missing(answers, terms, model_code, on)
    if faults:
        raise ApplicationIncomplete(faults)


def missing(answers: Answers, terms: Terms, model_code: str, on: date) -> list[Fault]:
    """Everything that is missing for submitting on a day or doesn't fit the terms, each with its field."""
    funding = model(terms, model_code)
    return [
        *((name, advice) for name, advice in REQUIRED.items() if not getattr(answers, name)),
        *_budget_faults(answers, terms, on),
        *_own_share_faults(answers, terms, model_code),
        *_group_faults(answers, funding),
        *_period_faults(answers, terms, funding),
        *_partner_gaps(answers.partners),
    ]


def _budget_faults(answers: Answers, terms: Terms, on: date) -> Iterator[Fault]:
    known = {one.code for one in categories_on(terms, on)}
    flat_rate = terms.cost_model.flat_rate
    covered = set(flat_rate.covered) if flat_rate else set()
    allowed = ", ".join(sorted(known - covered))
    for category in answers.budget:
        if category not in known:
            said = Sentence("is no cost category on {on}; allowed are {allowed}", on=on, allowed=allowed)
            yield f"budget.{category}", said
        elif category in covered:
            said = Sentence(
                "is paid by the flat rate and not planned on its own; allowed are {allowed}", allowed=allowed
            )
            yield f"budget.{category}", said
    if answers.budget and answers.total_cents <= 0:
        yield "budget", Sentence("adds up to nothing: plan what it costs")


def _own_share_faults(answers: Answers, terms: Terms, model_code: str) -> Iterator[Fault]:
    total = answers.total_cents
    needed = own_share_needed(total, terms, model_code)
    if answers.own_share_cents < needed:
        least, of = format_euros(needed), format_euros(total)
        yield "own_share_cents", Sentence("must be at least {least} of a budget of {total}", least=least, total=of)
    if answers.own_share_cents > total:
        yield "own_share_cents", Sentence("is more than the whole budget, {total}", total=format_euros(total))


def _group_faults(answers: Answers, funding: FundingModel) -> Iterator[Fault]:
    if 0 < answers.group_size < funding.group_size_minimum:
        yield "group_size", Sentence("must be at least {least} people", least=funding.group_size_minimum)


def _period_faults(answers: Answers, terms: Terms, funding: FundingModel) -> Iterator[Fault]:
    if answers.starts_on is None or answers.ends_on is None:
        return
    if answers.ends_on < answers.starts_on:
        yield "ends_on", Sentence("is before the first day")
    elif not terms.period.covers(Period(answers.starts_on, answers.ends_on)):
        said = Sentence("the days must lie between {first} and {last}", first=terms.starts_on, last=terms.ends_on)
        yield "ends_on", said
    elif funding.months_maximum and months_of(answers.starts_on, answers.ends_on) > funding.months_maximum:
        yield "ends_on", Sentence("the project may last {months} months", months=funding.months_maximum)


def _partner_gaps(partners: Iterable[PartnerLine]) -> Iterator[Fault]:
    """A draft keeps half a partner; an application says who it is, from where and what they do."""
    for number, one in enumerate(partners, start=1):
        if not one.name:
            yield f"partners.{number}.name", Sentence("is missing: name the partner, or empty the whole row")
        if not one.sector:
            yield f"partners.{number}.sector", Sentence("is missing: say where the partner comes from")
        if not one.task:
            yield f"partners.{number}.task", Sentence("is missing: say what the partner does")


def months_of(starts_on: date, ends_on: date) -> int:
    """Whole months from the first to the last day, a begun one counted: 1.2. to 30.4. are three."""
    after = ends_on + ONE_DAY
    whole = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    return whole + (after.day > starts_on.day)


def with_flat_rate(budget: Mapping[str, int], terms: Terms) -> dict[str, int]:
    """The budget with the flat rate's own line as the rate makes it; nobody types it, no voucher is asked for it."""
    lines = {category: cents for category, cents in budget.items() if cents}
    rate = terms.cost_model.flat_rate
    if rate is None:
        return lines
    base = sum(lines.get(category, 0) for category in rate.base)
    lines[rate.category] = share_down(base, rate.rate_basis_points)
    return {category: cents for category, cents in lines.items() if cents}


def as_kept(answers: Answers, terms: Terms) -> Answers:
    """The answers as a draft keeps them: without empty lines, and with the flat rate's."""
    return replace(answers, budget=with_flat_rate(answers.budget, terms))


def own_share_needed(total_cents: int, terms: Terms, model_code: str) -> int:
    """The least the organisation must bring itself to a project of this size, in cents, rounded up."""
    return share_up(total_cents, model(terms, model_code).own_share_minimum_basis_points)


def cash_need(answers: Answers, terms: Terms, model_code: str) -> int:
    """What the organisation must have in hand before the first payment, in cents; 0 while days or costs are missing.

    It pays from its first day to the end of that claim period and waits for the money; costs are taken as even over
    the months. The costs of an event come to the beneficiary, so an event needs no cash.
    """
    if model(terms, model_code).kind is not ProjectKind.SUB_GRANT or answers.starts_on is None or not answers.ends_on:
        return 0
    first = next((one.period for one in terms.claim_periods if answers.starts_on in one.period), None)
    if first is None or answers.ends_on < answers.starts_on:
        return 0
    waiting = months_of(answers.starts_on, first.ends_on) + HANDLING_MONTHS
    return costs_after(waiting, answers.total_cents, months_of(answers.starts_on, answers.ends_on))


def costs_after(elapsed: int, total_cents: int, months: int) -> int:
    """What a project of so many months has cost after the first `elapsed` ones, evenly, in cents, rounded up."""
    return -(-total_cents * min(elapsed, months) // months)
