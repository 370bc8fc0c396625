"""What must hold of the records. `talkoot verify` asks every stage's `invariants` and names the places."""

import hashlib
from collections.abc import Iterator
from functools import partial

from django.db import models

from talkoot.core.canonical import dumps
from talkoot.records import triggers
from talkoot.records.asking import Broken, Invariant, Unreadable, ask, each
from talkoot.records.chain import Cells, Chain
from talkoot.records.files import path_of
from talkoot.records.guards import GUARDS, Guard
from talkoot.records.models import Entry, EntryText, Matter, Register, StoredFile
from talkoot.records.rows import Parts, facts_of, label, rows_of, strange_days, with_raw_days

__all__ = ["INVARIANTS", "Broken", "Invariant", "ask"]

Place = tuple[int | None, str]
"""A register, where the row belongs to one, and the row's label."""


def all_is_as_recorded() -> Iterator[Broken]:
    """Every chain is whole; texts, rows and parts are, cell by cell, what its newest entries say, and none is added."""
    chains = []
    for register in each(Register.objects.order_by("pk")):
        if isinstance(register, Unreadable):
            yield Broken(f"records.register:{register.key}", f"can't be read: {register.why}")
        else:
            chains.append(Chain(register))
    for chain in chains:
        yield from chain.broken
        yield from ask(partial(_numbers, chain), f"{chain.register.slug} numbers")
    recorded = _newest(chains)
    for guard in GUARDS:
        if guard.is_whole:
            yield from ask(partial(_rows, guard, recorded), guard.model)
        elif guard.part_of:
            yield from ask(partial(_parts, guard, chains), guard.model)
    for _, name in recorded:
        yield Broken(name, "was recorded and is gone")


def _newest(chains: list[Chain]) -> dict[Place, Cells]:
    """What is recorded last of every row by its own register. Of a row that all programmes share, its last version."""
    newest: dict[Place, Cells] = {}
    for chain in chains:
        for name, cells in chain.rows.items():
            is_own = "register_id" in cells or name == label(chain.register)
            place = (chain.register.pk if is_own else None, name)
            if newest.get(place, cells).get("version", 0) <= cells.get("version", 0):
                newest[place] = cells
    return newest


def _rows(guard: Guard, recorded: dict[Place, Cells]) -> Iterator[Broken]:
    for row in each(with_raw_days(rows_of(guard.model))):
        name = f"{guard.model}:{row.key}" if isinstance(row, Unreadable) else label(row)
        cells = _take(recorded, row, name)
        if isinstance(row, Unreadable):
            yield Broken(name, f"can't be read: {row.why}")
        elif cells is None:
            yield Broken(name, "stands in no entry")
        else:
            yield from ask(partial(_cells, row, cells), name)


def _take(recorded: dict[Place, Cells], row: models.Model | Unreadable, name: str) -> Cells | None:
    if isinstance(row, Unreadable):
        for place in [place for place in recorded if place[1] == name]:
            del recorded[place]
        return None
    register = row.pk if isinstance(row, Register) else getattr(row, "register_id", None)
    return recorded.pop((register, name), None)


def _cells(row: models.Model, cells: Cells) -> Iterator[Broken]:
    stored = facts_of(row)
    differing = [name for name, value in stored.items() if dumps(cells.get(name)) != dumps(value)]
    changed = [*differing, *(name for name in strange_days(row) if name not in differing)]
    if changed or stored.keys() != cells.keys():
        yield Broken(label(row), f"was changed: {', '.join(changed)}")


def _parts(guard: Guard, chains: list[Chain]) -> Iterator[Broken]:
    found: dict[int, Parts] = {}
    salts = _salts(guard.whole)
    rows = list(each(with_raw_days(rows_of(guard.model)).annotate(whole_key=models.F(guard.part_of))))
    for row in rows:
        if isinstance(row, Unreadable):
            yield Broken(f"{guard.model}:{row.key}", f"can't be read: {row.why}")
        else:
            parts = found.setdefault(row.whole_key, Parts(salts.get(row.whole_key, "")))
            yield from ask(partial(_part, parts, row), label(row))
    for chain in chains:
        for place, held in chain.parts.items():
            if place.endswith(f"/{guard.model}"):
                whole = int(place.partition("/")[0].partition(":")[2])
                if found.get(whole, Parts(salts.get(whole, ""))).facts() != held:
                    yield Broken(place, "the rows are not those recorded")
    yield from _strays(guard, found, chains, len(rows))


def _part(parts: Parts, row: models.Model) -> Iterator[Broken]:
    parts.add(row)
    if strange := strange_days(row):
        yield Broken(label(row), f"was changed: {', '.join(strange)}")


def _strays(guard: Guard, found: dict[int, Parts], chains: list[Chain], read: int) -> Iterator[Broken]:
    recorded = {place for chain in chains for place in chain.parts}
    for place in (f"{guard.whole}:{whole}/{guard.model}" for whole in found):
        if place not in recorded:
            yield Broken(place, "the rows belong to nothing recorded")
    # A part of a part that isn't there is in no join.
    if read != rows_of(guard.model).count():
        yield Broken(guard.model, "has rows that belong to nothing")


def _salts(whole: str) -> dict[int, str]:
    rows = rows_of(whole)
    is_salted = any(field.name == "salt" for field in rows.model._meta.concrete_fields)
    return dict(rows.values_list("pk", "salt")) if is_salted else {}


def _numbers(chain: Chain) -> Iterator[Broken]:
    numbers = Matter.objects.filter(register=chain.register).order_by("number").values_list("number", flat=True)
    if list(numbers) != list(range(1, chain.register.next_number)):
        yield Broken(f"{chain.register.slug} numbers", "have a gap")


def nothing_stands_beside_the_chains() -> Iterator[Broken]:
    """Every entry belongs to a register that is there, and every text to an entry."""
    strangers = Entry.objects.exclude(register_id__in=Register.objects.values("pk"))
    for register, count in strangers.values_list("register_id").annotate(models.Count("pk")).order_by("register_id"):
        yield Broken(f"records.register:{register}", f"isn't there, but {count} entries name it")
    orphans = EntryText.objects.exclude(entry__in=Entry.objects.values("pk")).order_by("pk")
    for key in orphans.values_list("pk", flat=True):
        yield Broken(f"records.entrytext:{key}", "belongs to no entry")


def files_hold_their_content() -> Iterator[Broken]:
    """Every stored file is on the disk with the bytes its digest stands for."""
    for stored in each(rows_of("records.storedfile")):
        if isinstance(stored, StoredFile):  # one that can't be read is named as a row
            yield from ask(partial(_file, stored), label(stored))


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
