"""What must hold of the records. `talkoot verify` asks every stage's `invariants` and names the places."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from talkoot.core.canonical import digest, dumps
from talkoot.core.errors import TalkootError
from talkoot.records import triggers
from talkoot.records.files import path_of
from talkoot.records.guards import GUARDS
from talkoot.records.models import Entry, EntryText, Matter, Register, StoredFile
from talkoot.records.rows import facts_of, label, parts_of
from talkoot.records.writing import entry_digest, text_digest


@dataclass(frozen=True)
class Broken:
    """One place where what is stored is not what was recorded."""

    place: str
    what: str


Invariant = Callable[[], Iterator[Broken]]


def ask(invariant: Invariant) -> list[Broken]:
    """The places an invariant names. What can't even be read any more is a broken place too, and no crash."""
    try:
        return list(invariant())
    except (ValueError, LookupError, TypeError, AttributeError, TalkootError, ObjectDoesNotExist) as error:
        return [Broken(invariant.__name__, f"can't be recomputed, since what it reads was changed: {error}")]


def _facts(text: str) -> dict[str, dict[str, Any]]:
    """An entry's facts; none where they aren't JSON any more, which `chain_is_whole` names."""
    try:
        facts = json.loads(text)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def chain_is_whole() -> Iterator[Broken]:
    """Every entry has its digest, follows the one before, and none is missing up to the register's head."""
    for register in Register.objects.order_by("pk"):
        previous, seq = "", 0
        for entry in Entry.objects.filter(register=register).order_by("seq").iterator(chunk_size=2000):
            place = f"{register.slug} entry {entry.seq}"
            if entry.seq != seq + 1 or entry.previous != previous:
                yield Broken(place, "doesn't follow the entry before it")
            if entry.digest != entry_digest(entry):
                yield Broken(place, "a cell was changed: its digest differs")
            previous, seq = entry.digest, entry.seq
        if (seq, previous) != (register.chain_count, register.chain_head):
            yield Broken(f"{register.slug} chain", f"ends at {seq}, the register says {register.chain_count}")


def texts_are_as_written() -> Iterator[Broken]:
    """Every text has the digest its entry holds, unless the chain says that it was erased."""
    for entry in Entry.objects.order_by("register", "seq").prefetch_related("texts").iterator(chunk_size=2000):
        digests = _facts(entry.facts).get("texts", {})
        texts = {text.name: text for text in entry.texts.all()}
        for name in digests.keys() | texts.keys():
            if not _is_as_written(texts.get(name), digests.get(name)):
                yield Broken(f"entry {entry.seq} text '{name}'", "is not what was written")
    known = Entry.objects.values("pk")
    for orphan in EntryText.objects.exclude(entry__in=known):
        yield Broken(f"{label(orphan)}", "belongs to no entry")


def _is_as_written(text: EntryText | None, digest_in_chain: str | None) -> bool:
    if text is None or digest_in_chain is None:
        return False
    if text.text or text.salt:
        return text_digest(text, text.salt) == digest_in_chain
    return Entry.objects.filter(verb="erase_text", subject=label(text)).exists()


def rows_are_as_recorded() -> Iterator[Broken]:
    """Every guarded row is, cell by cell, what the newest entry that names it says, and none is gone or added."""
    newest: dict[str, str] = {}
    for facts in Entry.objects.order_by("register", "seq").values_list("facts", flat=True).iterator(chunk_size=2000):
        for name, cells in _facts(facts).get("rows", {}).items():
            newest[name] = dumps(cells)
    for guard in GUARDS:
        if guard.chained or guard.part_of:
            continue
        for row in apps.get_model(guard.model)._default_manager.order_by("pk").iterator(chunk_size=2000):
            recorded = newest.pop(label(row), None)
            if recorded is None:
                yield Broken(label(row), "stands in no entry")
            elif recorded != dumps(facts_of(row)):
                cells = json.loads(recorded)
                changed = [name for name, value in facts_of(row).items() if cells.get(name) != value]
                yield Broken(label(row), f"was changed: {', '.join(changed)}")
    for gone in newest:
        yield Broken(gone, "was recorded and is gone")


def parts_are_as_recorded() -> Iterator[Broken]:
    """The parts of every whole (a claim's lines and shares) are as many and the same as when it was recorded."""
    newest: dict[str, object] = {}
    for facts in Entry.objects.order_by("register", "seq").values_list("facts", flat=True).iterator(chunk_size=2000):
        newest.update(_facts(facts).get("parts", {}))
    by_model = {guard.model: guard for guard in GUARDS if guard.part_of}
    for place, recorded in newest.items():
        whole, _, model = place.partition("/")
        if parts_of(model, by_model[model].part_of, int(whole.partition(":")[2])) != recorded:
            yield Broken(place, "the rows are not those recorded")
    for guard in by_model.values():
        wholes = {
            int(place.partition(":")[2].partition("/")[0]) for place in newest if place.endswith(f"/{guard.model}")
        }
        strays = apps.get_model(guard.model)._default_manager.exclude(**{f"{guard.part_of}_id__in": wholes})
        for stray in strays:
            yield Broken(label(stray), "belongs to nothing recorded")


def matters_stand_where_entries_say() -> Iterator[Broken]:
    """Every matter's phase and status are those of its newest entry, and numbers have no gap."""
    newest: dict[int, object] = {}
    entries = Entry.objects.filter(matter__isnull=False).order_by("register", "seq")
    for key, facts in entries.values_list("matter_id", "facts").iterator(chunk_size=2000):
        newest[key or 0] = _facts(facts).get("status", {})
    for matter in Matter.objects.select_related("register").order_by("register", "number"):
        if newest.get(matter.pk) != {"phase": matter.phase, "status": matter.status}:
            yield Broken(matter.code, "phase and status are not those of its newest entry")
    for register in Register.objects.order_by("pk"):
        numbers = list(Matter.objects.filter(register=register).order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, register.next_number)):
            yield Broken(f"{register.slug} numbers", "have a gap")


def files_hold_their_content() -> Iterator[Broken]:
    """Every stored file is on the disk with the bytes its digest stands for."""
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=2000):
        path = path_of(stored.sha256)
        if not path.is_file():
            yield Broken(label(stored), "its file is gone")
        elif digest(path.read_bytes()) != stored.sha256:
            yield Broken(label(stored), "its file was changed")


def triggers_are_in_place() -> Iterator[Broken]:
    """Every guard is in the database as declared."""
    for name in triggers.missing():
        yield Broken(f"trigger {name}", "is missing, switched off or changed. Put it back with: talkoot migrate")


INVARIANTS: tuple[Invariant, ...] = (
    triggers_are_in_place,
    chain_is_whole,
    texts_are_as_written,
    rows_are_as_recorded,
    parts_are_as_recorded,
    matters_stand_where_entries_say,
    files_hold_their_content,
)
