"""The life of an assessment."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class AssessmentState(StrEnum):
    """Where an assessment is."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"


S = AssessmentState

ASSESSMENT = Machine(
    name="assessment",
    states=AssessmentState,
    start=S.OPEN,
    steps=(
        Step("pass", (S.OPEN,), S.PASSED, turn="steering group"),
        Step("fail", (S.OPEN,), S.FAILED, turn="steering group"),
    ),
    words={
        S.OPEN: {
            "fi": "arvioitavana",
            "fi-simple": "Hakemusta arvioidaan nyt.",
            "sv": "bedöms",
            "en": "being assessed",
        },
        S.PASSED: {
            "fi": "arvioitu",
            "fi-simple": "Hakemus on arvioitu. Se menee ohjausryhmälle.",
            "sv": "bedömd",
            "en": "assessed",
        },
        S.FAILED: {
            "fi": "ei täytä ehtoja",
            "fi-simple": "Hakemuksesta puuttuu jotakin, mitä tuki vaatii.",
            "sv": "uppfyller inte villkoren",
            "en": "doesn't meet the conditions",
        },
    },
)
