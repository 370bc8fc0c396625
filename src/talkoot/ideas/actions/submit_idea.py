"""Submit an idea, by whatever way it came."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas import rules
from talkoot.ideas.messages import tell
from talkoot.ideas.models import Idea, Intake
from talkoot.ideas.permissions import check_can_submit_idea
from talkoot.ideas.rules import Teller
from talkoot.ideas.states import IDEA
from talkoot.people import rules as people_rules
from talkoot.people.actions.introduce_person import introduce_person
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
    told_by: Person | Teller | None,
    answer_by: Channel = Channel.NONE,
    answer_to: str = "",
    form_key: str,
    now: datetime,
    today: date,
) -> Idea:
    """The idea under its new number; its teller gets the number at once, by the way they chose.

    `told_by` is somebody in the books, a Teller who becomes a person now, or nobody; `answer_to` belongs to
    `answer_by` and may be given without a name. Sending the same form again gives the idea made the first time.

    Raises TitleIsEmpty, IdeaIsEmpty, InvalidFormKey, TooLong, NotText, UnknownLanguage, and of the teller InvalidName,
    AddressMissing, ChannelMissing, InvalidEmail, InvalidPhone.
    """
    with writing(register) as register:
        check_can_submit_idea(actor, told_by.pk if isinstance(told_by, Person) else None, register, today)
        rules.check_told(title, body.text, body.lang)
        rules.check_form_key(form_key)
        answer_to = people_rules.address(answer_by, answer_to)
        sent_before = Idea.objects.filter(register=register, form_key=form_key).first()
        if sent_before:
            return sent_before
        person = _person(register, actor, told_by, answer_by, answer_to, now)
        matter = open_matter(
            register=register,
            title=Text(title.strip(), body.lang, body.is_public),
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
            told_by=person,
            typed_by=actor.key,
            answer_by=answer_by,
            answer_to=answer_to,
            form_key=form_key,
            told_at=now,
        )
        facts = {"intake": intake, "told_by": person.pk if person else None}
        record(
            register=register, actor=actor, verb="submit_idea", now=now,
            matter=matter, subject=idea, facts=facts, texts={"body": body},
        )  # fmt: skip
        tell(idea, "received", now=now)
        return idea


def _person(
    register: Register, actor: Actor, told_by: Person | Teller | None, channel: Channel, address: str, now: datetime
) -> Person | None:
    if not isinstance(told_by, Teller):
        return told_by
    return introduce_person(
        register=register, actor=actor, name=told_by.name, lang=told_by.lang, channel=channel, address=address, now=now
    )
