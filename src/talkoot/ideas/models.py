"""Ideas as they were told."""

from django.db import models

from talkoot.ideas.states import IdeaState
from talkoot.people.models import Channel, Person
from talkoot.records.fields import SaltField
from talkoot.records.models import Matter, Register


class Intake(models.TextChoices):
    """How an idea came in."""

    WEB = "web"
    PHONE = "phone"
    PAPER = "paper"
    VISIT = "visit"
    EMAIL = "email"


class Idea(models.Model):
    """What somebody wishes for, in their words.

    `told_by` is who said it (nobody, when they wished), `typed_by` the key of who wrote it down; `answer_by` and
    `answer_to` are how and where to answer. `form_key` makes a double click one idea.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="ideas")
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="idea")
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in IdeaState])
    body = models.TextField()
    body_lang = models.CharField(max_length=16)
    body_is_public = models.BooleanField(default=False)
    salt = SaltField()
    intake = models.CharField(max_length=8, choices=Intake.choices)
    told_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="ideas")
    typed_by = models.CharField(max_length=64)
    answer_by = models.CharField(max_length=8, choices=Channel.choices, default=Channel.NONE)
    answer_to = models.TextField(blank=True)
    form_key = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "form_key"], name="idea_submitted_once"),
            models.CheckConstraint(
                condition=models.Q(answer_by=Channel.NONE) | ~models.Q(answer_to=""), name="idea_answer_has_address"
            ),
        ]
        indexes = [
            models.Index(fields=["register", "state", "told_at"], name="idea_by_state"),
            models.Index(fields=["register", "told_at", "id"], name="idea_by_time"),
        ]
