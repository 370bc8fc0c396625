"""What the teller of an idea hears, by the way they chose and in their language."""

from datetime import datetime

from talkoot.ideas.models import Idea
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.people.models import Channel


def tell(idea: Idea, what: str, *, now: datetime, said: str = "") -> None:
    """Queue `ideas/messages/<what>` for the teller; `said` is what staff wrote to them."""
    lang = idea.told_by.lang if idea.told_by else idea.body_lang
    queue_message(
        register=idea.register,
        key=f"idea_{what}:{idea.pk}:{idea.version}",
        template=f"ideas/messages/{what}",
        lang=lang,
        channel=Channel(idea.answer_by),
        address=idea.answer_to,
        facts={"idea": idea, "matter": idea.matter, "code": idea.matter.code, "said": said},
        now=now,
        matter=idea.matter,
        person=idea.told_by,
    )
