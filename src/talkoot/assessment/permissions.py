"""Who may do what with assessments. Whoever has an interest in the matter does nothing here."""

from datetime import date

from talkoot.applications.models import Application
from talkoot.applications.permissions import check_can_handle, check_impartial
from talkoot.assessment.models import Assessment
from talkoot.core.actor import Actor
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission


def check_can_open(actor: Actor, application: Application, today: date) -> None:
    """Staff take an application to assessment."""
    check_can_handle(actor, application, today)


def check_can_assess(actor: Actor, assessment: Assessment, today: date) -> None:
    """The steering group and the coordinator assess."""
    check_may(actor, Permission.ASSESS, register=assessment.register, today=today)
    check_impartial(actor, assessment.application, today)


def check_can_conclude(actor: Actor, assessment: Assessment, today: date) -> None:
    """The coordinator concludes."""
    check_may(actor, Permission.CONCLUDE_ASSESSMENT, register=assessment.register, today=today)
    check_impartial(actor, assessment.application, today)
