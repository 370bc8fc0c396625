"""The life of a meeting, and the steps of a decision as the public sees them."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class MeetingState(StrEnum):
    """Where a meeting is."""

    CALLED = "called"
    HELD = "held"


class DecisionStep(StrEnum):
    """How far a decision has come. `refused` is where a decision to refuse ends."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    APPROVED = "approved"
    REFUSED = "refused"


M = MeetingState
D = DecisionStep

MEETING = Machine(
    name="meeting",
    states=MeetingState,
    start=M.CALLED,
    steps=(Step("hold", (M.CALLED,), M.HELD, turn="authority"),),
    words={
        M.CALLED: {"fi": "kutsuttu koolle", "fi-simple": "Kokous tulee.", "sv": "sammankallat", "en": "called"},
        M.HELD: {"fi": "pidetty", "fi-simple": "Kokous on pidetty.", "sv": "hållet", "en": "held"},
    },
)

DECISION = Machine(
    name="decision",
    states=DecisionStep,
    start=D.PROPOSED,
    steps=(
        Step("grant", (D.PROPOSED,), D.DECIDED, turn="funder, then coordinator"),
        Step("refuse", (D.PROPOSED,), D.REFUSED),
        Step("approve", (D.DECIDED,), D.APPROVED, turn="coordinator"),
    ),
    words={
        D.PROPOSED: {
            "fi": "ohjausryhmä on esittänyt",
            "fi-simple": "Ohjausryhmä on kertonut mielipiteensä.",
            "sv": "styrgruppen har gett sitt förslag",
            "en": "proposed by the steering group",
        },
        D.DECIDED: {
            "fi": "rahoitus myönnetty",
            "fi-simple": "Rahoitus on myönnetty.",
            "sv": "finansiering beviljad",
            "en": "granted",
        },
        D.APPROVED: {
            "fi": "rahoittaja on hyväksynyt",
            "fi-simple": "Myös rahoittaja on sanonut kyllä.",
            "sv": "godkänd av finansiären",
            "en": "approved by the funder",
        },
        D.REFUSED: {
            "fi": "ei myönnetty",
            "fi-simple": "Rahoitusta ei myönnetty. Kerromme miksi.",
            "sv": "inte beviljad",
            "en": "refused",
        },
    },
)
