"""What can be read of records."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from talkoot.core.errors import NotFound
from talkoot.records.models import Entry, EntryText, Matter, Register


def register_by_slug(slug: str) -> Register:
    """The register of a programme. Raises NotFound and names those that exist."""
    found = Register.objects.filter(slug=slug).first()
    if found:
        return found
    known = ", ".join(Register.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
    raise NotFound(
        "There is no programme '{slug}' here. Loaded: {known}. Load one with: talkoot programme load FILE",
        slug=slug,
        known=known,
    )


def matter_by_code(register: Register, code: str) -> Matter | None:
    """The matter with a public number such as MM-0042 in this register, or None."""
    number = number_of(register, code)
    if number is None:
        return None
    found = Matter.objects.filter(register=register, number=number).first()
    if found:
        found.register = register  # it is at hand already
    return found


def number_of(register: Register, code: str) -> int | None:
    """42 of MM-0042 in this register; None for what is no public number of it."""
    prefix, _, number = code.upper().rpartition("-")
    return int(number) if prefix == register.prefix.upper() and number.isdecimal() else None


def matter_of(register: Register, code: str) -> Matter:
    """The matter with a public number in this register, for a page. Raises NotFound, also for a guessed one."""
    matter = matter_by_code(register, code)
    if matter is None:
        raise NotFound("There is no matter {code} here. Look at the number once more.", code=code)
    return matter


def entries_of(matter: Matter) -> QuerySet[Entry]:
    """The matter's entries in the order things were done, with their texts."""
    return Entry.objects.filter(register=matter.register_id, matter=matter).order_by("seq").prefetch_related("texts")


def texts_of(register: Register, subjects: Iterable[str]) -> dict[str, dict[str, EntryText]]:
    """The newest text by subject (`costs.check:12`) and name: one statement for a whole list."""
    found: dict[str, dict[str, EntryText]] = {}
    texts = EntryText.objects.filter(entry__register=register, entry__subject__in=list(subjects))
    for text in texts.select_related("entry").order_by("entry__seq"):
        found.setdefault(text.entry.subject, {})[text.name] = text
    return found


def is_demo_database() -> bool:
    """Whether every programme in this database is a demo (an empty database is none)."""
    marks = set(Register.objects.values_list("is_demo", flat=True))
    return marks == {True}


@dataclass(frozen=True)
class Head:
    """How long a chain is and where it ends: noted outside, it shows later that nothing before was touched."""

    entries: int
    head: str


def heads() -> dict[str, Head]:
    """Every register's chain by its slug."""
    found = {}
    for register in Register.objects.order_by("slug"):
        entries = Entry.objects.filter(register=register).order_by("seq")
        last = entries.values_list("seq", "digest").last()
        found[register.slug] = Head(*last) if last else Head(0, "")
    return found


def has_entry(slug: str, seq: int, digest: str) -> bool:
    """Whether this entry of the register has this digest."""
    return Entry.objects.filter(register__slug=slug, seq=seq, digest=digest).exists()
