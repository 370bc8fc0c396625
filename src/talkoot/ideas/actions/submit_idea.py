"""Submit an idea, by whatever way it came."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas import rules
from talkoot.ideas.messages import tell
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.permissions import check_can_submit_idea
from talkoot.ideas.states import IDEA
from talkoot.people.models import Channel, Person
from talkoot.records.models import Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, open_matter, record, writing


def submit_idea(
    *,
    register: Register,
    actor: Actor,
    title: str,
    body: Text,
    intake: Intake,
    told_by: Person | None,
    answer_by: Channel = Channel.NONE,
    answer_to: str = "",
    form_key: str,
    now: datetime,
    today: date,
) -> Idea:
    """The idea under its new number; its teller gets the number at once, by the way they chose.

    Sending the same form again gives the idea that was made the first time.
    """
    with writing(register) as register:
        check_can_submit_idea(actor, told_by.pk if told_by else None, register, today)
        rules.check_said(body.text)
        sent_before = Idea.objects.filter(register=register, form_key=form_key).first()
        if sent_before:
            return sent_before
        matter = open_matter(
            register=register,
            title=Text(title, body.lang, body.is_public),
            phase=Phase.IDEA,
            status=f"{IDEA.name}:{IDEA.start}",
            now=now,
        )
        idea = Idea.objects.create(
            register=register,
            matter=matter,
            state=IDEA.start,
            body=body.text,
            body_lang=body.lang,
            body_is_public=body.is_public,
            intake=intake,
            told_by=told_by,
            typed_by=actor.key,
            answer_by=answer_by,
            answer_to=answer_to,
            form_key=form_key,
            told_at=now,
        )
        facts = {"intake": intake, "told_by": told_by.pk if told_by else None}
        record(
            register=register, actor=actor, verb="submit_idea", now=now,
            matter=matter, subject=idea, facts=facts, texts={"body": body},
        )  # fmt: skip
        tell(idea, "received", now=now)
        return idea
