"""What can be read of meetings, decisions and commitments. Balances are asked, never stored.

`cases` reads many applications on their way to a decision at once, `table` a meeting: who sits, who steps aside.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Sum

from talkoot.applications.models import Application
from talkoot.applications.permissions import interests_in
from talkoot.core.errors import NotFound
from talkoot.decisions.models import AgendaItem, Commitment, Decision, Meeting, Presence, Recusal
from talkoot.decisions.rules import Seat, is_approval_needed
from talkoot.decisions.states import DecisionStep
from talkoot.people.permissions import roles_on
from talkoot.people.roles import RoleCode
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import frame_of
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase

AT_THE_TABLE = (RoleCode.MEMBER, RoleCode.CHAIR)


def committed_by_model(register: Register) -> dict[str, int]:
    """Cents committed under each funding model: grants and supplements less what was released."""
    rows = Commitment.objects.filter(register=register).order_by().values_list("model")
    return dict(rows.annotate(Sum("amount_cents")))


def committed(register: Register, model: str) -> int:
    """Cents committed under a funding model."""
    return committed_by_model(register).get(model, 0)


def committed_to(matter: Matter) -> int:
    """What is committed to one matter now, in cents: its grant, supplements and releases together."""
    commitments = Commitment.objects.filter(register=matter.register_id, matter=matter)
    return commitments.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def headroom(register: Register, model: str) -> int:
    """Cents that can still be committed under a funding model, by today's terms. Raises NotFound."""
    return frame_of(terms_of(register), model) - committed(register, model)


def asked_cents(application: Application) -> int:
    """The whole budget of an application."""
    total: int = application.budget.aggregate(total=Sum("amount_cents", default=0))["total"]
    return total


def decided(application: Application) -> Decision | None:
    """What the authority decided on an application, if it has."""
    return application.decisions.select_related("terms").filter(step=DecisionStep.DECIDED).first()


def proposed(application: Application) -> Decision | None:
    """What the steering group proposed on an application, if it has."""
    return application.decisions.filter(step=DecisionStep.PROPOSED).first()


def assessment_state(application: Application) -> str | None:
    """Where the application's assessment is; None when there is none."""
    assessment = getattr(application, "assessment", None)
    return assessment.state if assessment else None


def meeting_in(register: Register, key: int) -> Meeting:
    """The meeting as it stands now. Raises NotFound in another programme."""
    found = Meeting.objects.filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such meeting in this programme.")
    return found


def item_in(register: Register, key: int) -> AgendaItem:
    """The agenda item as it stands now, with its application and matter. Raises NotFound in another programme."""
    related = ("meeting", "application__register", "application__matter__register", "application__assessment")
    found = AgendaItem.objects.select_related(*related).filter(meeting__register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such item on an agenda of this programme.")
    return found


def decision_in(register: Register, key: int) -> Decision:
    """The decision as it stands now, with its application and matter. Raises NotFound in another programme."""
    related = (
        "application__register",
        "application__matter__register",
        "application__submitted_by",
        "matter__register",
    )
    found = Decision.objects.select_related(*related).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such decision in this programme.")
    return found


def on_agenda_of(meeting: Meeting) -> list[int]:
    """The applications on a meeting's agenda, in its order."""
    return list(meeting.items.order_by("position").values_list("application_id", flat=True))


def matter_in(register: Register, key: int) -> Matter:
    """The matter as it stands now. Raises NotFound in another programme."""
    found = Matter.objects.select_related("register").filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such matter in this programme.")
    return found


def seats_taken(register: Register, day: date, present: Collection[int]) -> list[Seat]:
    """The seats of the steering group on a day in which those present sit; a deputy sits in the seat of another."""
    roles = roles_on(register, day).filter(code__in=AT_THE_TABLE, person__in=present).order_by("pk")
    return [Seat(one.deputy_for_id or one.pk, one.person_id, one.deputy_for_id is not None) for one in roles]


def seats_at(meeting: Meeting) -> list[Seat]:
    """The seats taken at a meeting that was held."""
    present = Presence.objects.filter(meeting=meeting).values_list("person_id", flat=True)
    return seats_taken(meeting.register, meeting.held_on, list(present))


def recused_from(item: AgendaItem) -> set[int]:
    """Who steps aside from an item: as written down at the meeting, and whose interest came to light afterwards."""
    written = Recusal.objects.filter(item=item).values_list("person_id", flat=True)
    return {*written, *interests_in(item.application, item.meeting.held_on)}


def granted_ready_for_agreement(register: Register) -> tuple[Decision, ...]:
    """Grants from which an agreement can be made, the oldest first: approved by the funder where that is needed.

    Once an agreement is prepared its matter has left the phase of decisions, so it is here no more.
    """
    granted = (
        Decision.objects.filter(
            register=register,
            step=DecisionStep.DECIDED,
            outcome=Decision.Outcome.GRANT,
            matter__phase=Phase.DECISION,
        )
        .select_related("application__organisation", "matter__register", "terms")
        .order_by("made_on", "pk")
    )
    approved = set(
        Decision.objects.filter(register=register, step=DecisionStep.APPROVED).values_list("application_id", flat=True)
    )
    terms = terms_of(register)
    return tuple(
        one
        for one in granted
        if one.application_id in approved
        or not is_approval_needed(terms, one.application.model, one.application.organisation.business_id)
    )
