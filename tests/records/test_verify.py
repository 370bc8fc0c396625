"""Whatever is changed behind the actions' back, with the triggers off, `verify` names the place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, models, transaction

from talkoot.config.invariants import EVERY
from talkoot.programme.models import Terms
from talkoot.records import invariants, triggers
from talkoot.records.guards import BY_MODEL, GUARDS, Guard
from talkoot.records.models import Entry, EntryText, Matter, Register
from talkoot.records.rows import label
from talkoot.records.writing import entry_digest
from tests.cast import Cast
from tests.records.story import place_of, row_of, tell
from tests.records.tamper import key_of, other_value, run, set_cell, undone

pytestmark = pytest.mark.django_db

UNNAMED = [
    *[("records.register", counter) for counter in ("next_number", "chain_count", "chain_head")],
    ("records.entrytext", "id"),
]
"""The counters are places of their own, below; a text's own key means nothing: it is known by its entry and name."""


@pytest.fixture
def told(cast: Cast) -> Register:
    """The story is told, and then the triggers are off."""
    register = tell(cast)
    triggers.drop()
    return register


def places() -> list[str]:
    """The places `verify` names, the missing triggers apart."""
    asked = [one for one in invariants.INVARIANTS if one is not invariants.triggers_are_in_place]
    return [broken.place for invariant in asked for broken in invariant()]


def named(guard: Guard, row: models.Model, place: str, found: list[str]) -> bool:
    """Whether the places name the row, the whole it is a part of, or the chain it is a link of."""
    if guard.model == "records.entry":
        return any(" entry " in place or place.endswith(" chain") for place in found)
    if guard.model == "records.entrytext":
        return any(" entry " in place and " text " in place for place in found)
    return place in found or label(row) in found


def test_an_untouched_story_is_whole(cast: Cast) -> None:
    tell(cast)

    assert [one for ask in invariants.INVARIANTS for one in ask()] == []


def test_every_cell_of_every_recorded_row_is_watched(told: Register) -> None:
    unseen, seen = [], 0

    for guard in GUARDS:
        row = row_of(guard)
        place = place_of(guard, row)
        for field in row._meta.concrete_fields:
            other = other_value(field, getattr(row, field.attname))
            with undone(), checks_off():
                if not is_refused(lambda row=row, field=field, other=other: set_cell(row, field, other)):
                    seen += 1
                    if not named(guard, row, place, places()):
                        unseen.append((guard.model, field.name))

    assert unseen == [*UNNAMED]
    assert seen > 6 * len(GUARDS)


@contextmanager
def checks_off() -> Iterator[None]:
    """On SQLite whoever has the file can switch CHECKs off; on PostgreSQL a CHECK's refusal counts."""
    if connection.vendor != "sqlite":
        yield
        return
    run("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        run("PRAGMA ignore_check_constraints = OFF")


def is_refused(change: Callable[[], None]) -> bool:
    """Whether the database itself refuses it, triggers or not."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_a_row_that_is_gone_is_missed(told: Register) -> None:
    for guard in GUARDS:
        row = row_of(guard)
        place = place_of(guard, row)
        with undone():
            run(f"DELETE FROM {row._meta.db_table} WHERE {key_of(row)} = %s", row.pk)
            assert named(guard, row, place, places()), guard.model


def test_a_row_that_is_slipped_in_is_refused_or_found(told: Register) -> None:
    for guard in GUARDS:
        row = row_of(guard)
        with undone():
            assert is_refused(lambda row=row: insert_copy(row)) or places(), guard.model


def test_what_nothing_else_refuses_is_found_when_slipped_in(told: Register) -> None:
    for model in ("decisions.commitment", "costs.arrival", "costs.costentry", "records.storedfile"):
        row = row_of(BY_MODEL[model])
        with undone():
            insert_copy(row, **({"sha256": "0" * 64} if model == "records.storedfile" else {}))
            assert f"{model}:{NEW_KEY}" in places()


NEW_KEY = 999


def insert_copy(row: models.Model, **changes: object) -> None:
    """A copy of the row under a key of its own, written by SQL."""
    key = {key_of(row): "f" * 64 if isinstance(row, Entry) else NEW_KEY}
    changed = {**key, **changes}
    columns = [field.column for field in row._meta.concrete_fields]
    values = ", ".join("%s" if column in changed else column for column in columns)
    run(
        f"INSERT INTO {row._meta.db_table} ({', '.join(columns)}) SELECT {values} FROM {row._meta.db_table}"
        f" WHERE {key_of(row)} = %s",
        *[changed[column] for column in columns if column in changed],
        row.pk,
    )


# The chain


def cut_tail(register: Register) -> Entry:
    """The newest entry goes, with its texts; what is the newest then."""
    newest = Entry.objects.filter(register=register).latest("seq")
    EntryText.objects.filter(entry=newest)._raw_delete(EntryText.objects.db)
    Entry.objects.filter(pk=newest.pk)._raw_delete(Entry.objects.db)
    return Entry.objects.filter(register=register).latest("seq")


def test_a_tail_that_was_cut_off_is_missed(told: Register) -> None:
    with undone():
        cut_tail(told)
        assert f"{told.slug} chain" in places()


def test_a_tail_cut_off_with_the_register_set_to_match_still_leaves_rows_in_no_entry(told: Register) -> None:
    with undone():
        newest = cut_tail(told)
        Register.objects.filter(pk=told.pk).update(chain_head=newest.digest, chain_count=newest.seq)
        found = places()

    assert f"{told.slug} chain" not in found
    assert {place.partition(":")[0] for place in found} >= {"claims.claim", "claims.fundsreceived"}


def test_an_entry_taken_out_of_the_middle_is_missed(told: Register) -> None:
    with undone():
        middle = Entry.objects.get(register=told, seq=5)
        Entry.objects.filter(pk=middle.pk)._raw_delete(Entry.objects.db)
        assert f"{told.slug} entry 6" in places()


def test_an_entry_rewritten_with_a_fitting_digest_breaks_the_link_of_the_next(told: Register) -> None:
    with undone():
        entry = Entry.objects.filter(register=told, texts__isnull=True, seq__gt=3).earliest("seq")
        old = entry.digest
        entry.actor = "person:999"
        Entry.objects.filter(pk=old).update(actor=entry.actor, digest=entry_digest(entry))
        assert places() == [f"{told.slug} entry {entry.seq + 1}"]


@pytest.mark.parametrize("cell", ["chain_head", "chain_count", "next_number"])
def test_the_registers_own_counters_are_watched(told: Register, cell: str) -> None:
    field = Register._meta.get_field(cell)
    with undone():
        set_cell(told, field, other_value(field, getattr(told, cell)))
        assert places() == [f"{told.slug} {'numbers' if cell == 'next_number' else 'chain'}"]


@pytest.mark.parametrize("cell", ["phase", "status"])
def test_where_a_matter_stands_is_watched(told: Register, cell: str) -> None:
    matter = Matter.objects.get(register=told, number=2)
    with undone():
        Matter.objects.filter(pk=matter.pk).update(**{cell: "idea" if cell == "phase" else "idea:new"})
        assert places() == [label(matter)]


def test_a_text_of_no_entry_is_found(told: Register) -> None:
    with undone():
        text = EntryText.objects.create(entry_id="f" * 64, name="x", lang="fi", text="Ei kukaan.")
        assert places() == [label(text)]


def test_a_missing_guard_is_a_broken_place_of_its_own(told: Register) -> None:
    found = [broken.place for broken in invariants.triggers_are_in_place()]

    assert found == [f"trigger {name}" for name in triggers.expected()]


def test_what_can_not_even_be_read_is_a_broken_place_and_no_crash(told: Register) -> None:
    terms = Terms.objects.get()
    Terms.objects.update(document="{")

    found = [broken.place for invariant in EVERY for broken in invariants.ask(invariant)]

    assert label(terms) in found
    assert "weights_are_those_of_the_terms" in found
