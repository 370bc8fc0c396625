"""What is declared append-only can't be changed, deleted, replaced or emptied, on either database."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from talkoot.agreements.models import Agreement
from talkoot.claims.models import Claim
from talkoot.decisions.models import Decision
from talkoot.records import triggers
from talkoot.records.guards import BY_MODEL, CLAUSES, GUARDS, Guard
from talkoot.records.invariants import triggers_are_in_place
from tests.agreements.granted import opened
from tests.cast import Cast
from tests.conftest import TODAY
from tests.records.story import model_of, row_of, tell
from tests.records.tamper import key_of, other_value, run, set_cell, undone

pytestmark = pytest.mark.django_db

FROZEN = [guard for guard in GUARDS if guard.is_frozen]
EACH = pytest.mark.parametrize("guard", FROZEN, ids=[guard.model for guard in FROZEN])


def only_on(vendor: str, why: str) -> None:
    if connection.vendor != vendor:
        pytest.skip(why)


def test_no_cell_is_changed_but_those_that_may(cast: Cast) -> None:
    tell(cast)

    for guard in FROZEN:
        row = row_of(guard)
        may_change = {*guard.free, *(name for name in guard.set_once if getattr(row, name) is None)}
        assert may_change < {field.column for field in row._meta.concrete_fields}
        for field in row._meta.concrete_fields:
            other = other_value(field, getattr(row, field.attname))
            with undone():
                if field.column in may_change:
                    set_cell(row, field, other)
                else:
                    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                        set_cell(row, field, other)


def test_what_is_set_once_is_set_once(cast: Cast) -> None:
    tell(cast)
    decision = Decision.objects.filter(served_on=None).first()
    assert decision

    Decision.objects.filter(pk=decision.pk).update(served_on=TODAY)

    for value in (None, TODAY.replace(day=1)):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(served_on=value)


def test_no_row_is_deleted(cast: Cast) -> None:
    tell(cast)

    for guard in FROZEN:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            run(f"DELETE FROM {model_of(guard)._meta.db_table}")


def test_no_row_is_replaced_by_another_with_its_key(cast: Cast) -> None:
    only_on("sqlite", "PostgreSQL has no INSERT OR REPLACE")
    tell(cast)

    for guard in FROZEN:
        row = row_of(guard)
        table, key = row._meta.db_table, key_of(row)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} = %s", row.pk)


@EACH
def test_no_table_is_emptied_at_one_stroke(guard: Guard) -> None:
    only_on("postgresql", "SQLite has no TRUNCATE")

    with pytest.raises(Error, match="append-only"), transaction.atomic():
        run(f"TRUNCATE {model_of(guard)._meta.db_table} CASCADE")


def test_a_draft_may_change_until_the_guard_holds(cast: Cast) -> None:
    agreement = opened(cast).agreement

    Agreement.objects.filter(pk=agreement.pk).update(own_share_cents=1)

    agreement.refresh_from_db()
    assert agreement.own_share_cents == 1


@pytest.mark.parametrize(
    ("model", "draft"),
    [("agreements.agreement", "draft"), ("costs.coststatement", "draft"), ("claims.claim", "open")],
)
def test_nothing_is_turned_back_into_a_draft_to_be_changed(model: str, draft: str, cast: Cast) -> None:
    tell(cast)
    row = row_of(BY_MODEL[model])

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(state=draft)


def test_a_claim_whose_shares_do_not_add_up_is_never_frozen(cast: Cast) -> None:
    tell(cast)
    frozen = Claim.objects.get()
    claim = Claim.objects.create(
        register=frozen.register, number=2, starts_on=frozen.starts_on, ends_on=frozen.ends_on, terms=frozen.terms,
        state="open", total_cents=1, document="{}", digest="0" * 64, frozen_by="x", frozen_at=frozen.frozen_at,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="must add up to its total"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(state="frozen")


# The guards themselves


def test_every_guard_is_in_place_and_named_when_it_is_missing() -> None:
    assert triggers.missing() == []
    for name in triggers.expected():
        with undone():
            table = dict(triggers._names())[name]
            run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
            assert [one.place for one in triggers_are_in_place()] == [f"trigger {name}"]


def test_a_guard_that_was_weakened_is_seen() -> None:
    name = "talkoot_decisions_commitment_update"
    with undone():
        if connection.vendor == "postgresql":
            run(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
        else:
            run(f"DROP TRIGGER {name}")
            run(f"CREATE TRIGGER {name} BEFORE UPDATE ON decisions_commitment WHEN 0 BEGIN SELECT 1; END")
        assert triggers.missing() == [name]


def test_a_guard_that_is_switched_off_is_seen() -> None:
    only_on("postgresql", "SQLite can't switch a trigger off")
    name = "talkoot_decisions_commitment_update"
    with undone():
        run(f"ALTER TABLE decisions_commitment DISABLE TRIGGER {name}")
        assert triggers.missing() == [name]
    with undone():
        run("SET LOCAL session_replication_role = 'replica'")
        assert triggers.missing() == list(triggers.expected())


@pytest.mark.parametrize(
    "instead",
    [
        "BEFORE UPDATE ON decisions_commitment FOR EACH ROW WHEN (false)",
        "AFTER UPDATE ON decisions_commitment FOR EACH ROW",
        "BEFORE UPDATE OF model ON decisions_commitment FOR EACH ROW",
        "BEFORE UPDATE ON decisions_meeting FOR EACH ROW",
    ],
)
def test_a_guard_whose_function_stands_but_no_longer_fires_is_seen(instead: str) -> None:
    only_on("postgresql", "SQLite keeps a trigger's whole text")
    name = "talkoot_decisions_commitment_update"
    with undone():
        run(f"DROP TRIGGER {name} ON decisions_commitment")
        run(f"CREATE TRIGGER {name} {instead} EXECUTE FUNCTION {name}()")
        assert triggers.missing() == [name]


def test_a_guard_whose_function_reads_other_tables_is_seen() -> None:
    only_on("postgresql", "SQLite has no search path")
    with undone():
        run("ALTER FUNCTION talkoot_claim_sums() SET search_path = elsewhere")
        assert triggers.missing() == ["talkoot_claim_sums"]


def test_a_guard_moved_to_another_table_is_seen() -> None:
    only_on("sqlite", "PostgreSQL has its own test")
    name = "talkoot_decisions_commitment_update"
    (statement,) = triggers.expected()[name]
    with undone():
        run(f"DROP TRIGGER {name}")
        run(statement.replace(" ON decisions_commitment ", " ON activities_headcount ").partition(" WHEN ")[0]
            + " BEGIN SELECT 1; END")  # fmt: skip
        assert triggers.missing() == [name]


def test_a_trigger_that_nobody_here_made_is_named() -> None:
    with undone():
        if connection.vendor == "postgresql":
            function = "talkoot_claim_sums()"
            run(f"CREATE TRIGGER quiet BEFORE INSERT ON claims_claim FOR EACH ROW EXECUTE FUNCTION {function}")
        else:
            run("CREATE TRIGGER quiet AFTER INSERT ON claims_claim BEGIN SELECT 1; END")
        assert [one.place for one in triggers_are_in_place()] == ["trigger quiet"]


def test_guards_are_never_off_for_others_when_they_are_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed() -> dict[str, list[str]]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(triggers, "expected", killed)
        with pytest.raises(KeyboardInterrupt):
            triggers.install()

    assert triggers.missing() == []


def test_installing_again_brings_back_what_was_dropped() -> None:
    triggers.drop()
    assert len(triggers.missing()) == len(triggers.expected()) >= 2 * len(FROZEN) + len(CLAUSES)

    triggers.install()

    assert triggers.missing() == []
