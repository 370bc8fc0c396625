"""Who steps aside from a project's costs: whoever said so, and whoever acts for the association that applied."""

from collections.abc import Callable

import pytest

from talkoot.agreements.models import Project
from talkoot.core.actor import Actor
from talkoot.costs.models import Voucher
from talkoot.costs.permissions import (
    OwnSalary,
    check_can_order,
    check_can_place,
    check_can_record,
    check_not_own_salary,
)
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.give_role import give_role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from tests.cast import FIRST_DAY, Cast
from tests.costs import projects
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

ASKED: dict[str, Callable[[Actor, Project], None]] = {
    "order": lambda actor, project: check_can_order(actor, project, TODAY),
    "place": lambda actor, project: check_can_place(actor, Voucher(register=project.register), project, TODAY),
    "record": lambda actor, project: check_can_record(actor, project.register, project, TODAY),
}


@pytest.mark.parametrize("what", ASKED)
def test_whoever_acts_for_the_applicant_steps_aside_from_its_costs(cast: Cast, what: str) -> None:
    project, actor = projects.event(cast), cast.act("administrator")
    ASKED[what](actor, project)
    give_role(
        register=cast.register, actor=cast.act("coordinator"), person=cast.administrator, code=RoleCode.WRITER,
        organisation=cast.association, valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        ASKED[what](actor, project)


@pytest.mark.parametrize("what", ASKED)
def test_of_a_project_nobody_applied_for_a_declared_interest_counts(cast: Cast, what: str) -> None:
    project, actor = projects.main(cast), cast.act("administrator")
    ASKED[what](actor, project)
    declare_interest(
        register=cast.register, actor=actor, person=cast.administrator, matter=project.matter, ground="close_relation",
        now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        ASKED[what](actor, project)


def test_a_salary_is_somebody_elses_to_write_down(cast: Cast) -> None:
    check_not_own_salary(cast.act("administrator"), cast.communicator.pk)
    check_not_own_salary(Actor(system="invoice receive"), None)

    with pytest.raises(OwnSalary):
        check_not_own_salary(cast.act("communicator"), cast.communicator.pk)
