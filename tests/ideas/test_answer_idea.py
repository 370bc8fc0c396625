"""answer_idea: an answer is for good, and it reaches who told the idea."""

import pytest

from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.ideas.actions.answer_idea import answer_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.models import Idea
from talkoot.ideas.rules import MovedOn, ReasonMissing
from talkoot.outbox.models import Message
from talkoot.people.models import Channel
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import opened, somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db

ANSWER = Text("Penkit tulevat torin laidalle keväällä.", "fi", is_public=True)


def answering(cast: Cast, idea: Idea, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "idea": idea,
        "actor": cast.act("coordinator"),
        "answer": ANSWER,
        "version": idea.version,
        "now": NOW,
        "today": TODAY,
    }
    return answer_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_answer_reaches_the_teller(cast: Cast) -> None:
    idea = answering(cast, told_idea(cast))

    assert (idea.state, idea.matter.status) == ("answered", "idea:answered")
    assert ANSWER.text in Message.objects.get(key__startswith="idea_answered").body


def test_an_idea_being_developed_can_be_answered(cast: Cast) -> None:
    idea = told_idea(cast)
    idea = take_up_idea(
        idea=idea, actor=cast.act("coordinator"), guidance=ANSWER, version=idea.version, now=NOW, today=TODAY
    )

    assert answering(cast, idea).state == "answered"


def test_somebody_who_wants_no_answer_gets_no_message(cast: Cast) -> None:
    idea = told_idea(cast)
    Idea.objects.filter(pk=idea.pk).update(answer_by=Channel.NONE)

    answering(cast, idea)

    assert not Message.objects.filter(key__startswith="idea_answered").exists()


def test_an_answer_has_words_and_is_given_once(cast: Cast) -> None:
    idea = told_idea(cast)

    with pytest.raises(ReasonMissing):
        answering(cast, idea, answer=Text("\n", "fi"))
    answered = answering(cast, idea)
    with pytest.raises(NotInOrder):
        answering(cast, answered)
    with pytest.raises(StaleVersion):
        answering(cast, answered, version=1)


def test_an_idea_with_an_application_gets_its_answer_from_the_decision(cast: Cast) -> None:
    idea = told_idea(cast)
    opened(cast, idea=idea)

    with pytest.raises(MovedOn):
        answering(cast, idea)


def test_strangers_and_staff_elsewhere_answer_nothing(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    idea = told_idea(cast)

    for actor in (cast.act("stranger"), somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR)):
        with pytest.raises(NotPermitted):
            answering(cast, idea, actor=actor)
