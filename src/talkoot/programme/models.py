"""The programme as data: frozen terms, version by version, and today's texts, contacts and channels."""

from django.db import models

from talkoot.records.models import Register


class Programme(models.Model):
    """What is current: texts, contacts, calendar, invoicing channels. Canonical JSON of `file.Today`."""

    register = models.OneToOneField(Register, on_delete=models.PROTECT, related_name="programme")
    today = models.TextField()
    loaded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class Terms(models.Model):
    """What was agreed with the funder: sources, models, weights, cost model. Canonical JSON of `file.Terms`.

    Frozen: a load that changes anything makes the next number, and decisions keep the version they were made under.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="one_terms_per_number")]
