"""The phases of a matter: which stage of the line it has reached."""

from enum import StrEnum


class Phase(StrEnum):
    """Where on the line a matter stands. A later stage moves it on; earlier stages look only at this."""

    IDEA = "idea"
    APPLICATION = "application"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    AGREEMENT = "agreement"
    PROJECT = "project"
    CLOSED = "closed"
