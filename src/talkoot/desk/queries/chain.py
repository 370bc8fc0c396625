"""The chain as an auditor reads it: its entries, who made them in which role, and whether it is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from talkoot.activities.timeline import LINES as ACTIVITIES
from talkoot.agreements.timeline import LINES as AGREEMENTS
from talkoot.applications.timeline import LINES as APPLICATIONS
from talkoot.assessment.timeline import LINES as ASSESSMENT
from talkoot.claims.timeline import LINES as CLAIMS
from talkoot.core import clock
from talkoot.costs.timeline import LINES as COSTS
from talkoot.decisions.timeline import LINES as DECISIONS
from talkoot.ideas.timeline import LINES as IDEAS
from talkoot.people.models import Role
from talkoot.records.asking import Broken, one_moment
from talkoot.records.chain import Chain
from talkoot.records.models import Entry, Matter, Register
from talkoot.records.writing import entry_digest

NEWEST = 200
"""How many entries are checked each time the page is opened."""
AT_ONCE = 20_000
"""A longer chain is not read whole while somebody waits for a page: the command does it."""

LINES = {**IDEAS, **APPLICATIONS, **ASSESSMENT, **DECISIONS, **AGREEMENTS, **ACTIVITIES, **COSTS, **CLAIMS}
"""What happened, in words by verb and language. Those that want facts of the entry are left to the timeline."""


@dataclass(frozen=True)
class ChainEntry:
    """One entry with who made it: their name (or the command) and the codes of the roles they held on that day."""

    entry: Entry
    actor: str
    roles: Sequence[str]
    line: str

    @property
    def verb(self) -> str:
        """The verb as it is read aloud."""
        return self.entry.verb.replace("_", " ")


@dataclass(frozen=True)
class Checked:
    """What a check found: how many entries it read, whether that was the whole chain, and which places are broken."""

    entries: int
    is_whole: bool
    broken: Sequence[Broken]


def entries_in(register: Register, matter: Matter | None = None) -> QuerySet[Entry]:
    """The entries of a register, or of one of its matters."""
    entries = Entry.objects.filter(register=register).select_related("matter__register")
    return entries.filter(matter=matter) if matter else entries


def told(entries: Sequence[Entry], register: Register, lang: str) -> list[ChainEntry]:
    """Entries with their actors, in one statement more."""
    people = {key: int(key.partition(":")[2]) for key in {one.actor for one in entries} if key.startswith("person:")}
    roles = Role.objects.filter(register=register, person__in=people.values()).select_related("person").order_by("pk")
    held: dict[str, list[Role]] = {}
    for role in roles:
        held.setdefault(f"person:{role.person_id}", []).append(role)
    return [_told(entry, held.get(entry.actor, []), register, lang) for entry in entries]


def _told(entry: Entry, held: Sequence[Role], register: Register, lang: str) -> ChainEntry:
    day = clock.day_of(entry.at, register.time_zone)
    codes = [role.code for role in held if role.valid_from <= day <= (role.valid_to or date.max)]
    line = LINES.get(entry.verb, {}).get(lang, "")
    return ChainEntry(
        entry,
        held[0].person.name if held else entry.actor,
        list(dict.fromkeys(codes)),
        "" if "{" in line else line.rstrip(":"),
    )


def check_newest(register: Register, count: int = NEWEST) -> Checked:
    """Whether the newest entries have their own digests, follow each other and end where the register says."""
    newest = list(Entry.objects.filter(register=register).order_by("-seq")[: count + 1])
    head = newest[0] if newest else None
    broken = []
    if (head.seq if head else 0, head.digest if head else "") != (register.chain_count, register.chain_head):
        broken.append(Broken(f"{register.slug} chain", "ends elsewhere than the register says"))
    for entry, before in zip(newest[:count], [*newest[1:], None], strict=False):
        place = f"{register.slug} entry {entry.seq}"
        if entry.digest != entry_digest(entry):
            broken.append(Broken(place, "a cell was changed: its digest differs"))
        if (before.seq + 1 if before else 1, before.digest if before else "") != (entry.seq, entry.previous):
            broken.append(Broken(place, "doesn't follow the entry before it"))
    return Checked(min(len(newest), count), len(newest) <= count, broken)


def check_whole(register: Register) -> Checked:
    """The whole chain from its first entry, with every text and every row that two entries tell differently.

    What only stands in the rows themselves, in files or in triggers is for `talkoot verify`.
    """
    with one_moment():
        register = Register.objects.get(pk=register.pk)
        return Checked(register.chain_count, True, Chain(register).broken)
