"""Meetings, decisions and the commitments that use up a frame."""

from django.db import models

from talkoot.applications.models import Application
from talkoot.decisions.states import MEETING, DecisionStep, MeetingState
from talkoot.people.models import Person
from talkoot.programme.models import Terms
from talkoot.records.models import Matter, Register


class Meeting(models.Model):
    """A meeting of the steering group."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in MeetingState])
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="one_meeting_per_number")]

    @property
    def state_word(self) -> str:
        """Its state as the filter `status` takes it."""
        return f"{MEETING.name}:{self.state}"


class AgendaItem(models.Model):
    """One application on a meeting's agenda, in its order."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agenda_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "application"], name="once_on_an_agenda")]


class Presence(models.Model):
    """Who was there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="present_once")]


class Recusal(models.Model):
    """Who stepped aside from an item, and on which ground."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="steps_aside_once")]


class Decision(models.Model):
    """One step taken on an application, never changed. Reasons and conditions stand with the entry.

    `granted_cents` is the project's whole accepted cost, own share included (0 when refused). A decided step has
    the `section` and `diary_number` of the competent authority. The appeal runs from service (`served_on`).
    """

    class Outcome(models.TextChoices):
        """What was said."""

        GRANT = "grant"
        REFUSE = "refuse"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="decisions")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    step = models.CharField(max_length=10, choices=[(one.value, one.value) for one in DecisionStep])
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    is_conditional = models.BooleanField(default=False)
    granted_cents = models.PositiveBigIntegerField(default=0)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=16, blank=True)
    diary_number = models.CharField(max_length=40, blank=True)
    made_on = models.DateField()
    served_on = models.DateField(null=True, blank=True)
    appeal_until_on = models.DateField(null=True, blank=True)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="one_decision_per_step"),
            models.CheckConstraint(
                condition=models.Q(outcome="grant", granted_cents__gt=0) | models.Q(outcome="refuse", granted_cents=0),
                name="decision_grants_something_or_refuses",
            ),
            models.CheckConstraint(
                condition=models.Q(step="proposed") | ~models.Q(diary_number=""), name="decision_has_a_diary_number"
            ),
            models.CheckConstraint(condition=~models.Q(step="decided", section=""), name="decision_has_a_section"),
        ]
        indexes = [models.Index(fields=["register", "step", "made_on"], name="decision_by_step")]


class Commitment(models.Model):
    """What a frame is used for, in cents: a grant or supplement adds, a release gives back. Never changed.

    Committed under a model = the sum of its rows; it never passes the frame.
    """

    class Kind(models.TextChoices):
        """Why the frame is used or given back."""

        GRANT = "grant"
        SUPPLEMENT = "supplement"
        RELEASE = "release"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="commitments")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="commitments")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments")
    model = models.CharField(max_length=32)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount_cents = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="release", amount_cents__lt=0)
                | models.Q(kind__in=["grant", "supplement"], amount_cents__gt=0),
                name="commitment_sign_fits_its_kind",
            )
        ]
        indexes = [models.Index(fields=["register", "model"], name="commitment_by_model")]
