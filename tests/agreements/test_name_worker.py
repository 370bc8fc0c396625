"""name_worker: a salary is accepted only for somebody who was named before."""

from datetime import date

import pytest

from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.models import Project, Worker
from talkoot.agreements.queries import named_worker
from talkoot.agreements.rules import OutsidePeriod, ProjectClosed
from talkoot.core.errors import NotPermitted
from talkoot.core.typed import NotText, TooLong
from talkoot.people.roles import RoleCode
from tests.agreements.granted import elsewhere, main_project_of, opened
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def name(cast: Cast, project: Project, who: str, **changes: object) -> Worker:
    facts: dict[str, object] = {
        "project": project,
        "actor": cast.act(who),
        "person": cast.resident,
        "title": "hanketyöntekijä",
        "starts_on": date(2019, 2, 15),
        "now": NOW,
        "today": TODAY,
    }
    return name_worker(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["writer", "signatory", "coordinator", "administrator"])
def test_a_recipient_or_staff_names_the_worker_of_a_sub_grant(cast: Cast, who: str) -> None:
    project = opened(cast)

    assert name(cast, project, who).person == cast.resident


def test_the_worker_is_there_from_the_month_they_begin_to_the_month_they_end(cast: Cast) -> None:
    project = opened(cast)
    worker = name(cast, project, "writer", ends_on=date(2019, 4, 1))

    months = [date(2019, 1, 31), date(2019, 2, 1), date(2019, 4, 30), date(2019, 5, 1)]
    assert [named_worker(project, cast.resident, month) for month in months] == [None, worker, worker, None]
    assert named_worker(project, cast.writer, date(2019, 3, 1)) is None


def test_an_open_end_lasts(cast: Cast) -> None:
    project = opened(cast)

    assert name(cast, project, "writer") == named_worker(project, cast.resident, date(2019, 12, 1))


def test_naming_twice_from_the_same_day_is_one_worker(cast: Cast) -> None:
    project = opened(cast)

    assert name(cast, project, "writer") == name(cast, project, "coordinator")
    assert Worker.objects.count() == 1


@pytest.mark.parametrize(("starts_on", "ends_on"), [("2018-12-31", None), ("2019-02-15", "2020-01-01")])
def test_work_outside_the_projects_days_is_refused(cast: Cast, starts_on: str, ends_on: str | None) -> None:
    days = {"starts_on": date.fromisoformat(starts_on), "ends_on": ends_on and date.fromisoformat(ends_on)}

    with pytest.raises(OutsidePeriod, match="The work runs"):
        name(cast, opened(cast), "writer", **days)


def test_nobody_is_named_in_a_closed_project(cast: Cast) -> None:
    project = opened(cast)
    Project.objects.filter(pk=project.pk).update(state="closed")

    with pytest.raises(ProjectClosed):
        name(cast, project, "coordinator")


@pytest.mark.parametrize("who", ["writer", "stranger", "communicator"])
def test_the_main_projects_workers_are_named_by_staff_alone(cast: Cast, who: str) -> None:
    project = main_project_of(cast)

    with pytest.raises(NotPermitted):
        name(cast, project, who)


def test_another_association_names_nobody_here(cast: Cast) -> None:
    other = cast.organisation("Toinen Väki ry (keksitty)", register_number="900.002")
    cast.other_writer = cast.person("Outi Outo", RoleCode.WRITER, other)  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted):
        name(cast, opened(cast), "other_writer")


@pytest.mark.parametrize("code", [RoleCode.WRITER, RoleCode.COORDINATOR])
def test_the_same_role_in_another_programme_names_nobody_here(cast: Cast, code: RoleCode) -> None:
    project = opened(cast)

    with pytest.raises(NotPermitted):
        name(cast, project, "writer", actor=elsewhere(code, cast))


def test_a_title_that_cannot_be_kept_is_refused_in_words(cast: Cast) -> None:
    project = main_project_of(cast)

    with pytest.raises(NotText):
        name(cast, project, "coordinator", title="työn\x00tekijä")
    with pytest.raises(TooLong):
        name(cast, project, "coordinator", title="t" * 201)
