"""Whose turn it is, in the public's words, by where a matter stands."""

from talkoot.core.errors import Sentence

US = Sentence("The programme's staff")
TELLER = Sentence("Whoever told the idea")
ASSOCIATION = Sentence("The association")
ASSESSORS = Sentence("Those who assess it")
STEERING_GROUP = Sentence("The steering group")
TOWN = Sentence("The authority that decides")

TURNS = {
    "idea:new": US,
    "idea:growing": US,
    "idea:returned": TELLER,
    "application:draft": ASSOCIATION,
    "application:submitted": US,
    "application:to_complete": ASSOCIATION,
    "assessment:open": ASSESSORS,
    "assessment:passed": STEERING_GROUP,
    "assessment:failed": STEERING_GROUP,
    "decision:proposed": TOWN,
    "decision:decided": US,
    "decision:approved": US,
    "project:preparing": US,
    "project:running": ASSOCIATION,
}
"""By a matter's status (`<machine>:<state>`). What isn't here has come to its end, and it is nobody's turn."""


def turn_of(status: str, is_towns_own: bool = False) -> Sentence | None:
    """Whose turn it is; None when nothing waits. The town runs its own project itself (`is_towns_own`)."""
    turn = TURNS.get(status)
    return US if is_towns_own and turn is ASSOCIATION else turn
