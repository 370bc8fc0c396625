"""Answer feedback on the pages."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.outbox import rules
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.outbox.models import Feedback
from talkoot.outbox.queries import feedback_in
from talkoot.people.models import Channel
from talkoot.people.permissions import check_may
from talkoot.people.roles import Permission
from talkoot.records.models import Register
from talkoot.records.writing import Text, check_version, record, writing


def answer_feedback(
    *, register: Register, actor: Actor, feedback: int, answer: Text, version: int, now: datetime, today: date
) -> Feedback:
    """The feedback is answered; who gave it hears the answer, if they said where. It stays answered.

    Raises NotPermitted, NotFound, StaleVersion, FeedbackAnswered, AnswerIsEmpty, TooLong, NotText, UnknownLanguage.
    """
    with writing(register) as register:
        check_may(actor, Permission.HANDLE_IDEAS, register=register, today=today)
        found = feedback_in(register, feedback)
        check_version(found, version, {"answer": answer.text})
        rules.check_answer(answer.text, answer.lang, found.answered_at is not None)
        found.answered_at = now
        found.version += 1
        found.save(update_fields=["answered_at", "version"])
        record(register=register, actor=actor, verb="answer_feedback", now=now, subject=found, texts={"answer": answer})
        queue_message(
            register=register,
            key=f"feedback_answered:{found.pk}",
            template="outbox/messages/feedback_answered",
            lang=found.lang,
            channel=Channel(rules.channel_of(found.answer_to)),
            address=found.answer_to,
            facts={"feedback": found, "said": answer.text},
            now=now,
        )
        return found
