"""Arrivals, vouchers, cost entries and their checks."""

from django.db import models

from talkoot.agreements.models import Project
from talkoot.costs.states import Door, Outcome, SlipState, StatementState, VoucherState
from talkoot.people.models import Person
from talkoot.records.fields import SaltField
from talkoot.records.models import Matter, Register, StoredFile


class OrderSlip(models.Model):
    """A code given to a supplier before the invoice (MM-0042-3): what, up to how much, for which project, by whom.

    `up_to_cents` includes VAT, as the invoice's total will. `form_key` makes a double click one order.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="slips")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="slips")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    salt = SaltField()
    lang = models.CharField(max_length=16)
    supplier = models.TextField()
    up_to_cents = models.PositiveBigIntegerField()
    orderer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ordered_on = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in SlipState])
    form_key = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_slip_per_number"),
            models.UniqueConstraint(fields=["register", "form_key"], name="ordered_once"),
            models.CheckConstraint(condition=models.Q(up_to_cents__gt=0), name="slip_orders_something"),
        ]

    @property
    def code(self) -> str:
        """What the supplier writes on the invoice: MM-0042-3."""
        return f"{self.project.matter.code}-{self.number}"


class VoucherKind(models.TextChoices):
    """What a voucher is evidence of; a credit note's sign is here, its amounts stay positive."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    PAYROLL = "payroll"
    RECEIPT = "receipt"


IDENTIFIED_AND_LIVE = ~models.Q(state="dropped") & ~models.Q(seller="") & ~models.Q(number="")


class Voucher(models.Model):
    """Evidence, once. Its facts never change; where it is handled (`state`, `project`, `orderer`, `slip`) may.

    `net_cents` and `vat_cents` add up to `total_cents`, all ≥ 0. A payroll voucher has the `person`, the first day of
    the `month` and the employer's `side_cents` inside the total; `seller` is whoever issued it (Y-tunnus or other id).
    `reading` is the canonical JSON of what was read from an e-invoice. `form_key` makes a double click on what people
    type one voucher; it is empty for what arrived.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="vouchers")
    kind = models.CharField(max_length=12, choices=VoucherKind.choices)
    seller = models.CharField(max_length=64, blank=True)
    seller_name = models.TextField(blank=True)
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    net_cents = models.PositiveBigIntegerField()
    vat_cents = models.PositiveBigIntegerField()
    total_cents = models.PositiveBigIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(null=True, blank=True)
    side_cents = models.PositiveBigIntegerField(default=0)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    reading = models.TextField(blank=True)
    salt = SaltField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in VoucherState])
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    orderer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    slip = models.ForeignKey(OrderSlip, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    form_key = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            # Two, because SQLite can't be told that two vouchers without a date are the same.
            models.UniqueConstraint(
                fields=["register", "seller", "kind", "number", "issued_on", "total_cents"],
                condition=models.Q(issued_on__isnull=False) & IDENTIFIED_AND_LIVE,
                name="one_live_voucher",
            ),
            models.UniqueConstraint(
                fields=["register", "seller", "kind", "number", "total_cents"],
                condition=models.Q(issued_on__isnull=True) & IDENTIFIED_AND_LIVE,
                name="one_live_undated_voucher",
            ),
            models.UniqueConstraint(
                fields=["register", "form_key"],
                condition=~models.Q(form_key="") & ~models.Q(state="dropped"),
                name="voucher_typed_once",
            ),
            models.UniqueConstraint(
                fields=["register", "project", "person", "month"],
                condition=models.Q(kind="payroll") & ~models.Q(state="dropped"),
                name="one_live_payroll_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(total_cents=models.F("net_cents") + models.F("vat_cents")), name="voucher_adds_up"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="payroll") | models.Q(person__isnull=False, month__isnull=False),
                name="payroll_names_person_and_month",
            ),
            models.CheckConstraint(
                condition=models.Q(project__isnull=False) | ~models.Q(state__in=["routed", "recorded"]),
                name="routed_voucher_has_a_project",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "state"], name="voucher_by_state"),
            models.Index(fields=["register", "id"], name="voucher_in_order"),
            # By these an invoice that arrives is compared with what is here already.
            models.Index(fields=["register", "seller", "number"], name="voucher_by_number"),
            models.Index(fields=["register", "issued_on", "total_cents"], name="voucher_by_total"),
        ]


class Arrival(models.Model):
    """One message received, by whatever door, with what became of it and why. Never changed.

    `position` is the message's place in its file, `sha256` the digest of its own bytes, `reason` one sentence for
    people, without any names. `is_successor` says that the orderer it names has left and `orderer` took over.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="arrivals")
    door = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Door])
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="arrivals")
    position = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    code = models.CharField(max_length=32)
    reason = models.TextField()
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals")
    voucher = models.ForeignKey(Voucher, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals")
    orderer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_successor = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voucher__isnull=False, outcome__in=["routed", "held"])
                | models.Q(voucher__isnull=True, outcome__in=["returned", "duplicate", "refused"]),
                name="only_routed_or_held_arrivals_have_a_voucher",
            )
        ]
        indexes = [
            models.Index(fields=["register", "sha256"], name="arrival_by_content"),
            models.Index(fields=["register", "received_at"], name="arrival_by_time"),
            models.Index(fields=["register", "id"], name="arrival_in_order"),
        ]


class CostStatement(models.Model):
    """What a recipient says its project cost in a period, signed by its signatory."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="statements")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=[(one.value, one.value) for one in StatementState])
    total_cents = models.BigIntegerField(default=0)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_statement_per_number"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(signed_by__isnull=False, signed_on__isnull=False),
                name="signed_statement_has_a_signatory",
            ),
        ]


class StatementLine(models.Model):
    """One voucher on a draft statement: what it counts for, when it was paid and where it is in the books."""

    statement = models.ForeignKey(CostStatement, on_delete=models.PROTECT, related_name="lines")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="statement_line")
    category = models.CharField(max_length=32)
    amount_cents = models.BigIntegerField()
    is_net = models.BooleanField()
    paid_on = models.DateField()
    ledger_voucher = models.CharField(max_length=40)


class CostEntry(models.Model):
    """One cost line of a project, in cents. Never changed: a correction is a new row that names the one it corrects.

    `amount_cents` is net or gross by the bearer's VAT status (`is_net`), negative for credit notes and cuts.
    `paid_on` and `ledger_voucher` are set once, when it was paid and booked. `in_flat_base` says whether the flat rate
    is counted on it. A flat-rate entry has no voucher: flat-rate money needs none.
    """

    class Kind(models.TextChoices):
        """Where a line comes from."""

        DIRECT = "direct"
        FLAT_RATE = "flat_rate"
        CUT = "cut"
        CORRECTION = "correction"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="cost_entries")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="cost_entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    category = models.CharField(max_length=32)
    voucher = models.ForeignKey(Voucher, null=True, blank=True, on_delete=models.PROTECT, related_name="cost_entries")
    statement = models.ForeignKey(
        CostStatement, null=True, blank=True, on_delete=models.PROTECT, related_name="cost_entries"
    )
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    amount_cents = models.BigIntegerField()
    is_net = models.BooleanField()
    in_flat_base = models.BooleanField()
    paid_on = models.DateField(null=True, blank=True)
    ledger_voucher = models.CharField(max_length=40, null=True, blank=True)
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="flat_rate") | models.Q(voucher__isnull=False), name="cost_has_a_voucher"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["direct", "flat_rate"]) | models.Q(corrects__isnull=False),
                name="correction_names_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="flat_rate") | models.Q(in_flat_base=False), name="no_flat_rate_on_a_flat_rate"
            ),
        ]
        indexes = [
            models.Index(fields=["register", "project", "paid_on"], name="cost_by_project"),
            models.Index(fields=["register", "recorded_at", "id"], name="cost_by_time"),
        ]


class Check(models.Model):
    """What a second person found of one cost entry. Never changed; the reason stands with the entry of the chain.

    `recorded_by` is copied from the cost entry so that the database itself refuses a checker who recorded it. Entries
    that follow from a rule (flat rates, cuts) are checked by the command or person that made them, recorded by nobody.
    """

    class Outcome(models.TextChoices):
        """How much of the entry counts."""

        ACCEPT = "accept"
        PART = "part"
        REJECT = "reject"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="checks")
    cost_entry = models.OneToOneField(CostEntry, on_delete=models.PROTECT, related_name="verdict")
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    accepted_cents = models.BigIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_by__isnull=True) | ~models.Q(checker=models.F("recorded_by")),
                name="checked_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="reject") | models.Q(accepted_cents=0), name="rejected_counts_for_nothing"
            ),
        ]
