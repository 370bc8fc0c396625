"""What can be read of ideas."""

from django.db.models import QuerySet

from talkoot.core.errors import NotFound
from talkoot.ideas.models import Idea
from talkoot.records.models import Register
from talkoot.records.queries import matter_of, texts_of
from talkoot.records.rows import label


def last_said(idea: Idea) -> str:
    """What staff said last to the teller of an idea; empty before anybody did."""
    said = texts_of(idea.register, [label(idea)]).get(label(idea), {}).get("said")
    return said.text if said else ""


def public_ideas(register: Register) -> QuerySet[Idea]:
    """The ideas whose matter is public, each with its matter."""
    return Idea.objects.filter(register=register, matter__is_public=True).select_related("matter__register")


def idea_in(register: Register, code: str) -> Idea:
    """The idea of the matter with this number. Raises NotFound."""
    matter = matter_of(register, code)
    idea = Idea.objects.filter(matter=matter).select_related("matter__register", "told_by").first()
    if idea is None:
        raise NotFound("{code} did not begin as an idea.", code=code)
    return idea
