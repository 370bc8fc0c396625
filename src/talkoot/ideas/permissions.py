"""Who may do what with ideas."""

from datetime import date

from talkoot.core.actor import VISITOR, Actor
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register


def check_can_submit_idea(actor: Actor, told_by_id: int | None, register: Register, today: date) -> None:
    """Anybody tells their own idea; typing it for another is staff's work.

    Nobody knows who a visitor is, so a visitor speaks for none of the people in the books (`told_by_id`).
    """
    is_own = actor.person_id is not None and actor.person_id == told_by_id
    is_nobodys = actor == VISITOR and told_by_id is None
    if not is_own and not is_nobodys:
        check_may(actor, Permission.SUBMIT_IDEA, register=register, today=today)


def check_can_handle_ideas(actor: Actor, register: Register, today: date) -> None:
    """Staff take up, return and answer."""
    check_may(actor, Permission.HANDLE_IDEAS, register=register, today=today)
