"""open_statement: an unbroken, never overlapping row of periods."""

from datetime import date

import pytest

from talkoot.agreements.rules import ProjectNotRunning
from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.open_statement import open_statement
from talkoot.costs.models import CostStatement
from talkoot.costs.rules.statements import NotASubGrant, StatementPeriodWrong
from talkoot.people.roles import RoleCode
from tests.agreements.granted import elsewhere
from tests.cast import Cast
from tests.costs import projects
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def open_for(cast: Cast, **changes: object) -> CostStatement:
    facts: dict[str, object] = {
        "project": changes.pop("project", None) or projects.sub_grant(cast),
        "actor": cast.act("writer"),
        "starts_on": date(2019, 1, 1),
        "ends_on": date(2019, 4, 30),
        "now": NOW,
        "today": TODAY,
    }
    return open_statement(**{**facts, **changes})  # type: ignore[arg-type]


def test_the_first_statement_is_a_draft_of_whoever_prepares_it(cast: Cast) -> None:
    statement = open_for(cast)

    assert (statement.number, statement.state, statement.prepared_by) == (1, "draft", cast.writer)
    assert projects.nothing_broken()


def test_opening_the_same_period_again_gives_the_same_draft(cast: Cast) -> None:
    statement = open_for(cast)

    assert open_for(cast, project=statement.project) == statement


def test_the_next_period_begins_after_the_last(cast: Cast) -> None:
    project = open_for(cast).project

    with pytest.raises(StatementPeriodWrong, match="2019-04-30"):
        open_for(cast, project=project, starts_on=date(2019, 4, 30), ends_on=date(2019, 5, 31))
    second = open_for(cast, project=project, starts_on=date(2019, 5, 1), ends_on=date(2019, 5, 31))
    assert second.number == 2


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2018, 12, 31), date(2019, 4, 30)),
        (date(2019, 1, 1), date(2020, 1, 1)),
        (date(2019, 4, 1), date(2019, 3, 1)),
    ],
)
def test_a_period_lies_inside_the_project(cast: Cast, starts_on: date, ends_on: date) -> None:
    with pytest.raises(StatementPeriodWrong):
        open_for(cast, starts_on=starts_on, ends_on=ends_on)


def test_before_the_agreement_is_in_force_there_is_nothing_to_tell(cast: Cast) -> None:
    with pytest.raises(ProjectNotRunning):
        open_for(cast, project=projects.unsigned_sub_grant(cast))


def test_an_event_has_no_statements(cast: Cast) -> None:
    project = projects.event(cast)

    with pytest.raises((NotASubGrant, NotPermitted)):
        open_for(cast, project=project)


@pytest.mark.parametrize("name", ["stranger", "administrator", "coordinator"])
def test_only_the_recipients_own_people_write_it(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        open_for(cast, actor=cast.act(name))


def test_the_same_mandate_in_another_programme_is_not_enough(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        open_for(cast, actor=elsewhere(RoleCode.WRITER, cast))


def test_a_writer_of_another_association_is_not_enough(cast: Cast) -> None:
    other = cast.organisation("Toinen Yhdistys ry (keksitty)", register_number="900.002")
    cast.outsider = cast.person("Olli Outo", RoleCode.WRITER, other)  # type: ignore[attr-defined]

    with pytest.raises(NotPermitted):
        open_for(cast, actor=cast.act("outsider"))
