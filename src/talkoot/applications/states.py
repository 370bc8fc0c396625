"""The life of an application, until it goes to assessment."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class ApplicationState(StrEnum):
    """Where an application is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_COMPLETE = "to_complete"


S = ApplicationState

APPLICATION = Machine(
    name="application",
    states=ApplicationState,
    start=S.DRAFT,
    steps=(
        Step("submit", (S.DRAFT, S.TO_COMPLETE), S.SUBMITTED, turn="coordinator"),
        Step("ask_to_complete", (S.SUBMITTED,), S.TO_COMPLETE, turn="applicant"),
    ),
    words={
        S.DRAFT: {
            "fi": "hakemusta kirjoitetaan",
            "fi-simple": "Yhdistys kirjoittaa hakemusta.",
            "sv": "ansökan skrivs",
            "en": "the application is being written",
        },
        S.SUBMITTED: {
            "fi": "hakemus jätetty",
            "fi-simple": "Hakemus on tullut kaupungille.",
            "sv": "ansökan inlämnad",
            "en": "application submitted",
        },
        S.TO_COMPLETE: {
            "fi": "hakemusta täydennetään",
            "fi-simple": "Hakemuksesta puuttuu jotakin. Yhdistys lisää sen.",
            "sv": "ansökan kompletteras",
            "en": "the application is being completed",
        },
    },
)
