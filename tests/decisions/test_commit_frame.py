"""commit_frame: the main project's money is committed from its first day, and only once."""

import pytest

from talkoot.core.errors import NotFound, NotPermitted
from talkoot.decisions.actions.commit_frame import commit_frame
from talkoot.decisions.models import Commitment
from talkoot.decisions.queries import committed, headroom
from talkoot.decisions.rules import AmountDoesNotFit, FrameExceeded, NotMainFrame
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Matter, Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, open_matter, record, writing
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import EVENT_ANSWERS, assessed, granted, somebody_elsewhere, submitted, told_idea

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


def commit(cast: Cast, matter: Matter, who: str = "coordinator", **changes: object) -> Commitment:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act(who),
        "matter": matter,
        "model": "main",
        "frame_cents": FRAME_CENTS,
        "now": NOW,
        "today": TODAY,
    }
    return commit_frame(**{**facts, **changes})  # type: ignore[arg-type]


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


def test_nothing_but_the_main_projects_frame_is_committed_without_a_decision(cast: Cast, matter: Matter) -> None:
    event = granted(cast, assessed(cast, submitted(cast, EVENT_ANSWERS, "tapahtuma"))).matter
    move_matter(event, phase=Phase.PROJECT, status="project:running")

    for other, model in ((event, "main"), (told_idea(cast).matter, "main"), (matter, "tuensiirto")):
        with pytest.raises(NotMainFrame, match=other.code):
            commit(cast, other, model=model, frame_cents=1)


def test_a_matter_of_another_programme_is_not_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    staff = somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR)
    other = Register.objects.get(slug="toinen-ohjelma")
    idea = told_idea(cast)

    with pytest.raises(NotFound, match="no such matter"):
        commit(cast, idea.matter, register=other, actor=staff)


@pytest.mark.parametrize("cents", [0, -1])
def test_nothing_or_less_is_not_committed(cast: Cast, matter: Matter, cents: int) -> None:
    with pytest.raises(AmountDoesNotFit):
        commit(cast, matter, frame_cents=cents)


def test_who_has_an_interest_commits_nothing(cast: Cast, matter: Matter) -> None:
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        commit(cast, matter)
