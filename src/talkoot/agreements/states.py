"""The lives of a project and of its agreement."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class ProjectState(StrEnum):
    """Where a project is."""

    PREPARING = "preparing"
    RUNNING = "running"
    CLOSED = "closed"


class AgreementState(StrEnum):
    """Where an agreement is: it is in force when both sides have signed."""

    DRAFT = "draft"
    SIGNED_BY_RECIPIENT = "signed_by_recipient"
    IN_FORCE = "in_force"


class Side(StrEnum):
    """Who signs an agreement: first the recipient, then the city."""

    RECIPIENT = "recipient"
    CITY = "city"


P = ProjectState
A = AgreementState

PROJECT = Machine(
    name="project",
    states=ProjectState,
    start=P.PREPARING,
    steps=(
        Step("start", (P.PREPARING,), P.RUNNING, turn="recipient"),
        Step("close", (P.RUNNING,), P.CLOSED),
    ),
    words={
        P.PREPARING: {
            "fi": "sopimusta tehdään",
            "fi-simple": "Kaupunki ja yhdistys tekevät sopimuksen.",
            "sv": "avtal upprättas",
            "en": "the agreement is being made",
        },
        P.RUNNING: {
            "fi": "käynnissä",
            "fi-simple": "Toiminta on alkanut.",
            "sv": "pågår",
            "en": "running",
        },
        P.CLOSED: {
            "fi": "päättynyt",
            "fi-simple": "Toiminta on päättynyt. Kerromme, mitä siitä tuli.",
            "sv": "avslutat",
            "en": "closed",
        },
    },
)

AGREEMENT = Machine(
    name="agreement",
    states=AgreementState,
    start=A.DRAFT,
    steps=(
        Step("sign_for_recipient", (A.DRAFT,), A.SIGNED_BY_RECIPIENT, turn="city"),
        Step("sign_for_city", (A.SIGNED_BY_RECIPIENT,), A.IN_FORCE),
    ),
    words={
        A.DRAFT: {
            "fi": "allekirjoitettavana",
            "fi-simple": "Sopimus odottaa yhdistyksen allekirjoitusta.",
            "sv": "väntar på underskrift",
            "en": "waiting for signatures",
        },
        A.SIGNED_BY_RECIPIENT: {
            "fi": "hakija on allekirjoittanut",
            "fi-simple": "Yhdistys on allekirjoittanut. Sopimus odottaa kaupunkia.",
            "sv": "undertecknat av mottagaren",
            "en": "signed by the recipient",
        },
        A.IN_FORCE: {
            "fi": "voimassa",
            "fi-simple": "Sopimus on voimassa.",
            "sv": "i kraft",
            "en": "in force",
        },
    },
)
