"""The life of an idea, until it becomes an application or gets its answer."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class IdeaState(StrEnum):
    """Where an idea is."""

    NEW = "new"
    GROWING = "growing"
    RETURNED = "returned"
    ANSWERED = "answered"


S = IdeaState

IDEA = Machine(
    name="idea",
    states=IdeaState,
    start=S.NEW,
    steps=(
        Step("take_up", (S.NEW, S.RETURNED), S.GROWING, turn="coordinator"),
        Step("return", (S.NEW, S.GROWING), S.RETURNED, turn="resident"),
        Step("answer", (S.NEW, S.GROWING, S.RETURNED), S.ANSWERED),
    ),
    words={
        S.NEW: {
            "fi": "saapunut",
            "fi-simple": "Idea on tullut perille. Luemme sen pian.",
            "sv": "mottagen",
            "en": "received",
        },
        S.GROWING: {
            "fi": "kehitteillä",
            "fi-simple": "Kehitämme ideaa yhdessä.",
            "sv": "utvecklas",
            "en": "being developed",
        },
        S.RETURNED: {
            "fi": "palautettu",
            "fi-simple": "Idea tuli takaisin sinulle. Kerromme miksi.",
            "sv": "återlämnad",
            "en": "returned with a reason",
        },
        S.ANSWERED: {
            "fi": "vastattu",
            "fi-simple": "Olemme vastanneet sinulle.",
            "sv": "besvarad",
            "en": "answered",
        },
    },
)
