"""Where people are reached, and which feedback waits for its answer."""

from django.db.models import QuerySet

from talkoot.core.errors import NotFound
from talkoot.outbox.models import Feedback
from talkoot.people.models import Channel, Person
from talkoot.records.models import Register


def address_of(person: Person, channel: Channel | str) -> str:
    """Where a person is reached by a channel; empty when we don't know."""
    by_channel = {Channel.EMAIL: person.email, Channel.LETTER: person.address}
    return by_channel.get(Channel(channel), person.phone)


def waiting_feedback(register: Register) -> QuerySet[Feedback]:
    """The feedback that nobody has answered, what is due first first."""
    return Feedback.objects.filter(register=register, answered_at__isnull=True).order_by("due_on", "pk")


def answered_feedback(register: Register) -> QuerySet[Feedback]:
    """The feedback that has its answer, the newest answer first."""
    return Feedback.objects.filter(register=register, answered_at__isnull=False).order_by("-answered_at", "-pk")


def feedback_in(register: Register, key: int) -> Feedback:
    """One piece of feedback by its key. Raises NotFound in another programme."""
    found = Feedback.objects.filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such feedback in this programme.")
    return found
