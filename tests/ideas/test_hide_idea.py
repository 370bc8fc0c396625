"""hide_idea: what was published by mistake, or against its teller's wish, is out of sight again."""

import pytest

from talkoot.config.invariants import everything_broken
from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.ideas.actions.hide_idea import hide_idea
from talkoot.ideas.models import Idea
from talkoot.ideas.queries import public_ideas
from talkoot.ideas.rules import NothingToShow
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.ideas.test_publish_idea import publishing
from tests.way import told_idea

pytestmark = pytest.mark.django_db


def hiding(cast: Cast, idea: Idea, who: str = "communicator", version: int | None = None) -> Idea:
    return hide_idea(idea=idea, actor=cast.act(who), version=version or idea.version, now=NOW, today=TODAY)


def test_the_public_no_longer_sees_it(cast: Cast) -> None:
    idea = hiding(cast, publishing(cast, told_idea(cast)))

    assert (idea.body_is_public, idea.matter.is_public) == (False, False)
    assert not public_ideas(cast.register).exists()
    assert not everything_broken()


def test_what_nobody_sees_can_t_be_hidden(cast: Cast) -> None:
    with pytest.raises(NothingToShow):
        hiding(cast, told_idea(cast))


def test_a_page_from_before_is_stale(cast: Cast) -> None:
    with pytest.raises(StaleVersion):
        hiding(cast, publishing(cast, told_idea(cast)), version=1)


@pytest.mark.parametrize("who", ["auditor", "writer", "resident"])
def test_who_may_not_is_refused(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        hiding(cast, publishing(cast, told_idea(cast)), who)
