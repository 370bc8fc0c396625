"""publish_idea: the public reads an idea once staff have read it, and never sees who told it."""

import pytest

from talkoot.config.invariants import everything_broken
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.ideas.actions.publish_idea import publish_idea
from talkoot.ideas.models import Idea
from talkoot.ideas.queries import public_ideas
from talkoot.ideas.rules import MovedOn, NothingToShow
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.grounds import Ground
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from talkoot.site.timeline import timeline
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import opened, somebody_elsewhere, told_idea

pytestmark = pytest.mark.django_db


def publishing(cast: Cast, idea: Idea, **changes: object) -> Idea:
    facts: dict[str, object] = {
        "idea": idea,
        "actor": cast.act("communicator"),
        "version": idea.version,
        "now": NOW,
        "today": TODAY,
    }
    return publish_idea(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_public_reads_its_title_and_words(cast: Cast) -> None:
    idea = publishing(cast, told_idea(cast))

    assert (idea.body_is_public, idea.matter.is_public) == (True, True)
    assert list(public_ideas(cast.register)) == [idea]
    last = list(timeline(idea.matter, "fi"))[-1]
    assert last.said == ((idea.body, "fi"),)
    assert not everything_broken()


def test_the_entry_says_who_published_it(cast: Cast) -> None:
    publishing(cast, told_idea(cast))

    assert Entry.objects.get(verb="publish_idea").actor == cast.act("communicator").key


def test_it_is_published_once(cast: Cast) -> None:
    idea = publishing(cast, told_idea(cast))

    with pytest.raises(NothingToShow):
        publishing(cast, idea)


def test_a_page_from_before_is_stale(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        publishing(cast, told_idea(cast), version=7)


def test_an_application_s_idea_is_no_longer_published_here(cast: Cast) -> None:
    idea = told_idea(cast)
    opened(cast, idea=idea)

    with pytest.raises(MovedOn):
        publishing(cast, Idea.objects.get(pk=idea.pk))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    idea = told_idea(cast)
    declare_interest(
        register=cast.register, actor=cast.act("communicator"), person=cast.communicator, matter=idea.matter,
        ground=next(iter(Ground)), now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        publishing(cast, idea)


@pytest.mark.parametrize("who", ["auditor", "member", "writer", "resident"])
def test_who_may_not_is_refused(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        publishing(cast, told_idea(cast), actor=cast.act(who))


def test_the_same_role_elsewhere_is_refused(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    elsewhere = somebody_elsewhere(cast, programme_file, RoleCode.COMMUNICATOR)

    with pytest.raises(NotPermitted):
        publishing(cast, told_idea(cast), actor=elsewhere)
