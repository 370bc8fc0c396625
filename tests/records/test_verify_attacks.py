"""What a clever hand might try behind the actions' back, knowing how `verify` works."""

import hashlib
import os
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from talkoot.activities.models import Headcount
from talkoot.agreements.models import Project
from talkoot.assessment.models import Mark
from talkoot.core import canonical
from talkoot.core.actor import VISITOR
from talkoot.costs.models import Arrival, CostEntry, Voucher
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.grounds import Ground
from talkoot.records import asking, invariants, triggers
from talkoot.records.asking import Broken, ask
from talkoot.records.files import path_of
from talkoot.records.models import Entry, EntryText, Matter, Register, StoredFile
from talkoot.records.rows import facts_of, label
from talkoot.records.states import Phase
from talkoot.records.writing import Text, entry_digest, move_matter, record, writing
from tests.agreements.granted import complete
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.records.story import tell
from tests.records.tamper import run, undone

pytestmark = pytest.mark.django_db

SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite takes any value in any column")


@pytest.fixture
def told(cast: Cast) -> Register:
    """The story is told, and then the triggers are off."""
    register = tell(cast)
    triggers.drop()
    return register


def places() -> list[str]:
    """The places `verify` names, the missing triggers apart."""
    asked = [one for one in invariants.INVARIANTS if one is not invariants.triggers_are_in_place]
    return [broken.place for invariant in asked for broken in ask(invariant)]


def forge(register_id: int, row: object, seq: int = 1, previous: str = "", **cells: object) -> Entry:
    """An entry written by SQL, with a right digest, that says what the row says now."""
    facts = canonical.dumps({"rows": {label(row): facts_of(row)}})  # type: ignore[arg-type]
    entry = Entry(
        register_id=register_id,
        seq=seq,
        previous=previous,
        at=NOW,
        actor="person:1",
        verb="forge",
        facts=facts,
        **cells,
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    return entry


# Whose word counts


def test_a_row_is_not_accepted_on_the_word_of_a_register_that_is_not_there(told: Register) -> None:
    cost = CostEntry.objects.order_by("pk").first()
    assert cost
    with undone():
        CostEntry.objects.filter(pk=cost.pk).update(amount_cents=1)
        cost.refresh_from_db()
        forge(999, cost)
        assert {label(cost), "records.register:999"} <= set(places())


def test_a_row_is_not_accepted_on_the_word_of_another_programme(told: Register) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")
    cost = CostEntry.objects.order_by("pk").first()
    assert cost
    with undone():
        CostEntry.objects.filter(pk=cost.pk).update(amount_cents=1)
        with writing(other) as other:
            record(register=other, actor=VISITOR, verb="adopt", now=NOW, rows=[CostEntry.objects.get(pk=cost.pk)])
        assert label(cost) in places()


def test_a_register_that_is_gone_takes_no_entry_with_it_unseen(told: Register) -> None:
    with undone():
        Register.objects.filter(pk=told.pk)._raw_delete(Register.objects.db)
        assert f"records.register:{told.pk}" in places()


def test_an_erasure_in_another_programme_excuses_nothing_here(told: Register) -> None:
    other = Register.objects.create(slug="muualla", name="muualla", prefix="MU", time_zone="Europe/Helsinki")
    text = EntryText.objects.filter(entry__register=told).exclude(text="").order_by("pk").first()
    assert text
    with undone():
        with writing(other) as other:
            record(register=other, actor=VISITOR, verb="erase_text", now=NOW, subject=text)
        EntryText.objects.filter(pk=text.pk).update(text="", salt="")
        assert places() == [f"{told.slug} entry {text.entry.seq} text '{text.name}'"]


def test_an_organisation_is_what_the_programme_that_changed_it_last_says(told: Register, cast: Cast) -> None:
    other = Register.objects.create(slug="aaa", name="aaa", prefix="AA", time_zone="Europe/Helsinki")
    with writing(other) as other:
        record(register=other, actor=VISITOR, verb="adopt", now=NOW, subject=cast.association)
    complete(cast)

    assert places() == []


# What an action carries on


def test_a_change_that_a_later_action_carries_on_is_found_all_the_same(told: Register) -> None:
    count = Headcount.objects.get()
    Headcount.objects.filter(pk=count.pk).update(visits=5000)
    with writing(told) as register:
        entry = record(register=register, actor=VISITOR, verb="look", now=NOW, subject=count)

    (broken,) = invariants.all_is_as_recorded()
    assert broken == Broken(label(count), f"was changed before {told.slug} entry {entry.seq}: visits")


def test_an_old_copy_of_a_matter_does_no_harm(cast: Cast, told: Register) -> None:
    old = Matter.objects.get(register=told, number=2)
    with writing(told) as register:
        fresh = Matter.objects.get(pk=old.pk)
        move_matter(fresh, phase=Phase.CLOSED, status="project:closed")
        record(register=register, actor=VISITOR, verb="move", now=NOW, matter=fresh)
    declare_interest(
        register=told, actor=cast.act("chair"), person=cast.chair, matter=old, ground=Ground.PARTY,
        now=NOW, today=TODAY,
    )  # fmt: skip

    assert places() == []


# What is gone


def test_the_last_idea_does_not_vanish_with_its_matter_and_its_number(told: Register) -> None:
    idea = submit_idea(
        register=told, actor=VISITOR, title="Idea", body=Text("Tehdään yhdessä.", "fi"), intake=Intake.WEB,
        told_by=None, form_key="form-9", now=NOW, today=TODAY,
    )  # fmt: skip
    matter = idea.matter
    with undone():
        Idea.objects.filter(pk=idea.pk)._raw_delete(Idea.objects.db)
        Matter.objects.filter(pk=matter.pk)._raw_delete(Matter.objects.db)
        Register.objects.filter(pk=told.pk).update(next_number=matter.number)
        assert {f"ideas.idea:{idea.pk}", label(matter)} <= set(places())


def test_a_whole_does_not_vanish_with_its_parts(told: Register) -> None:
    mark = Mark.objects.order_by("pk").first()
    assert mark
    with undone():
        Mark.objects.filter(assessment=mark.assessment)._raw_delete(Mark.objects.db)
        assert places() == [f"assessment.assessment:{mark.assessment_id}/assessment.mark"]


# What can't be read


@SQLITE
@pytest.mark.parametrize(
    "garbage", ["CAST(x'ff' AS TEXT)", "1.5", "'0x'", "x'00'", "9e999", "'" + "[" * 5000 + "'"], ids=lambda one: one[:9]
)
def test_what_can_not_be_read_is_named_and_the_next_place_is_found_too(told: Register, garbage: str) -> None:
    (first, second) = CostEntry.objects.order_by("pk")[:2]
    with undone():
        CostEntry.objects.filter(pk=second.pk).update(amount_cents=1)
        run(f"UPDATE costs_costentry SET amount_cents = {garbage} WHERE id = {first.pk}")
        run(f"UPDATE activities_headcount SET form_key = {garbage}, counted_at = {garbage}")
        found = places()
    assert {label(first), label(second), label(Headcount.objects.get())} <= set(found)


@SQLITE
@pytest.mark.parametrize("garbage", ["CAST(x'ff' AS TEXT)", "'{'", "'" + "[" * 100_000 + "'", "'{\"rows\":[1]}'", "7"])
def test_an_entry_that_can_not_be_read_is_named_and_the_next_is_read(told: Register, garbage: str) -> None:
    third = Entry.objects.get(register=told, seq=3)
    last = Entry.objects.filter(register=told).latest("seq")
    with undone():
        run(f"UPDATE records_entry SET facts = {garbage} WHERE seq = 3")
        Entry.objects.filter(pk=last.pk).update(actor="person:999")
        found = places()
    assert {f"{told.slug} entry {third.seq}", f"{told.slug} entry {last.seq}"} <= set(found)


def test_nesting_without_end_is_named(told: Register) -> None:
    project = Project.objects.order_by("pk").first()
    assert project
    deep = "[" * 20_000 + "]" * 20_000
    with undone():
        try:
            with transaction.atomic():
                run("UPDATE agreements_project SET weights = %s WHERE id = %s", deep, project.pk)
        except DatabaseError:
            return
        assert label(project) in places()


@SQLITE
@pytest.mark.parametrize("text", ["'garbage'", "'20190603'", "'2019-06-03 '", "''", "x'00'"])
def test_a_day_that_is_no_day_is_found(told: Register, text: str) -> None:
    unpaid = CostEntry.objects.filter(paid_on=None).order_by("pk").first()
    paid = CostEntry.objects.exclude(paid_on=None).order_by("pk").first()
    assert unpaid
    assert paid
    for cost in (unpaid, paid):
        with undone():
            run(f"UPDATE costs_costentry SET paid_on = {text} WHERE id = {cost.pk}")
            assert places() == [label(cost)]


@SQLITE
def test_a_day_of_a_part_is_watched_to_the_letter(told: Register) -> None:
    with undone():
        run("UPDATE costs_statementline SET paid_on = replace(paid_on, '-', '')")
        assert any(place.startswith("costs.statementline:") for place in places())


def test_a_file_that_may_not_be_read_is_named_and_the_next_is_read(
    told: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = StoredFile.objects.order_by("pk").first(), StoredFile.objects.order_by("pk").last()
    assert first
    assert second
    real = hashlib.file_digest

    def refuse(file: object, name: str) -> object:
        if os.path.samefile(file.name, path_of(first.sha256)):  # type: ignore[attr-defined]
            raise PermissionError(13, "Permission denied")
        return real(file, name)  # type: ignore[arg-type]

    monkeypatch.setattr(hashlib, "file_digest", refuse)

    assert places() == [label(first)]


def test_a_table_that_is_gone_is_a_place_and_the_rest_is_still_asked(told: Register) -> None:
    voucher = Voucher.objects.order_by("pk").first()
    assert voucher
    with undone():
        Voucher.objects.filter(pk=voucher.pk).update(net_cents=voucher.net_cents + 1, vat_cents=voucher.vat_cents - 1)
        run("ALTER TABLE costs_arrival RENAME TO costs_departure")
        found = places()
    assert {"costs.arrival", label(voucher)} <= set(found)
    assert Arrival.objects.exists()


def test_whatever_stops_an_invariant_is_a_place_and_what_it_found_before_is_kept() -> None:
    def half_way() -> Iterator[Broken]:
        yield Broken("here", "differs")
        raise RecursionError("too deep")

    assert [one.place for one in ask(half_way)] == ["here", "half_way"]


def test_one_that_can_not_be_read_is_found_among_many(told: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 2)

    assert places() == []


@SQLITE
def test_a_text_that_can_not_be_read_is_named_with_its_entry(told: Register) -> None:
    text = EntryText.objects.filter(entry__register=told).exclude(text="").order_by("pk").first()
    assert text
    with undone():
        run(f"UPDATE records_entrytext SET text = CAST(x'ff' AS TEXT) WHERE id = {text.pk}")
        assert {label(text), f"{told.slug} entry {text.entry.seq} text '{text.name}'"} <= set(places())


def test_a_change_between_two_entries_is_found_though_the_row_is_as_before(told: Register) -> None:
    count = Headcount.objects.get()
    for visits in (5000, count.visits):
        Headcount.objects.filter(pk=count.pk).update(visits=visits)
        with writing(told) as register:
            record(register=register, actor=VISITOR, verb="look", now=NOW, subject=count)

    assert places() == [label(count), label(count)]


def test_many_rows_are_verified_by_a_few_statements(told: Register) -> None:
    with CaptureQueriesContext(connection) as statements:
        assert list(invariants.all_is_as_recorded()) == []
    with writing(told) as register:
        for _ in range(40):
            record(register=register, actor=VISITOR, verb="look", now=NOW, matter=Matter.objects.get(number=1))
    with CaptureQueriesContext(connection) as more:
        assert list(invariants.all_is_as_recorded()) == []

    assert len(more) == len(statements)
