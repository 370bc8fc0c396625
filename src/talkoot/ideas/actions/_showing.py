"""The one step that showing an idea to the public and hiding it share."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas import rules
from talkoot.ideas.models import Idea
from talkoot.ideas.permissions import check_can_handle_ideas
from talkoot.people.permissions import check_no_interest
from talkoot.records.writing import Text, check_version, record, writing


def show_idea(idea: Idea, is_public: bool, *, actor: Actor, version: int, now: datetime, today: date) -> Idea:
    """Set whether the public sees the idea's title and words; never who told it."""
    with writing(idea.register) as register:
        idea = Idea.objects.select_related("matter__register").get(pk=idea.pk, register=register)
        check_can_handle_ideas(actor, register, today)
        check_no_interest(actor, idea.matter)
        check_version(idea, version, {})
        rules.check_is_idea(idea.matter.phase)
        rules.check_shows(idea.body_is_public, is_public)
        idea.body_is_public = idea.matter.is_public = is_public
        idea.version += 1
        idea.matter.version += 1
        idea.save(update_fields=["body_is_public", "version"])
        idea.matter.save(update_fields=["is_public", "version"])
        record(
            register=register, actor=actor, verb="publish_idea" if is_public else "hide_idea", now=now,
            matter=idea.matter, subject=idea,
            texts={"body": Text(idea.body, idea.body_lang, is_public=True)} if is_public else {},
        )  # fmt: skip
        return idea
