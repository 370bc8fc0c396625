"""submit_idea: nobody's idea gets lost, and nobody's idea becomes two."""

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.permissions import VISITOR
from talkoot.ideas.rules import IdeaIsEmpty
from talkoot.outbox.models import Message
from talkoot.people.models import Channel
from talkoot.records.models import Entry, Matter
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def told(cast: Cast, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("coordinator"),
        "title": "Yhteinen puutarha",
        "body": Text("Kerrostalon pihalle voisi tehdä yhteisen puutarhan.", "fi"),
        "intake": Intake.PHONE,
        "told_by": cast.resident,
        "answer_by": Channel.EMAIL,
        "answer_to": cast.resident.email,
        "form_key": "form-1",
        "now": NOW,
        "today": TODAY,
    }
    return submit_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_idea_told_by_phone_gets_a_number_and_its_teller_hears_it(cast: Cast) -> None:
    idea = told(cast)

    assert idea.matter.code == "MM-0001"
    message = Message.objects.get()
    assert message.address == cast.resident.email
    assert "MM-0001" in message.subject


def test_who_said_it_and_who_typed_it_are_both_kept(cast: Cast) -> None:
    idea = told(cast)

    assert idea.told_by == cast.resident
    assert idea.typed_by == f"person:{cast.coordinator.pk}"


def test_a_double_click_makes_one_idea_and_one_message(cast: Cast) -> None:
    assert told(cast) == told(cast)

    assert Matter.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_visitor_without_an_account_may_submit_and_want_no_answer(cast: Cast) -> None:
    idea = told(cast, actor=VISITOR, told_by=None, intake=Intake.WEB, answer_by=Channel.NONE, answer_to="")

    assert idea.typed_by == "system:visitor"
    assert not Message.objects.exists()


def test_a_stranger_may_not_speak_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="submit an idea for somebody"):
        told(cast, actor=cast.act("stranger"))


def test_an_empty_idea_is_refused_and_uses_up_no_number(cast: Cast) -> None:
    with pytest.raises(IdeaIsEmpty):
        told(cast, body=Text("  \n", "fi"))

    cast.register.refresh_from_db()
    assert cast.register.next_number == 1


def test_the_chain_holds_a_digest_and_not_the_words(cast: Cast) -> None:
    told(cast)

    entry = Entry.objects.get(verb="submit_idea")
    assert "puutarha" not in entry.facts
    assert entry.texts.get().text.startswith("Kerrostalon")
