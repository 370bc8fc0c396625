"""Two write at the same time: numbers without a gap, and one chain."""

import pytest

from talkoot.core.actor import VISITOR
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.records.asking import ask, one_moment
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry, Matter, Register
from talkoot.records.writing import Text
from tests.at_once import at_once
from tests.conftest import NOW, TODAY


def tell(register: Register, form_key: str) -> Idea:
    return submit_idea(
        register=register, actor=VISITOR, title="Idea", body=Text("Tehdään yhdessä.", "fi"), intake=Intake.WEB,
        told_by=None, form_key=form_key, now=NOW, today=TODAY,
    )  # fmt: skip


@pytest.mark.usefixtures("committed")
def test_ideas_told_at_once_get_numbers_without_a_gap_in_one_chain(register: Register) -> None:
    outcomes = at_once(*(lambda key=f"form-{n}": tell(register, key) for n in range(4)))

    assert {type(one).__name__ for one in outcomes} == {"Idea"}
    assert sorted(Matter.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    register.refresh_from_db()
    assert (register.next_number, register.chain_count) == (5, Entry.objects.count())
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.usefixtures("committed")
def test_one_form_sent_twice_at_once_is_one_idea(register: Register) -> None:
    first, second = at_once(*[lambda: tell(register, "form-1")] * 2)

    assert first == second
    assert Matter.objects.count() == 1


@pytest.mark.usefixtures("committed")
def test_verify_sees_one_moment_while_others_go_on_writing(register: Register) -> None:
    with one_moment():
        before = Entry.objects.count()
        (told,) = at_once(lambda: tell(register, "form-1"))
        assert isinstance(told, Idea)
        assert Entry.objects.count() == before
        assert [broken for invariant in INVARIANTS for broken in ask(invariant)] == []
    assert Entry.objects.count() == before + 1
    tell(register, "form-2")
