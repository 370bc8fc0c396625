"""Give feedback on the pages."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.outbox import rules
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.outbox.models import Feedback
from talkoot.people import rules as people_rules
from talkoot.people.models import Channel
from talkoot.records.models import Register
from talkoot.records.writing import Text, record, writing


def give_feedback(
    *, register: Register, actor: Actor, text: Text, answer_to: str = "", form_key: str, now: datetime, today: date
) -> Feedback:
    """The feedback with the day by which it is answered. Anybody may give it; the same form sent again gives it once.

    `answer_to` is an e-mail address, a phone number or a postal address, or empty when no answer is wanted. Raises
    FeedbackIsEmpty, InvalidFeedbackKey, TooLong, NotText, UnknownLanguage, InvalidEmail, InvalidPhone.
    """
    with writing(register) as register:
        rules.check_feedback(text.text, text.lang, form_key)
        answer_to = people_rules.address(rules.channel_of(answer_to), answer_to)
        given_before = Feedback.objects.filter(register=register, form_key=form_key).first()
        if given_before:
            return given_before
        feedback = Feedback.objects.create(
            register=register,
            text=text.text,
            lang=text.lang,
            answer_to=answer_to,
            given_at=now,
            due_on=rules.due_on(today),
            form_key=form_key,
        )
        record(register=register, actor=actor, verb="give_feedback", now=now, subject=feedback, texts={"text": text})
        queue_message(
            register=register,
            key=f"feedback_received:{feedback.pk}",
            template="outbox/messages/feedback_received",
            lang=text.lang,
            channel=Channel(rules.channel_of(answer_to)),
            address=answer_to,
            facts={"feedback": feedback},
            now=now,
        )
        return feedback
