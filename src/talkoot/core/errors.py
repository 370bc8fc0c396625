"""The errors that cross stages. A stage adds its own, named after the fact they state."""

from collections.abc import Sequence


class TalkootError(Exception):
    """Something a person can act on. `code` is stable and for machines; the text says what to do next."""

    code = "error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts


class RuleBroken(TalkootError):
    """The request makes no sense now, whoever asks."""

    code = "rule"


class NotPermitted(TalkootError):
    """This person may not do this, though somebody else might."""

    code = "not_permitted"


class NotFound(TalkootError):
    """Nothing here answers to that name, or this person may not know that it does."""

    code = "not_found"


class StaleVersion(TalkootError):
    """Somebody saved in between. `typed` and `stored` carry both texts, so that nothing is lost."""

    code = "stale"

    def __init__(self, message: str, *, typed: dict[str, str], stored: dict[str, str]) -> None:
        super().__init__(message, typed=typed, stored=stored)
        self.typed = typed
        self.stored = stored


class Faults(TalkootError):
    """Several faults of one input, all at once. Each is (key, what is wrong and what is allowed)."""

    code = "faults"

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{key}: {text}" for key, text in faults))
        self.faults = tuple(faults)
