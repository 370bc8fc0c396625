"""What must hold of the records. `talkoot verify` asks every stage's `invariants` and names the places."""

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.db import models

from talkoot.core.canonical import Json, dumps, encode
from talkoot.records import triggers
from talkoot.records.asking import Broken, Invariant, Unreadable, ask, batches, each, reckon
from talkoot.records.chain import Cells, Chain
from talkoot.records.fields import SaltField
from talkoot.records.files import path_of
from talkoot.records.guards import GUARDS, Guard
from talkoot.records.models import Entry, EntryText, Matter, Register, StoredFile
from talkoot.records.rows import Parts, Rows, as_cells, facts_in, label, rows_of, strange_days
from talkoot.records.said import Said, Word

__all__ = ["INVARIANTS", "Broken", "Invariant", "ask"]


def all_is_as_recorded() -> Iterator[Broken]:
    """Every chain is whole; texts, rows and parts are, cell by cell, what its newest entries say, and none is added."""
    said = Said()
    for register in each(Register.objects.order_by("pk")):
        if isinstance(register, Unreadable):
            yield Broken(f"records.register:{register.key}", f"can't be read: {register.why}")
        else:
            yield from Chain(register, said).broken
            yield from ask(partial(_numbers, register), f"{register.slug} numbers")
    for guard in GUARDS:
        if guard.is_whole:
            yield from ask(partial(_rows, guard, said), guard.model)
        elif guard.part_of:
            yield from ask(partial(_parts, guard, said), guard.model)
    for name in said.left():
        yield Broken(name, "was recorded and is gone")


def _rows(guard: Guard, said: Said) -> Iterator[Broken]:
    model = apps.get_model(guard.model)
    for rows in batches(as_cells(rows_of(guard.model))):
        words = said.take([_name(guard, row) for row in rows])
        for row in rows:
            name = _name(guard, row)
            if isinstance(row, Unreadable):
                yield Broken(name, f"can't be read: {row.why}")
            else:
                yield from reckon(partial(_row, model, name, row, words.get(name, [])), name)


def _name(guard: Guard, row: Any) -> str:
    return f"{guard.model}:{row.key if isinstance(row, Unreadable) else row.pk}"


def _row(model: type[models.Model], name: str, row: Any, words: list[Word]) -> Iterator[Broken]:
    """What counts is the word of the row's own register; of a row that all programmes share, its last version."""
    own = row.pk if model is Register else getattr(row, "register_id", None)
    counting = [word.text for word in words if own in (None, word.register)]
    if own is not None and len(counting) < len(words):
        yield Broken(name, "was recorded and is gone")
    if not counting:
        yield Broken(name, "stands in no entry")
        return
    last = counting[0] if len(counting) == 1 else max(reversed(counting), key=_version)
    changed = [*_differing(facts_in(model, row), last), *strange_days(model, row)]
    if changed:
        yield Broken(name, f"was changed: {', '.join(dict.fromkeys(changed))}")


def _version(text: str) -> int:
    version: int = json.loads(text).get("version", 0)
    return version


def _differing(stored: dict[str, Json], said: str) -> list[str]:
    """The columns that are not as they were recorded."""
    if encode(stored) == said:
        return []
    cells: Cells = json.loads(said)
    return [
        name
        for name in {**stored, **cells}
        if (name in stored) != (name in cells) or dumps(stored.get(name)) != dumps(cells.get(name))
    ]


def _parts(guard: Guard, said: Said) -> Iterator[Broken]:
    """The rows of every whole are those recorded: of the wholes that have some, and then of those that have none."""
    model = apps.get_model(guard.model)
    read, whole, parts = 0, None, Parts()
    for row in each(_by_whole(guard)):
        read += 1
        if isinstance(row, Unreadable):
            yield Broken(_name(guard, row), f"can't be read: {row.why}")
            continue
        if row.whole_key != whole:
            yield from _recorded(guard, {whole: parts}, said)
            whole, parts = row.whole_key, Parts(row.whole_salt)
        yield from reckon(partial(_part, model, parts, row), _name(guard, row))
    yield from _recorded(guard, {whole: parts}, said)
    # A part of a part that isn't there is in no join.
    if read != rows_of(guard.model).count():
        yield Broken(guard.model, "has rows that belong to nothing")
    for wholes in batches(_salts(guard.whole)):
        none = {one.pk: Parts(one.salt) for one in wholes if not isinstance(one, Unreadable)}
        yield from _recorded(guard, none, said)


def _by_whole(guard: Guard) -> Rows:
    """The parts with the key of their whole, and its salt if it has any; those of one whole after each other."""
    salt = models.F(f"{guard.part_of}__salt") if _is_salted(guard.whole) else models.Value("")
    rows = rows_of(guard.model).annotate(whole_key=models.F(guard.part_of), whole_salt=salt)
    return as_cells(rows.order_by("whole_key", "pk"), "whole_key", "whole_salt")


def _salts(model: str) -> Rows:
    """Keys and salts of wholes."""
    rows = rows_of(model) if _is_salted(model) else rows_of(model).annotate(salt=models.Value(""))
    salts: Rows = rows.values_list("pk", "salt", named=True)
    return salts


def _is_salted(model: str) -> bool:
    return any(isinstance(field, SaltField) for field in apps.get_model(model)._meta.concrete_fields)


def _part(model: type[models.Model], parts: Parts, row: Any) -> Iterator[Broken]:
    parts.add(facts_in(model, row))
    if strange := strange_days(model, row):
        yield Broken(f"{model._meta.label_lower}:{row.pk}", f"was changed: {', '.join(strange)}")


def _recorded(guard: Guard, wholes: dict[Any, Parts], said: Said) -> Iterator[Broken]:
    """Whether these parts of these wholes are what every chain says of them."""
    places = {f"{guard.whole}:{whole}/{guard.model}": parts for whole, parts in wholes.items()}
    words = said.take(list(places))
    for place, parts in places.items():
        if parts.count and place not in words:
            yield Broken(place, "the rows belong to nothing recorded")
        if any(word.text != encode(parts.facts()) for word in words.get(place, [])):
            yield Broken(place, "the rows are not those recorded")


def _numbers(register: Register) -> Iterator[Broken]:
    numbers = Matter.objects.filter(register=register).order_by("number").values_list("number", flat=True)
    wanted = range(1, register.next_number)
    if any(one != other for one, other in zip_longest(numbers.iterator(chunk_size=2000), wanted)):
        yield Broken(f"{register.slug} numbers", "have a gap")


def nothing_stands_beside_the_chains() -> Iterator[Broken]:
    """Every entry belongs to a register that is there, and every text to an entry."""
    strangers = Entry.objects.exclude(register_id__in=Register.objects.values("pk"))
    for register, count in strangers.values_list("register_id").annotate(models.Count("pk")).order_by("register_id"):
        yield Broken(f"records.register:{register}", f"isn't there, but {count} entries name it")
    # Not as NOT IN: PostgreSQL would look through all entries once for every text.
    orphans = EntryText.objects.filter(~models.Exists(Entry.objects.filter(pk=models.OuterRef("entry")))).order_by("pk")
    for key in orphans.values_list("pk", flat=True):
        yield Broken(f"records.entrytext:{key}", "belongs to no entry")


def files_hold_their_content() -> Iterator[Broken]:
    """Every stored file is on the disk with the bytes its digest stands for."""
    for stored in each(rows_of("records.storedfile")):
        if isinstance(stored, StoredFile):  # one that can't be read is named as a row
            yield from reckon(partial(_file, stored), label(stored))


def _file(stored: StoredFile) -> Iterator[Broken]:
    path = path_of(stored.sha256)
    if not path.exists():
        yield Broken(label(stored), "its file is gone")
        return
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256:
            yield Broken(label(stored), "its file was changed")


def triggers_are_in_place() -> Iterator[Broken]:
    """Every guard is in the database as declared, and nothing else hangs on its tables."""
    for name in triggers.missing():
        yield Broken(f"trigger {name}", "is missing, switched off or changed. Put it back with: talkoot migrate")
    for name in triggers.strange():
        yield Broken(f"trigger {name}", "is none of Talkoot's. See what it does, and drop it")


INVARIANTS: tuple[Invariant, ...] = (
    triggers_are_in_place,
    all_is_as_recorded,
    nothing_stands_beside_the_chains,
    files_hold_their_content,
)
