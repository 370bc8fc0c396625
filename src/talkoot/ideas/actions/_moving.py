"""The one step that taking up, returning and answering share."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.core.errors import StaleVersion
from talkoot.core.machine import StateWord
from talkoot.core.typed import check_lang
from talkoot.ideas import rules
from talkoot.ideas.messages import tell
from talkoot.ideas.models import Idea
from talkoot.ideas.permissions import check_can_handle_ideas
from talkoot.ideas.queries import last_said
from talkoot.ideas.states import IDEA
from talkoot.people.permissions import check_no_interest
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, record, writing


def move_idea(
    idea: Idea, verb: str, message: str, *, actor: Actor, said: Text, version: int, now: datetime, today: date
) -> Idea:
    """Lead the idea on by a verb of its state table, write down what was said and tell its teller."""
    with writing(idea.register) as register:
        idea = Idea.objects.select_related("matter__register", "told_by").get(pk=idea.pk, register=register)
        check_can_handle_ideas(actor, register, today)
        check_no_interest(actor, idea.matter)
        _check_current(idea, version, said)
        rules.check_is_idea(idea.matter.phase)
        rules.check_reason(said.text)
        check_lang(said.lang)
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


def _check_current(idea: Idea, version: int, said: Text) -> None:
    """Refuse words written to an older state of the idea. Raises StaleVersion with what was said in between.

    What is said stands beside the idea, not in it, so `records.writing.check_version` can't find it.
    """
    if idea.version != version:
        raise StaleVersion(
            "Somebody answered in between: the idea is {state} now. Your text is kept below: compare the two, "
            "and send yours if it is still wanted.",
            typed={"said": said.text},
            stored={"said": last_said(idea), "state": idea.state},
            state=StateWord(IDEA, idea.state),
        )
