"""commit_frame: the main project's money is committed from its first day, and only once."""

import pytest

from talkoot.core.errors import NotPermitted
from talkoot.decisions.actions.commit_frame import commit_frame
from talkoot.decisions.models import Commitment
from talkoot.decisions.queries import committed, headroom
from talkoot.decisions.rules import FrameExceeded
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Matter
from talkoot.records.states import Phase
from talkoot.records.writing import Text, open_matter, record, writing
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

FRAME_CENTS = 575_289_00


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """A matter that runs."""
    with writing(cast.register) as register:
        title = Text("Päähanke", "fi")
        opened = open_matter(register=register, title=title, phase=Phase.PROJECT, status="project:running", now=NOW)
        record(register=register, actor=LOADER, verb="open", now=NOW, matter=opened)
    return opened


def commit(cast: Cast, matter: Matter, who: str = "coordinator", frame_cents: int = FRAME_CENTS) -> Commitment:
    return commit_frame(
        register=cast.register, actor=cast.act(who), matter=matter, model="main", frame_cents=frame_cents,
        now=NOW, today=TODAY,
    )  # fmt: skip


def test_the_frame_is_used_up(cast: Cast, matter: Matter) -> None:
    commit(cast, matter)

    assert (committed(cast.register, "main"), headroom(cast.register, "main")) == (FRAME_CENTS, 0)
    assert [one for ask in INVARIANTS for one in ask()] == []


def test_nothing_is_committed_above_the_frame(cast: Cast, matter: Matter) -> None:
    commit(cast, matter)

    with pytest.raises(FrameExceeded):
        commit(cast, matter, frame_cents=1)


def test_only_who_prepares_agreements_commits_it(cast: Cast, matter: Matter) -> None:
    with pytest.raises(NotPermitted):
        commit(cast, matter, "accountant")
