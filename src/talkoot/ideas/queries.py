"""What can be read of ideas."""

from talkoot.ideas.models import Idea
from talkoot.records.queries import texts_of
from talkoot.records.rows import label


def last_said(idea: Idea) -> str:
    """What staff said last to the teller of an idea; empty before anybody did."""
    said = texts_of(idea.register, [label(idea)]).get(label(idea), {}).get("said")
    return said.text if said else ""
