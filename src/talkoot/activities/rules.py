"""When something makes sense for an activity, on plain values."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from talkoot.activities.states import ActivityState
from talkoot.core.clock import day_of
from talkoot.core.errors import RuleBroken, Sentence
from talkoot.core.money import format_euros
from talkoot.core.periods import Period
from talkoot.core.typed import check_lang, check_typed

LONGEST, DISTRICT_LENGTH = 20_000, 64  # characters
MOST_CENTS = 10_000_00  # of an entrance fee
MOST_VISITS = 1_000_000  # more than anybody counts at one activity; a slip of the finger otherwise


class WordsMissing(RuleBroken):
    """Residents are owed words: what, where, or why not."""

    code = "words_missing"


class EndsBeforeItBegins(RuleBroken):
    """The times are the wrong way round."""

    code = "ends_before_it_begins"


class OutsideProject(RuleBroken):
    """The activity isn't on a day of its project."""

    code = "outside_project"


class NotBegun(RuleBroken):
    """What hasn't begun can't be held, and nobody can be counted at it."""

    code = "not_begun"


class WasCancelled(RuleBroken):
    """Nobody came to what was cancelled."""

    code = "was_cancelled"


class CountMakesNoSense(RuleBroken):
    """Not a number of people."""

    code = "count_makes_no_sense"


class NumberMakesNoSense(RuleBroken):
    """Not a price, or not a number of visits to aim at."""

    code = "number_makes_no_sense"


class AlreadyCorrected(RuleBroken):
    """Another count has taken this one's place."""

    code = "already_corrected"


class NotOfThisActivity(RuleBroken):
    """A correction and what it corrects are of one activity."""

    code = "not_of_this_activity"


class OnlyForEvents(RuleBroken):
    """A trial card closes an event project; other projects report in other ways."""

    code = "only_for_events"


def check_words(words: Mapping[Sentence, str]) -> None:
    """Each of the texts, by what it says, is there."""
    missing = tuple(what for what, text in words.items() if not text.strip())
    if missing:
        raise WordsMissing("Write {missing}. Residents read it.", missing=missing)


def check_typed_words(lang: str, words: Mapping[Sentence, str]) -> None:
    """Each of the texts, by what it is called, can be kept and read. Raises UnknownLanguage, NotText, TooLong."""
    check_lang(lang)
    for what, text in words.items():
        check_typed(text, what, LONGEST)


def check_texts(lang: str, words: Mapping[Sentence, str], district: str) -> None:
    """`check_typed_words`, and the name of the part of town has room."""
    check_typed_words(lang, words)
    check_typed(district, Sentence("The district"), DISTRICT_LENGTH)


def check_numbers(price_cents: int, target_visits: int) -> None:
    """A price and a target that can be meant; 0 is free, and no target."""
    if not 0 <= price_cents <= MOST_CENTS:
        raise NumberMakesNoSense(
            "{price} can't be the price. Write 0 when it is free.", price=format_euros(price_cents)
        )
    if not 0 <= target_visits <= MOST_VISITS:
        raise NumberMakesNoSense(
            "{visits} visits can't be the target. Write 0 when there is none.", visits=target_visits
        )


def check_openness(is_open_to_all: bool, closed_reason: str) -> None:
    """Activity is open to all; a closed group says why it is closed."""
    if not is_open_to_all:
        check_words({Sentence("why the activity is not open to all"): closed_reason})


def check_times(starts_at: datetime, ends_at: datetime, project: Period, zone: str) -> None:
    """It ends after it begins, and both on days of the project (in the programme's time zone)."""
    if ends_at <= starts_at:
        raise EndsBeforeItBegins("The activity ends before it begins. Change one of the times.")
    days = Period(day_of(starts_at, zone), day_of(ends_at, zone))
    if not project.covers(days):
        raise OutsideProject(
            "The activity is on {day}, the project runs {starts_on} to {ends_on}. Choose a day of the project.",
            day=days.starts_on,
            starts_on=project.starts_on,
            ends_on=project.ends_on,
        )


def half_time(project: Period) -> date:
    """The day in the middle of the project's days."""
    return project.starts_on + (project.ends_on - project.starts_on) // 2


def is_behind(visits: int, target: int, project: Period, today: date) -> bool:
    """Whether, from half-time on, fewer came than half of what is aimed at: time to do something about it."""
    return today >= half_time(project) and visits * 2 < target


def check_begun(starts_at: datetime, now: datetime, zone: str) -> None:
    """It has begun. `zone` is the programme's, in which people are told."""
    if now < starts_at:
        raise NotBegun(
            "The activity begins {starts_at}. Come back when it has begun.",
            starts_at=starts_at.astimezone(ZoneInfo(zone)),
        )


def check_not_cancelled(state: str) -> None:
    """It wasn't cancelled."""
    if state == ActivityState.CANCELLED:
        raise WasCancelled("This activity was cancelled. If it was held after all, plan it again with its real time.")


def check_count(visits: int) -> None:
    """A number of people that can have been there."""
    if not 0 <= visits <= MOST_VISITS:
        raise CountMakesNoSense("{visits} can't be right: write how many came, 0 if nobody did.", visits=visits)


def check_correction(activity_id: int, corrected_activity_id: int, is_corrected: bool) -> None:
    """A count is corrected once, by a count of the same activity; a second correction corrects the first."""
    if activity_id != corrected_activity_id:
        raise NotOfThisActivity("The count to correct belongs to another activity. Open that one.")
    if is_corrected:
        raise AlreadyCorrected("This count was corrected already. Correct the newer one.")


def check_is_event(is_event: bool) -> None:
    """A trial card belongs to an event project."""
    if not is_event:
        raise OnlyForEvents("Only an event project has a trial card. Tell what came of this one when it is closed.")
