"""Who may do what with projects and agreements."""

from datetime import date

from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.states import Side
from talkoot.applications.permissions import check_impartial_in
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.people.models import Organisation
from talkoot.people.permissions import check_four_eyes, check_may, check_may_for, may
from talkoot.people.roles import Permission
from talkoot.programme.terms import ProjectKind
from talkoot.records.models import Matter, Register


def check_can_open_main_project(actor: Actor, register: Register, today: date) -> None:
    """Whoever loads the programme, or prepares agreements."""
    check_may(actor, Permission.PREPARE_AGREEMENT, register=register, today=today)


def check_can_prepare(actor: Actor, matter: Matter, today: date) -> None:
    """Staff without an interest open projects and change budgets."""
    check_may(actor, Permission.PREPARE_AGREEMENT, register=matter.register, today=today)
    check_impartial_in(actor, matter, today)


def check_can_sign(actor: Actor, agreement: Agreement, side: Side, today: date) -> None:
    """The recipient's signatory by a mandate of that organisation; for the city somebody else, without an interest."""
    register = agreement.register
    if side is Side.RECIPIENT:
        check_may(
            actor, Permission.SIGN_FOR_ORGANISATION, register=register, today=today, organisation=agreement.recipient
        )
        return
    check_may(actor, Permission.SIGN_FOR_CITY, register=register, today=today)
    check_four_eyes(actor, agreement.recipient_signatory_id, Sentence("Signing for the city"))
    check_impartial_in(actor, agreement.project.matter, today)


def check_can_name_worker(actor: Actor, project: Project, today: date) -> None:
    """Staff; of a sub-grant also whoever writes its cost statements, since the recipient employs the worker."""
    employs = project.kind == ProjectKind.SUB_GRANT and may(
        actor, Permission.WRITE_STATEMENT, register=project.register, today=today, organisation=project.bearer
    )
    if not employs:
        check_can_prepare(actor, project.matter, today)


def check_can_close(actor: Actor, matter: Matter, today: date) -> None:
    """Staff without an interest close a project."""
    check_may(actor, Permission.CLOSE_PROJECT, register=matter.register, today=today)
    check_impartial_in(actor, matter, today)


READ_AS_STAFF = (Permission.READ_ALL, Permission.SIGN_FOR_CITY)
"""Who reads every project and agreement: staff who read everything, and who signs for the city."""


def check_can_read(actor: Actor, project: Project, organisation: Organisation | None, today: date) -> None:
    """Staff, and whoever acts for the organisation that carries the project out (None: nobody but staff)."""
    if not any(may(actor, one, register=project.register, today=today) for one in READ_AS_STAFF):
        check_may_for(
            actor, Permission.WRITE_STATEMENT, register=project.register, today=today, organisation=organisation
        )
