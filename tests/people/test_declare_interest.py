"""declare_interest: said once, kept for good, and acted on."""

import pytest

from talkoot.core.actor import Actor
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Interest
from talkoot.people.permissions import HasInterest, check_no_interest
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW
from tests.way import told_idea

pytestmark = pytest.mark.django_db


def declaring(cast: Cast, **changes: object) -> Interest:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("member"),
        "person": cast.member,
        "ground": "family",
        "now": NOW,
    }
    return declare_interest(**{**facts, **changes})  # type: ignore[arg-type]


def test_who_declared_an_interest_steps_aside_from_that_matter_only(cast: Cast) -> None:
    matter, other = told_idea(cast).matter, told_idea(cast).matter

    declaring(cast, matter=matter)

    with pytest.raises(HasInterest):
        check_no_interest(cast.act("member"), matter)
    check_no_interest(cast.act("member"), other)
    check_no_interest(cast.act("second_member"), matter)
    check_no_interest(Actor(system="invoice receive"), matter)


def test_saying_it_twice_keeps_the_first_ground(cast: Cast) -> None:
    matter = told_idea(cast).matter
    declaring(cast, matter=matter)

    again = declaring(cast, matter=matter, ground="board member")

    assert again.ground == "family"
    assert Entry.objects.filter(verb="declare_interest").count() == 1


def test_somebody_else_may_point_it_out_and_the_entry_says_who(cast: Cast) -> None:
    matter = told_idea(cast).matter

    declaring(cast, matter=matter, actor=cast.act("chair"))

    entry = Entry.objects.get(verb="declare_interest")
    assert entry.actor == f"person:{cast.chair.pk}"
    assert f'"person":{cast.member.pk}' in entry.facts
    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
