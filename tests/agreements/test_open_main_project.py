"""open_main_project: the umbrella's own costs have a home before anything else, and only one."""

import pytest

from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.agreements.models import Project
from talkoot.agreements.queries import agreed_cents, main_project, weights_of_project
from talkoot.agreements.rules import NotFirstMatter
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.split import SourceKind, Weight
from talkoot.core.typed import TooLong
from talkoot.decisions.queries import headroom
from talkoot.records.writing import Text
from tests.agreements.granted import main_project_of
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import told_idea

pytestmark = pytest.mark.django_db


def test_the_main_project_is_matter_0001_and_runs_as_long_as_the_programme(cast: Cast) -> None:
    project = main_project_of(cast)

    assert project.matter.code == "MM-0001"
    assert (project.matter.phase, project.matter.status) == ("project", "project:running")
    assert (project.starts_on.isoformat(), project.ends_on.isoformat()) == ("2018-07-01", "2021-06-30")
    assert project.bearer == cast.city


def test_it_has_its_own_copy_of_the_weights(cast: Cast) -> None:
    project = main_project_of(cast)

    assert weights_of_project(project) == (
        Weight("esf", SourceKind.FUNDER, 8000),
        Weight("city", SourceKind.PUBLIC, 2000),
    )


def test_its_whole_frame_is_committed_to_it(cast: Cast) -> None:
    project = main_project_of(cast)

    assert headroom(cast.register, "main") == 0
    assert agreed_cents(project) == 57_528_900


def test_opening_it_again_gives_the_same_project(cast: Cast) -> None:
    assert main_project_of(cast) == main_project_of(cast)
    assert Project.objects.count() == 1


def test_it_is_refused_once_another_matter_was_opened(cast: Cast) -> None:
    told_idea(cast)

    with pytest.raises(NotFirstMatter, match="1 matters were opened before it"):
        main_project_of(cast)


@pytest.mark.parametrize("who", ["stranger", "accountant", "writer"])
def test_only_who_prepares_agreements_opens_it(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted, match="prepare an agreement"):
        open_main_project(
            register=cast.register, actor=cast.act(who), title=Text("Meijän Mikkeli", "fi"), city=cast.city,
            now=NOW, today=TODAY,
        )  # fmt: skip


def test_who_needs_it_before_it_is_open_hears_when_it_is_opened(cast: Cast) -> None:
    with pytest.raises(NotFound, match="opened when the programme is loaded"):
        main_project(cast.register)


def test_a_cost_centre_longer_than_any_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(TooLong, match="cost centre"):
        open_main_project(
            register=cast.register, actor=LOADER, title=Text("Päähanke", "fi"), city=cast.city,
            cost_centre="4" * 33, now=NOW, today=TODAY,
        )  # fmt: skip
