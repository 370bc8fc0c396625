"""Claims, their lines and shares, and what the funder said and paid."""

from django.db import models

from talkoot.agreements.models import Project
from talkoot.claims.states import ClaimState
from talkoot.costs.models import CostEntry
from talkoot.people.models import Person
from talkoot.programme.models import Terms
from talkoot.records.models import Register


class Claim(models.Model):
    """What is claimed from the funders for one period, in cents. Frozen once made.

    `document` is the canonical JSON it is laid out from, `digest` its SHA-256: the same claim is the same bytes.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in ClaimState])
    total_cents = models.BigIntegerField()
    document = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_by = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="one_claim_per_period"),
            models.CheckConstraint(condition=models.Q(total_cents__gte=0), name="claim_is_not_negative"),
        ]


class ClaimLine(models.Model):
    """One accepted cost entry in a claim. An entry is in one claim at most."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines", db_index=False)
    entry = models.OneToOneField(CostEntry, on_delete=models.PROTECT, related_name="claim_line")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="claim_lines")
    amount_cents = models.BigIntegerField()

    class Meta:
        # In the order of a claim's index, which stands in for the one of `claim` alone.
        indexes = [models.Index(fields=["claim", "project", "id"], name="claim_line_in_order")]


class ClaimShare(models.Model):
    """What one source carries of one project in one claim: what brings its standing shares to the split."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="shares")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="claim_shares")
    source = models.CharField(max_length=32)
    amount_cents = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "project", "source"], name="one_claim_share_each")]


class FlatRateBase(models.Model):
    """Which entries a claim's flat-rate entry was newly counted on."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="flat_rate_bases")
    flat_entry = models.ForeignKey(CostEntry, on_delete=models.PROTECT, related_name="flat_rate_bases")
    base_entry = models.OneToOneField(CostEntry, on_delete=models.PROTECT, related_name="counted_in")


class FunderDecision(models.Model):
    """What the funder decided on a claim, in cents: `approved` is the claim's total less all cuts."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="funder_decisions")
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="funder_decision")
    decided_on = models.DateField()
    diary_number = models.CharField(max_length=40)
    cut_cents = models.PositiveBigIntegerField()
    approved_cents = models.BigIntegerField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Cut(models.Model):
    """One negative entry that a funder's decision made. `line` is what was cut; the flat rate that follows has none."""

    funder_decision = models.ForeignKey(FunderDecision, on_delete=models.PROTECT, related_name="cuts")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="cuts")
    line = models.ForeignKey(ClaimLine, null=True, blank=True, on_delete=models.PROTECT, related_name="cuts")
    entry = models.OneToOneField(CostEntry, on_delete=models.PROTECT, related_name="cut")
    amount_cents = models.PositiveBigIntegerField()


class CutShare(models.Model):
    """What one source no longer carries of one project because of a funder's decision, in cents."""

    funder_decision = models.ForeignKey(FunderDecision, on_delete=models.PROTECT, related_name="shares")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="cut_shares")
    source = models.CharField(max_length=32)
    amount_cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder_decision", "project", "source"], name="one_cut_share_each")
        ]


class FundsReceived(models.Model):
    """Money that came in from a source, with its voucher in the books."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="funds_received")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="funds_received")
    source = models.CharField(max_length=32)
    received_on = models.DateField()
    amount_cents = models.BigIntegerField()
    ledger_voucher = models.CharField(max_length=40)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "ledger_voucher"], name="one_receipt_per_ledger_voucher")
        ]
