"""Who people are and what they may do. Nobody is ever deleted: erasing masks the row and keeps its id."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from talkoot.people.grounds import Ground
from talkoot.people.roles import RoleCode
from talkoot.people.rules import NAME_LENGTH
from talkoot.records.models import Matter, Register


class Channel(models.TextChoices):
    """How somebody is reached. The person chooses; `none` means that no answer is wanted."""

    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    PHONE = "phone"
    VISIT = "visit"
    NONE = "none"


class VatStatus(models.TextChoices):
    """Whether an organisation gets the VAT of its purchases back: it decides if a cost is net or gross."""

    DEDUCTS = "deducts"
    DOES_NOT_DEDUCT = "does_not_deduct"


class Person(models.Model):
    """A human being, with or without an account."""

    name = models.CharField(max_length=NAME_LENGTH)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    lang = models.CharField(max_length=16, default="fi")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.NONE)
    is_invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail, however it was typed; accounts are opened by an action, never here."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this e-mail. Raises Account.DoesNotExist."""
        return super().get_by_natural_key((username or "").strip().lower())


class Account(AbstractBaseUser):
    """A way to sign in. It belongs to a person; a person needs none to be heard. Its e-mail is in small letters."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_in_small_letters")
        ]


class Organisation(models.Model):
    """An association, a company or a public body.

    An association has a register number before it has a Y-tunnus; Y-tunnus and IBAN are needed before an agreement.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    business_id = models.CharField(max_length=9, null=True, blank=True, unique=True)
    register_number = models.CharField(max_length=16, null=True, blank=True, unique=True)
    iban = models.CharField(max_length=34, blank=True)
    vat_status = models.CharField(max_length=16, choices=VatStatus.choices, default=VatStatus.DOES_NOT_DEDUCT)
    lang = models.CharField(max_length=16, default="fi")
    is_invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(business_id__isnull=False) | models.Q(register_number__isnull=False),
                name="organisation_has_a_number",
            )
        ]


class Role(models.Model):
    """What a person may do in one programme, from one day to another (both included; open-ended without an end).

    A role held for an organisation (writer, signatory) is a mandate of that organisation. A deputy holds the same
    code and names the role it stands in for. `successor` takes over what still arrives for the holder afterwards.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    code = models.CharField(max_length=24, choices=[(one.value, one.value) for one in RoleCode])
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    deputy_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies")
    successor = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["register", "person", "code"], name="role_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="role_ends_after_it_begins",
            )
        ]


class Interest(models.Model):
    """Why a person must step aside from one matter (esteellisyys). Declared, never deleted."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="interests")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="interests")
    ground = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Ground])
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "person", "matter"], name="one_interest_each")]
