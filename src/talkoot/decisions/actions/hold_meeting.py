"""Write down that a meeting was held, who was there and who stepped aside."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from talkoot.applications.permissions import interests_in
from talkoot.core.actor import Actor
from talkoot.decisions import rules
from talkoot.decisions.models import Meeting, Presence, Recusal
from talkoot.decisions.permissions import check_can_prepare_meeting
from talkoot.decisions.queries import meeting_in, seats_taken
from talkoot.decisions.states import MEETING
from talkoot.people.models import Person
from talkoot.programme.queries import terms_of
from talkoot.records.writing import record, writing


def hold_meeting(*, meeting: Meeting, actor: Actor, present: Sequence[Person], now: datetime, today: date) -> Meeting:
    """The meeting is held. Everybody present who has an interest in an item's matter is written down as recused.

    Raises NoQuorum when too few members are present (a deputy counts for the one they stand in for); the meeting
    stays called then.
    """
    with writing(meeting.register) as register:
        meeting = meeting_in(register, meeting.pk)
        check_can_prepare_meeting(actor, register, today)
        meeting.state = MEETING.after("hold", meeting.state)
        rules.check_day_has_come(meeting.held_on, today)
        there = {person.pk for person in present}
        voting = rules.voters(seats_taken(register, meeting.held_on, there))
        rules.check_quorum(voting, terms_of(register).decisions.quorum)
        meeting.version += 1
        meeting.save(update_fields=["state", "version"])
        Presence.objects.bulk_create(Presence(meeting=meeting, person_id=person) for person in sorted(there))
        recusals = Recusal.objects.bulk_create(_recusals(meeting, there))
        facts = {
            "present": sorted(there),
            "voting": sorted(voting),
            "recused": [{"item": one.item_id, "person": one.person_id, "ground": one.ground} for one in recusals],
        }
        record(register=register, actor=actor, verb="hold_meeting", now=now, subject=meeting, facts=facts)
        return meeting


def _recusals(meeting: Meeting, there: set[int]) -> Iterator[Recusal]:
    for item in meeting.items.select_related("application__register").order_by("position"):
        for person, ground in sorted(interests_in(item.application, meeting.held_on).items()):
            if person in there:
                yield Recusal(item=item, person_id=person, ground=ground)
