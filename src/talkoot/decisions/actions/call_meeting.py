"""Call a meeting of the steering group."""

from collections.abc import Sequence
from datetime import date, datetime

from talkoot.applications.models import Application
from talkoot.applications.queries import application_in
from talkoot.core.actor import Actor
from talkoot.decisions import rules
from talkoot.decisions.models import AgendaItem, Meeting
from talkoot.decisions.permissions import check_can_prepare_meeting
from talkoot.decisions.queries import assessment_state, on_agenda_of
from talkoot.decisions.states import MEETING
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def call_meeting(
    *,
    register: Register,
    actor: Actor,
    number: int,
    held_on: date,
    applications: Sequence[Application],
    now: datetime,
    today: date,
) -> Meeting:
    """The meeting and its agenda, in the order given. The same call again gives the meeting that is there.

    Raises NotOnAgenda for an application whose assessment is not concluded or which was proposed before,
    TwiceOnAgenda, MeetingNumberTaken.
    """
    with writing(register) as register:
        check_can_prepare_meeting(actor, register, today)
        rules.check_number(number)
        on_agenda = [application_in(register, one.pk) for one in applications]
        called_before = Meeting.objects.filter(register=register, number=number).first()
        if called_before:
            before = (called_before.held_on, on_agenda_of(called_before))
            rules.check_same_call(number, before, (held_on, [one.pk for one in on_agenda]))
            return called_before
        rules.check_once_each([one.matter.code for one in on_agenda])
        for application in on_agenda:
            matter = application.matter
            rules.check_can_be_on_agenda(matter.code, matter.phase, assessment_state(application))
        meeting = Meeting.objects.create(register=register, number=number, held_on=held_on, state=MEETING.start)
        AgendaItem.objects.bulk_create(
            AgendaItem(meeting=meeting, position=position, application=application)
            for position, application in enumerate(on_agenda, start=1)
        )
        facts = {"number": number, "held_on": held_on, "applications": [one.pk for one in on_agenda]}
        record(register=register, actor=actor, verb="call_meeting", now=now, subject=meeting, facts=facts)
        return meeting
