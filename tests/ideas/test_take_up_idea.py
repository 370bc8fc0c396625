"""take_up_idea: staff begin to develop an idea, and its teller hears it."""

import pytest

from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.ideas.actions.answer_idea import answer_idea
from talkoot.ideas.actions.return_idea import return_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import MovedOn, ReasonMissing
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import opened, somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db

WORDS = Text("Soitetaan ja mietitään paikkaa yhdessä.", "fi")


def taking_up(cast: Cast, idea: Idea, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "idea": idea,
        "actor": cast.act("coordinator"),
        "guidance": WORDS,
        "version": idea.version,
        "now": NOW,
        "today": TODAY,
    }
    return take_up_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_idea_grows_and_its_teller_hears_what_staff_said(cast: Cast) -> None:
    idea = taking_up(cast, told_idea(cast))

    assert (idea.state, idea.matter.phase, idea.matter.status) == ("growing", Phase.IDEA, "idea:growing")
    message = Message.objects.get(key__startswith="idea_taken_up")
    assert message.address == cast.resident.email
    assert WORDS.text in message.body
    assert Entry.objects.get(verb="take_up_idea").texts.get().text == WORDS.text


def test_a_returned_idea_can_be_taken_up_again(cast: Cast) -> None:
    idea = told_idea(cast)
    idea = return_idea(
        idea=idea, actor=cast.act("coordinator"), reason=WORDS, version=idea.version, now=NOW, today=TODAY
    )

    assert taking_up(cast, idea).state == "growing"


def test_an_answered_idea_is_not_taken_up(cast: Cast) -> None:
    idea = told_idea(cast)
    idea = answer_idea(
        idea=idea, actor=cast.act("coordinator"), answer=WORDS, version=idea.version, now=NOW, today=TODAY
    )

    with pytest.raises(NotInOrder):
        taking_up(cast, idea)


def test_an_idea_with_an_application_is_handled_there(cast: Cast) -> None:
    idea = told_idea(cast)
    opened(cast, idea=idea)

    with pytest.raises(MovedOn):
        taking_up(cast, idea)


def test_the_teller_is_not_left_without_words(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        taking_up(cast, told_idea(cast), guidance=Text("  ", "fi"))
    assert not Message.objects.filter(key__startswith="idea_taken_up").exists()


def test_two_who_take_it_up_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    idea = told_idea(cast)
    old = idea.version
    mine = Text("Soitan sinulle.", "fi")
    taking_up(cast, idea)

    with pytest.raises(StaleVersion, match="growing now") as raised:
        taking_up(cast, idea, version=old, guidance=mine)
    assert raised.value.typed == {"said": mine.text}
    assert raised.value.stored == {"said": WORDS.text, "state": "growing"}


@pytest.mark.parametrize("name", ["resident", "stranger", "writer", "member", "auditor"])
def test_only_staff_take_ideas_up(cast: Cast, name: str) -> None:
    idea = told_idea(cast)

    with pytest.raises(NotPermitted, match="take up, return and answer ideas"):
        taking_up(cast, idea, actor=cast.act(name))


def test_staff_elsewhere_and_staff_with_an_interest_do_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    idea = told_idea(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=idea.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        taking_up(cast, idea)
    with pytest.raises(NotPermitted):
        taking_up(cast, idea, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))
    assert taking_up(cast, idea, actor=cast.act("administrator")).state == "growing"


def test_everything_that_was_done_can_be_verified(cast: Cast) -> None:
    taking_up(cast, told_idea(cast))

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
