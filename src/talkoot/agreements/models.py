"""Projects, agreements, budgets and workers."""

from django.db import models

from talkoot.agreements.states import AGREEMENT, PROJECT, AgreementState, ProjectState
from talkoot.people.models import Organisation, Person
from talkoot.programme.models import Terms
from talkoot.programme.terms import ProjectKind
from talkoot.records.fields import SaltField
from talkoot.records.models import Matter, Register


class Project(models.Model):
    """Whatever may carry costs: a sub-grant, an event, or the main project (Matter 0001), which carries the staff.

    `weights` is the project's own copy, `[[source, kind, basis points], …]`, frozen when it was opened. `bearer` is
    whose VAT counts: the recipient's for a sub-grant, else the city's. `cost_centre` is its code in the books.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="projects")
    matter = models.OneToOneField(Matter, on_delete=models.PROTECT, related_name="project")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ProjectKind])
    model = models.CharField(max_length=32)
    weights = models.JSONField()
    bearer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    cost_centre = models.CharField(max_length=32, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ProjectState])
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="project_ends_later"),
            models.UniqueConstraint(
                fields=["register"], condition=models.Q(kind="main"), name="one_main_project_per_register"
            ),
            models.UniqueConstraint(
                fields=["register", "cost_centre"], condition=~models.Q(cost_centre=""), name="one_project_per_centre"
            ),
        ]

    @property
    def state_word(self) -> str:
        """Its state as the filter `status` takes it."""
        return f"{PROJECT.name}:{self.state}"


class ProjectBudgetLine(models.Model):
    """One line of one version of a project's budget, in cents; a change makes a new version."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="budget")
    number = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=32)
    amount_cents = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number", "category"], name="one_project_budget_line_each")
        ]


class Agreement(models.Model):
    """What the city and the recipient signed. No money moves before it is in force; then it is never changed."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="agreements")
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="agreement")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=24, choices=[(one.value, one.value) for one in AgreementState])
    total_cents = models.PositiveBigIntegerField()
    own_share_cents = models.PositiveBigIntegerField()
    recipient_signatory = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recipient_signed_on = models.DateField(null=True, blank=True)
    city_signatory = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    city_signed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="in_force")
                | models.Q(recipient_signatory__isnull=False, city_signatory__isnull=False),
                name="agreement_in_force_is_signed_by_both",
            )
        ]

    @property
    def state_word(self) -> str:
        """Its state as the filter `status` takes it."""
        return f"{AGREEMENT.name}:{self.state}"


class Worker(models.Model):
    """Who works in a project, from when to when. A salary is accepted only for somebody named."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="workers")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="workers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    salt = SaltField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "person", "starts_on"], name="worker_named_once")]
