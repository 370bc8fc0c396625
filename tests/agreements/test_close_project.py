"""close_project: what wasn't used goes back to the frame, and everybody hears what came of it."""

import pytest

from talkoot.agreements.actions.close_project import close_project
from talkoot.agreements.models import Project
from talkoot.agreements.rules import WordsMissing
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.decisions.models import Commitment
from talkoot.decisions.queries import committed
from talkoot.decisions.rules import MoreThanCommitted
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Channel
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText, Register
from talkoot.records.writing import Text
from tests.agreements.granted import EVENT, SUB_GRANT, elsewhere, main_project_of, opened, signed
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import TOTAL_CENTS

pytestmark = pytest.mark.django_db

OUTCOME = Text("Puutarhassa kävi 300 ihmistä. Se jatkuu ensi kesänä.", "fi")


def close(cast: Cast, project: Project, **changes: object) -> Project:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("coordinator"),
        "project": project,
        "outcome": OUTCOME,
        "unused_cents": 0,
        "now": NOW,
        "today": TODAY,
    }
    return close_project(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_closed_project_says_so_and_its_outcome_is_public(cast: Cast) -> None:
    project = close(cast, signed(cast))

    assert project.state == "closed"
    assert (project.matter.phase, project.matter.status) == ("closed", "project:closed")
    outcome = EntryText.objects.get(entry__verb="close_project")
    assert (outcome.text, outcome.is_public) == (OUTCOME.text, True)


def test_what_was_not_used_goes_back_to_the_frame(cast: Cast) -> None:
    close(cast, signed(cast), unused_cents=123_456)

    assert committed(cast.register, SUB_GRANT) == TOTAL_CENTS - 123_456
    assert Commitment.objects.get(kind="release").amount_cents == -123_456


def test_a_project_that_used_everything_releases_nothing(cast: Cast) -> None:
    close(cast, signed(cast))

    assert not Commitment.objects.filter(kind="release").exists()


@pytest.mark.parametrize("unused_cents", [TOTAL_CENTS + 1, -1])
def test_nothing_is_closed_when_more_would_be_released_than_was_committed(cast: Cast, unused_cents: int) -> None:
    project = signed(cast)

    with pytest.raises(MoreThanCommitted):
        close(cast, project, unused_cents=unused_cents)

    project.refresh_from_db()
    assert project.state == "running"


def test_association_and_teller_hear_what_came_of_it(cast: Cast) -> None:
    cast.signatory.channel = Channel.EMAIL
    cast.signatory.save()

    close(cast, signed(cast))

    for address, subject in (
        (cast.signatory.email, "Hanke on päättynyt: MM-0002"),
        (cast.resident.email, "Mitä ideastasi tuli: MM-0002"),
    ):
        assert OUTCOME.text in Message.objects.get(address=address, subject=subject).body


def test_an_event_and_the_main_project_are_closed_too(cast: Cast) -> None:
    main = main_project_of(cast)

    assert close(cast, opened(cast, EVENT)).state == "closed"
    assert close(cast, main, unused_cents=57_528_900).state == "closed"
    assert committed(cast.register, "main") == 0


def test_nothing_is_closed_without_words(cast: Cast) -> None:
    with pytest.raises(WordsMissing, match="what came of it"):
        close(cast, signed(cast), outcome=Text("\n", "fi"))


def test_a_project_is_closed_once_and_only_after_it_ran(cast: Cast) -> None:
    project = opened(cast)
    with pytest.raises(NotInOrder):
        close(cast, project)
    event = close(cast, opened(cast, EVENT))
    with pytest.raises(NotInOrder):
        close(cast, event)

    assert Message.objects.filter(subject__startswith="Mitä ideastasi tuli").count() == 1


@pytest.mark.parametrize("who", ["administrator", "writer", "stranger"])
def test_only_who_closes_projects_closes_one(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted, match="close a project"):
        close(cast, signed(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_closes_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        close(cast, signed(cast), actor=elsewhere(RoleCode.COORDINATOR, cast))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    project = signed(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=project.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        close(cast, project)


def test_a_project_of_another_programme_is_not_found(cast: Cast) -> None:
    staff = elsewhere(RoleCode.COORDINATOR, cast)
    other = Register.objects.get(slug="muualla")

    with pytest.raises(NotFound, match="no such project"):
        close(cast, main_project_of(cast), register=other, actor=staff)
