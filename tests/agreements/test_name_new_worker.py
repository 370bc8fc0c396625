"""name_new_worker: somebody nobody knows yet is added and named at once, or neither."""

from datetime import date

import pytest

from talkoot.agreements.actions.name_new_worker import name_new_worker
from talkoot.agreements.models import Worker
from talkoot.agreements.rules import OutsidePeriod
from talkoot.core.errors import NotPermitted
from talkoot.people.models import Person
from talkoot.people.roles import RoleCode
from talkoot.people.rules import InvalidName
from tests.agreements.granted import elsewhere, signed
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def naming(cast: Cast, **changes: object) -> Worker:
    facts: dict[str, object] = {
        "project": changes.pop("project", None) or signed(cast),
        "actor": cast.act("coordinator"),
        "name": "Uuno Uusi",
        "title": "ohjaaja",
        "starts_on": date(2019, 1, 1),
        "now": NOW,
        "today": TODAY,
    }
    return name_new_worker(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_new_person_is_a_worker_of_the_project(cast: Cast) -> None:
    worker = naming(cast)

    assert (worker.person.name, worker.title, worker.person.is_invented) == ("Uuno Uusi", "ohjaaja", True)


def test_naming_the_same_name_again_gives_the_first_row(cast: Cast) -> None:
    worker = naming(cast)

    assert naming(cast, project=worker.project, name=" Uuno Uusi ") == worker
    assert Person.objects.filter(name="Uuno Uusi").count() == 1


def test_when_the_work_does_not_fit_nobody_is_added_either(cast: Cast) -> None:
    project = signed(cast)

    with pytest.raises(OutsidePeriod):
        naming(cast, project=project, starts_on=date(2030, 1, 1))
    with pytest.raises(InvalidName):
        naming(cast, project=project, name=" ")
    assert not Person.objects.filter(name="Uuno Uusi").exists()


@pytest.mark.parametrize("name", ["signatory", "writer", "member", "auditor", "stranger"])
def test_only_who_keeps_people_names_somebody_new(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        naming(cast, actor=cast.act(name))
    assert not Person.objects.filter(name="Uuno Uusi").exists()


def test_the_coordinator_of_another_programme_does_not(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        naming(cast, actor=elsewhere(RoleCode.COORDINATOR, cast))
