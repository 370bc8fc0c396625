"""Who may do what with meetings and decisions. Whoever has an interest in a matter steps aside from it."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_handle, check_impartial, check_impartial_in
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.people.permissions import check_four_eyes, check_may, may
from talkoot.people.roles import Permission
from talkoot.records.models import Matter, Register


def check_can_prepare_meeting(actor: Actor, register: Register, today: date) -> None:
    """The chair and staff call meetings and write down who was there."""
    check_may(actor, Permission.PREPARE_MEETING, register=register, today=today)


def check_can_propose(actor: Actor, application: Application, today: date) -> None:
    """The steering group's chair and members propose."""
    check_may(actor, Permission.PROPOSE, register=application.register, today=today)
    check_impartial(actor, application, today)


def check_can_decide(actor: Actor, application: Application, proposed_by: int | None, today: date) -> None:
    """The competent authority decides, and nobody on what they proposed themselves."""
    check_may(actor, Permission.DECIDE, register=application.register, today=today)
    check_impartial(actor, application, today)
    check_four_eyes(actor, proposed_by, Sentence("Deciding"))


def check_can_commit_frame(actor: Actor, matter: Matter, today: date) -> None:
    """Whoever loads the programme, or prepares agreements and has no interest."""
    check_may(actor, Permission.PREPARE_AGREEMENT, register=matter.register, today=today)
    check_impartial_in(actor, matter, today)


def check_can_release(actor: Actor, matter: Matter, today: date) -> None:
    """Staff who close projects and have no interest."""
    check_may(actor, Permission.CLOSE_PROJECT, register=matter.register, today=today)
    check_impartial_in(actor, matter, today)


def check_can_record_funder(actor: Actor, application: Application, today: date) -> None:
    """Staff write down what the funder said."""
    check_may(actor, Permission.RECORD_FUNDER, register=application.register, today=today)
    check_impartial(actor, application, today)


def check_can_serve(actor: Actor, application: Application, today: date) -> None:
    """Staff who handle applications give notice of the decision."""
    check_can_handle(actor, application, today)


class Reader(StrEnum):
    """As whom somebody reads a decision: what they see of it differs."""

    STAFF = "staff"
    APPLICANT = "applicant"
    PUBLIC = "public"


READ_AS_STAFF = (
    Permission.READ_ALL,
    Permission.PROPOSE,
    Permission.DECIDE,
    Permission.PREPARE_MEETING,
    Permission.HANDLE_APPLICATIONS,
    Permission.RECORD_FUNDER,
)
"""Who has anything to do with decisions reads every one of them."""


def reader_of(actor: Actor, application: Application, permissions: Collection[Permission], today: date) -> Reader:
    """As whom somebody with these permissions in the programme reads what is decided on an application."""
    if not set(permissions).isdisjoint(READ_AS_STAFF):
        return Reader.STAFF
    acts = Permission.WRITE_APPLICATION in permissions and may(
        actor,
        Permission.WRITE_APPLICATION,
        register=application.register,
        today=today,
        organisation=application.organisation,
    )
    return Reader.APPLICANT if acts else Reader.PUBLIC
