"""change_budget: a change is asked for before the money is spent, and the total stays what was granted."""

import pytest
from django.db import IntegrityError, transaction

from talkoot.agreements.actions.change_budget import change_budget
from talkoot.agreements.models import Project, ProjectBudgetLine
from talkoot.agreements.queries import budget_of
from talkoot.agreements.rules import BudgetDoesNotAddUp, ProjectClosed, WordsMissing
from talkoot.core.errors import NotFound, NotPermitted, StaleVersion
from talkoot.people.roles import RoleCode
from talkoot.records.models import EntryText
from talkoot.records.writing import Text
from tests.agreements.granted import EVENT, WHOLE_BUDGET, elsewhere, main_project_of, opened
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db

NEW = {"staff": 10_000_00, "services": 14_700_00, "flat_rate": 1_700_00}


def change(cast: Cast, project: Project, **changes: object) -> Project:
    facts: dict[str, object] = {
        "project": project,
        "actor": cast.act("coordinator"),
        "budget": NEW,
        "reasons": Text("Työntekijä aloittaa myöhemmin.", "fi"),
        "version": project.version,
        "now": NOW,
        "today": TODAY,
    }
    return change_budget(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_change_is_a_new_version_and_the_old_one_stays(cast: Cast) -> None:
    project = change(cast, opened(cast))

    assert budget_of(project) == NEW
    first = ProjectBudgetLine.objects.filter(project=project, number=1)
    assert dict(first.values_list("category", "amount_cents")) == WHOLE_BUDGET
    assert EntryText.objects.get(entry__verb="change_budget", name="reasons").text.startswith("Työntekijä")


def test_an_events_budget_changes_too(cast: Cast) -> None:
    assert budget_of(change(cast, opened(cast, EVENT))) == NEW


def test_the_main_projects_budget_is_its_planned_total(cast: Cast) -> None:
    project = change(cast, main_project_of(cast), budget={"services": 575_289_00})

    assert budget_of(project) == {"services": 575_289_00}
    with pytest.raises(BudgetDoesNotAddUp):
        change(cast, project, budget={"staff": 1})


def test_another_total_is_refused(cast: Cast) -> None:
    with pytest.raises(BudgetDoesNotAddUp):
        change(cast, opened(cast), budget={**NEW, "services": 14_700_01})


def test_an_unknown_category_is_refused(cast: Cast) -> None:
    with pytest.raises(NotFound):
        change(cast, opened(cast), budget={"samppanja": 26_400_00})


def test_a_change_without_reasons_is_refused(cast: Cast) -> None:
    with pytest.raises(WordsMissing, match="why the budget changes"):
        change(cast, opened(cast), reasons=Text(" ", "fi"))


def test_a_closed_projects_budget_stays(cast: Cast) -> None:
    project = opened(cast)
    Project.objects.filter(pk=project.pk).update(state="closed")

    with pytest.raises(ProjectClosed):
        change(cast, project)


def test_a_change_made_from_an_older_copy_is_refused(cast: Cast) -> None:
    project = opened(cast)
    change(cast, project)

    with pytest.raises(StaleVersion):
        change(cast, project, version=project.version)


@pytest.mark.parametrize("who", ["writer", "signatory", "accountant", "stranger"])
def test_only_staff_change_a_budget(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        change(cast, opened(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_changes_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        change(cast, opened(cast), actor=elsewhere(RoleCode.COORDINATOR, cast))


def test_lines_of_a_budget_are_never_rewritten(cast: Cast) -> None:
    opened(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectBudgetLine.objects.update(amount_cents=1)
