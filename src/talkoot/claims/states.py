"""The life of a claim."""

from enum import StrEnum

from talkoot.core.errors import marked as _
from talkoot.core.machine import Machine, Step


class ClaimState(StrEnum):
    """Where a claim is. `open` lasts only while it is being frozen, inside one transaction."""

    OPEN = "open"
    FROZEN = "frozen"
    DECIDED = "decided"


class PeriodState(StrEnum):
    """Where a claim period is on a day: before its claim is frozen, and after. The words are for the catalogues."""

    COMING = _("not begun yet")
    OPEN = _("costs are still being paid")
    PREVIEW = _("ended, claim not frozen")
    FROZEN = _("claim submitted to the funder")
    DECIDED = _("decided, money on its way")
    RECEIVED = _("money received")


S = ClaimState

CLAIM = Machine(
    name="claim",
    states=ClaimState,
    start=S.OPEN,
    steps=(
        Step("freeze", (S.OPEN,), S.FROZEN, turn="funder"),
        Step("decide", (S.FROZEN,), S.DECIDED),
    ),
    words={
        S.OPEN: {"fi": "tekeillä", "fi-simple": "Hakemusta tehdään.", "sv": "under arbete", "en": "being built"},
        S.FROZEN: {
            "fi": "jätetty rahoittajalle",
            "fi-simple": "Pyysimme rahat rahoittajalta.",
            "sv": "inlämnad till finansiären",
            "en": "submitted to the funder",
        },
        S.DECIDED: {
            "fi": "rahoittaja on päättänyt",
            "fi-simple": "Rahoittaja on päättänyt, paljonko se maksaa.",
            "sv": "avgjord av finansiären",
            "en": "decided by the funder",
        },
    },
)
