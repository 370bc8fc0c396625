"""The one step that taking up, returning and answering share."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.ideas import rules
from talkoot.ideas.messages import tell
from talkoot.ideas.models import Idea
from talkoot.ideas.permissions import check_can_handle_ideas
from talkoot.ideas.states import IDEA
from talkoot.people.permissions import check_no_interest
from talkoot.records.states import Phase
from talkoot.records.writing import Text, check_version, move_matter, record, writing


def move_idea(
    idea: Idea, verb: str, message: str, *, actor: Actor, said: Text, version: int, now: datetime, today: date
) -> Idea:
    """Lead the idea on by a verb of its state table, write down what was said and tell its teller."""
    with writing(idea.register) as register:
        idea = Idea.objects.select_related("matter__register", "told_by").get(pk=idea.pk, register=register)
        check_can_handle_ideas(actor, register, today)
        check_no_interest(actor, idea.matter)
        check_version(idea, version, {"said": said.text})
        rules.check_is_idea(idea.matter.phase)
        rules.check_reason(said.text)
        idea.state = IDEA.after(verb, idea.state)
        idea.version += 1
        idea.save(update_fields=["state", "version"])
        move_matter(idea.matter, phase=Phase.IDEA, status=f"{IDEA.name}:{idea.state}")
        record(
            register=register, actor=actor, verb=f"{verb}_idea", now=now,
            matter=idea.matter, subject=idea, texts={"said": said},
        )  # fmt: skip
        tell(idea, message, now=now, said=said.text)
        return idea
