"""Who may do what with activities."""

from datetime import date

from talkoot.agreements.models import Project
from talkoot.agreements.queries import organisation_of
from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted
from talkoot.people.permissions import check_may_for
from talkoot.people.roles import Permission


def check_can_run_activities(actor: Actor, project: Project, today: date) -> None:
    """Staff, and whoever holds a mandate of the organisation that carries the project out."""
    check_may_for(
        actor, Permission.RUN_ACTIVITIES,
        register=project.register, today=today, organisation=organisation_of(project),
    )  # fmt: skip


def can_run_activities(actor: Actor, project: Project, today: date) -> bool:
    """Whether `check_can_run_activities` lets them."""
    try:
        check_can_run_activities(actor, project, today)
    except NotPermitted:
        return False
    return True
