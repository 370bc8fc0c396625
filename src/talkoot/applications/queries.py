"""What can be read of applications."""

from django.db.models import QuerySet

from talkoot.applications.models import Application
from talkoot.applications.rules import Answers, PartnerLine
from talkoot.applications.states import ApplicationState
from talkoot.core.errors import NotFound
from talkoot.ideas.models import Idea
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase


def application_in(register: Register, key: int) -> Application:
    """The application as it stands now, with its matter and organisation. Raises NotFound in another programme."""
    related = ("register", "matter__register", "organisation", "submitted_by")
    found = Application.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such application in this programme.")
    return found


def answers_of(application: Application) -> Answers:
    """What the application says, with its budget and partners."""
    return Answers(
        plan=application.plan,
        target_group=application.target_group,
        group_size=application.group_size,
        complements=application.complements,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        own_share_cents=application.own_share_cents,
        budget=dict(application.budget.order_by("pk").values_list("category", "amount_cents")),
        partners=tuple(
            PartnerLine(one.name, one.sector, one.task, one.is_first_time)
            for one in application.partners.order_by("pk")
        ),
    )


def waiting_for_assessment(register: Register) -> QuerySet[Application]:
    """Submitted applications that nobody has taken to assessment yet, the oldest first."""
    waiting = Application.objects.filter(
        register=register, state=ApplicationState.SUBMITTED, matter__phase=Phase.APPLICATION
    )
    return waiting.select_related("matter__register", "organisation").order_by("submitted_at", "pk")


def idea_behind(matter: Matter) -> Idea | None:
    """The idea a matter began with, its own or that of the matter it came from."""
    ideas = Idea.objects.select_related("matter__register", "told_by")
    return ideas.filter(matter__in=[matter.pk, matter.came_from_id or matter.pk]).first()
