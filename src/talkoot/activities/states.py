"""The life of an activity."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class ActivityState(StrEnum):
    """Where an activity is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


S = ActivityState

ACTIVITY = Machine(
    name="activity",
    states=ActivityState,
    start=S.PLANNED,
    steps=(
        Step("hold", (S.PLANNED,), S.HELD),
        Step("cancel", (S.PLANNED,), S.CANCELLED),
    ),
    words={
        S.PLANNED: {"fi": "tulossa", "fi-simple": "Tämä on tulossa.", "sv": "kommer", "en": "coming up"},
        S.HELD: {"fi": "pidetty", "fi-simple": "Tämä on jo ollut.", "sv": "genomförd", "en": "took place"},
        S.CANCELLED: {"fi": "peruttu", "fi-simple": "Tämä on peruttu.", "sv": "inställd", "en": "cancelled"},
    },
)
