"""Activities, headcounts without names, and trial cards."""

from django.db import models

from talkoot.activities.states import ACTIVITY, ActivityState
from talkoot.agreements.models import Project
from talkoot.people.models import Person
from talkoot.records.fields import SaltField
from talkoot.records.models import Register


class Activity(models.Model):
    """An event or open activity. Open to all, unless it says why not; free, unless it says the price in cents.

    `form_key` makes a double click one activity.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="activities")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="activities")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ActivityState])
    title = models.TextField()
    body = models.TextField(blank=True)
    lang = models.CharField(max_length=16)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField()
    district = models.CharField(max_length=64)
    is_open_to_all = models.BooleanField()
    closed_reason = models.TextField(blank=True)
    price_cents = models.PositiveIntegerField(default=0)
    access = models.TextField(blank=True)
    salt = SaltField()
    target_visits = models.PositiveIntegerField(default=0)
    form_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "form_key"], name="activity_planned_once"),
            models.CheckConstraint(
                condition=models.Q(is_open_to_all=True) | ~models.Q(closed_reason=""),
                name="closed_activity_says_why",
            ),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="activity_ends_later"),
        ]
        indexes = [models.Index(fields=["register", "starts_at"], name="activity_by_time")]

    @property
    def state_word(self) -> str:
        """Its state as the filter `status` takes it."""
        return f"{ACTIVITY.name}:{self.state}"


class Headcount(models.Model):
    """How many came. No names, ever. Never changed: a correction is a new row that names the one it corrects.

    `form_key` makes a count that a phone sends again, when it has a net, one count.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="headcounts")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="headcounts")
    visits = models.PositiveIntegerField()
    counted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected")
    form_key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "form_key"], name="headcount_sent_once")]


class TrialCard(models.Model):
    """What was tried, how it went, and whether to continue, change or stop. Public."""

    class Verdict(models.TextChoices):
        """What to do with what was tried."""

        CONTINUE = "continue"
        CHANGE = "change"
        STOP = "stop"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="trial_cards")
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="trial_card")
    tried = models.TextField()
    went = models.TextField()
    salt = SaltField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    lang = models.CharField(max_length=16)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
