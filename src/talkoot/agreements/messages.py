"""What applicants and the tellers of the idea behind a project hear of it, besides what applications say."""

from datetime import datetime

from talkoot.agreements.models import Project
from talkoot.applications.messages import tell_applicant, tell_teller
from talkoot.applications.models import Application
from talkoot.programme.terms import ProjectKind


def tell_that_it_started(project: Project, application: Application, *, now: datetime) -> None:
    """Both hear that the project runs: those who do it, and whose idea it was."""
    facts = {
        "organisation": application.organisation.name,
        "is_sub_grant": project.kind == ProjectKind.SUB_GRANT,
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
    }
    tell_applicant(application, "agreements/messages/started", now=now, facts=facts)
    tell_teller(application, "agreements/messages/idea_started", now=now, facts=facts)


def tell_what_came_of_it(project: Project, application: Application, outcome: str, *, now: datetime) -> None:
    """Both hear the outcome, in the words it was written in."""
    facts = {"outcome": outcome, "is_sub_grant": project.kind == ProjectKind.SUB_GRANT}
    tell_applicant(application, "agreements/messages/closed", now=now, facts=facts)
    tell_teller(application, "agreements/messages/idea_closed", now=now, facts=facts)
