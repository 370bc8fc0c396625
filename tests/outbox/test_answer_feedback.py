"""answer_feedback: staff answer once, in words, and whoever gave it hears."""

import pytest

from talkoot.config.invariants import everything_broken
from talkoot.core.errors import NotFound, NotPermitted, StaleVersion
from talkoot.core.typed import NotText
from talkoot.outbox.actions.answer_feedback import answer_feedback
from talkoot.outbox.models import Feedback, Message
from talkoot.outbox.queries import answered_feedback, waiting_feedback
from talkoot.outbox.rules import AnswerIsEmpty, FeedbackAnswered
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.outbox.test_give_feedback import given
from tests.way import another_programme, somebody_elsewhere

pytestmark = pytest.mark.django_db

ANSWER = Text("Korjasimme kartan. Kiitos!", "fi")


def answering(cast: Cast, feedback: Feedback, **changes: object) -> Feedback:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("communicator"),
        "feedback": feedback.pk,
        "answer": ANSWER,
        "version": feedback.version,
        "now": NOW,
        "today": TODAY,
    }
    return answer_feedback(**{**facts, **changes})  # type: ignore[arg-type]


def test_whoever_gave_it_hears_the_answer(cast: Cast) -> None:
    answered = answering(cast, given(cast.register))

    assert answered.answered_at == NOW
    message = Message.objects.get(key__startswith="feedback_answered")
    assert (message.address, ANSWER.text in message.body) == ("aino.asukas@example.org", True)
    assert list(waiting_feedback(cast.register)) == []
    assert list(answered_feedback(cast.register)) == [answered]


def test_the_entry_says_who_and_nothing_is_broken(cast: Cast) -> None:
    answering(cast, given(cast.register))

    entry = Entry.objects.get(verb="answer_feedback")
    assert entry.actor == cast.act("communicator").key
    assert "Korjasimme" not in entry.facts
    assert not everything_broken()


def test_nobody_to_tell_is_answered_all_the_same(cast: Cast) -> None:
    answering(cast, given(cast.register, answer_to=""))

    assert not Message.objects.exists()


def test_a_second_answer_to_the_old_page_is_stale(cast: Cast) -> None:
    feedback = given(cast.register)
    answering(cast, feedback)

    with pytest.raises(StaleVersion) as raised:
        answering(cast, feedback)
    assert raised.value.typed == {"answer": ANSWER.text}


def test_it_is_answered_once(cast: Cast) -> None:
    answered = answering(cast, given(cast.register))

    with pytest.raises(FeedbackAnswered):
        answering(cast, answered)


@pytest.mark.parametrize(("text", "error"), [(" ", AnswerIsEmpty), ("a\x00", NotText)])
def test_an_answer_needs_words(cast: Cast, text: str, error: type) -> None:
    with pytest.raises(error):
        answering(cast, given(cast.register), answer=Text(text, "fi"))


@pytest.mark.parametrize("who", ["auditor", "member", "writer", "resident"])
def test_who_may_not_is_refused(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        answering(cast, given(cast.register), actor=cast.act(who))


def test_the_same_role_elsewhere_is_refused(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    elsewhere = somebody_elsewhere(cast, programme_file, RoleCode.COMMUNICATOR)

    with pytest.raises(NotPermitted):
        answering(cast, given(cast.register), actor=elsewhere)


def test_feedback_of_another_programme_is_not_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    feedback = given(another_programme(programme_file))

    with pytest.raises(NotFound):
        answering(cast, feedback)
