"""What an organisation applies for."""

from django.db import models

from talkoot.applications.states import ApplicationState
from talkoot.people.models import Organisation, Person
from talkoot.records.fields import SaltField
from talkoot.records.models import Matter, Register


class Application(models.Model):
    """One application of one organisation under one funding model.

    Its texts are in `lang`. Money is the whole project's: the budget is in `BudgetLine`, `own_share_cents` is what the
    organisation brings, `cash_need_cents` what it must have in hand before the first payment.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="applications")
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="application")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    model = models.CharField(max_length=32)
    state = models.CharField(max_length=16, choices=[(one.value, one.value) for one in ApplicationState])
    lang = models.CharField(max_length=16)
    plan = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    group_size = models.PositiveIntegerField(default=0)
    complements = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    salt = SaltField()
    own_share_cents = models.PositiveBigIntegerField(default=0)
    cash_need_cents = models.PositiveBigIntegerField(default=0)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    complete_by_on = models.DateField(null=True, blank=True)
    form_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "form_key"], name="application_opened_once"),
            models.CheckConstraint(
                condition=models.Q(state=ApplicationState.DRAFT) | models.Q(submitted_by__isnull=False),
                name="application_submitted_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "state", "submitted_at"], name="application_by_state"),
            models.Index(fields=["register", "submitted_at", "id"], name="application_by_time"),
        ]


class BudgetLine(models.Model):
    """What a cost category is planned to cost, in cents."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="budget")
    category = models.CharField(max_length=32)
    amount_cents = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "category"], name="one_budget_line_each")]


class Partner(models.Model):
    """Who else takes part, from which sector, with which task, and whether it is the first time together."""

    class Sector(models.TextChoices):
        """Where a partner comes from; a new development partnership crosses these."""

        PUBLIC = "public"
        PRIVATE = "private"
        CIVIL = "civil"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=8, choices=Sector.choices)
    task = models.TextField()
    is_first_time = models.BooleanField()
