"""When something makes sense for an idea, on plain values."""

from talkoot.core.errors import RuleBroken
from talkoot.records.states import Phase

LONGEST = 20_000  # characters; longer than any form we have seen, short enough to read


class IdeaIsEmpty(RuleBroken):
    """Nothing was said."""

    code = "idea_is_empty"


class IdeaIsTooLong(RuleBroken):
    """More than anybody could read."""

    code = "idea_is_too_long"


class MovedOn(RuleBroken):
    """The matter has an application by now; its idea is no longer handled as an idea."""

    code = "moved_on"


class ReasonMissing(RuleBroken):
    """A reason is owed to the one who told the idea."""

    code = "reason_missing"


def check_said(body: str) -> None:
    """An idea says something, and not more than anybody can read."""
    if not body.strip():
        raise IdeaIsEmpty("Write the idea in a few words: what would you like to happen?")
    if len(body) > LONGEST:
        raise IdeaIsTooLong(f"The idea is over {LONGEST} characters. Shorten it, or send the rest as an annex.")


def check_is_idea(phase: str) -> None:
    """Only a matter that is still an idea is handled here."""
    if phase != Phase.IDEA:
        raise MovedOn("This idea has gone on to an application. Handle it there.")


def check_reason(reason: str) -> None:
    """Nobody gets a no, or an answer, without words."""
    if not reason.strip():
        raise ReasonMissing("Write why, in words the person understands. It is sent to them.")
