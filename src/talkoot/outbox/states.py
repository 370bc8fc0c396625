"""The life of a message."""

from enum import StrEnum

from talkoot.core.machine import Machine, Step


class MessageState(StrEnum):
    """Where a message is."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


S = MessageState

MESSAGE = Machine(
    name="message",
    states=MessageState,
    start=S.QUEUED,
    steps=(
        Step("send", (S.QUEUED,), S.SENT),
        Step("give_up", (S.QUEUED,), S.FAILED, turn="administrator"),
        Step("retry", (S.FAILED,), S.QUEUED),
    ),
    words={
        S.QUEUED: {"fi": "jonossa", "fi-simple": "odottaa lähetystä", "sv": "i kö", "en": "waiting"},
        S.SENT: {"fi": "lähetetty", "fi-simple": "lähetetty", "sv": "skickat", "en": "sent"},
        S.FAILED: {"fi": "ei mennyt perille", "fi-simple": "ei mennyt perille", "sv": "kom inte fram", "en": "failed"},
    },
)
