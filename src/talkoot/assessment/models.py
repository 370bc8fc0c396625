"""How an application was assessed."""

from django.db import models

from talkoot.applications.models import Application
from talkoot.assessment.states import AssessmentState
from talkoot.people.models import Person
from talkoot.programme.models import Terms
from talkoot.records.models import Register


class Assessment(models.Model):
    """The assessment of one application under the criteria of one version of the terms."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="assessments")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="assessment")
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in AssessmentState])
    version = models.PositiveIntegerField(default=1)


class Mark(models.Model):
    """One person's answer on one criterion; the reason stands with the entry.

    A scored criterion has a `score` on the criterion's scale; every other kind says whether it is `met`.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="marks")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=32)
    met = models.BooleanField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "assessor", "criterion"], name="one_mark_each"),
            models.CheckConstraint(
                condition=models.Q(met__isnull=True) ^ models.Q(score__isnull=True), name="mark_is_met_or_scored"
            ),
        ]
