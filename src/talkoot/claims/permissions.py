"""Who may do what with claims."""

from datetime import date

from talkoot.core.actor import Actor
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register


def check_can_freeze_claim(actor: Actor, register: Register, today: date) -> None:
    """Whoever builds claims, or the command on the machine itself."""
    check_may(actor, Permission.BUILD_CLAIM, register=register, today=today)


def check_can_record_funder(actor: Actor, register: Register, today: date) -> None:
    """Whoever writes down what the funder decided and paid."""
    check_may(actor, Permission.RECORD_FUNDER, register=register, today=today)


def check_can_settle(actor: Actor, register: Register, today: date) -> None:
    """Whoever closes projects."""
    check_may(actor, Permission.CLOSE_PROJECT, register=register, today=today)
