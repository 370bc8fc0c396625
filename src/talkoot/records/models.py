"""One register per programme, one matter per public number, one chain of entries per register."""

from django.db import models

from talkoot.records.fields import SaltField, new_salt
from talkoot.records.states import Phase


class Register(models.Model):
    """One programme's books: its numbers and its chain.

    `next_number`, `chain_head` and `chain_count` are written under this row's lock, and this row is locked
    first by every action; they are the one exception to "no counters".
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=8)
    time_zone = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False)
    next_number = models.PositiveIntegerField(default=1)
    chain_count = models.PositiveBigIntegerField(default=0)
    chain_head = models.CharField(max_length=64, default="", blank=True)

    def code_of(self, number: int) -> str:
        """A public number as people write it, like MM-0042."""
        return f"{self.prefix}-{number:04}"


class Matter(models.Model):
    """What people call MM-0042: one public number from the idea to the last euro.

    `phase` says how far on the line it is, `status` is `<machine>:<state>` of the record whose state the public
    sees (`idea:new`). Both are set by the stage that moves the matter on. Every entry about a matter carries its row.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="matters")
    number = models.PositiveIntegerField()
    title = models.TextField()
    salt = SaltField()
    title_lang = models.CharField(max_length=16)
    is_public = models.BooleanField(default=False)
    phase = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Phase])
    status = models.CharField(max_length=48)
    came_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="led_to")
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="one_matter_per_number"),
            models.CheckConstraint(
                condition=models.Q(phase__in=[one.value for one in Phase]), name="matter_phase_known"
            ),
        ]
        indexes = [
            models.Index(fields=["register", "phase", "status", "number"], name="matter_by_status"),
            # Most matters came from none, so in an index over all of them SQLite sees no use.
            models.Index(fields=["came_from"], condition=models.Q(came_from__isnull=False), name="matter_led_to"),
        ]

    @property
    def code(self) -> str:
        """The public number, like MM-0042."""
        return self.register.code_of(self.number)


class Entry(models.Model):
    """One thing that was done, chained to the one before. Append-only.

    `facts` is canonical JSON of ids, codes, dates and cents: under `rows` every guarded row the action wrote and the
    matter, under `parts` the digest of a row's many parts, under `texts` the digests of what people wrote. The key is
    the digest, so no cell of an entry can change unseen.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    previous = models.CharField(max_length=64, blank=True)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    on_behalf_of = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=64)
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    subject = models.CharField(max_length=96, blank=True)
    facts = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "seq"], name="one_entry_per_seq")]
        indexes = [
            models.Index(fields=["register", "matter", "seq"], name="entry_by_matter"),
            models.Index(fields=["register", "subject", "seq"], name="entry_by_subject"),
        ]


class EntryText(models.Model):
    """What a person wrote with an entry. Erasable: the chain holds only a salted digest of it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="texts")
    name = models.CharField(max_length=32)
    lang = models.CharField(max_length=16)
    is_public = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    salt = models.CharField(max_length=32, default=new_salt, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="one_text_per_name")]


class StoredFile(models.Model):
    """A file by its content: the bytes lie in TALKOOT_FILES under their SHA-256, stored once per register."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.TextField(blank=True)
    salt = SaltField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "sha256"], name="one_file_per_content")]
