"""The invariants of agreements hold after the actions, and each one sees what it is for."""

from datetime import date

import pytest

from talkoot.agreements import invariants
from talkoot.agreements.actions.change_budget import change_budget
from talkoot.agreements.actions.close_project import close_project
from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.models import Agreement, Project, ProjectBudgetLine
from talkoot.agreements.states import Side
from talkoot.people.models import Role
from talkoot.records import triggers
from talkoot.records.invariants import INVARIANTS as OF_RECORDS
from talkoot.records.writing import Text
from tests.agreements.granted import BUDGET, EVENT, main_project_of, opened, sign, signed
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def broken() -> list[str]:
    """What every invariant of records and agreements says."""
    return [f"{one.place}: {one.what}" for ask in (*OF_RECORDS, *invariants.INVARIANTS) for one in ask()]


@pytest.fixture
def running(cast: Cast) -> Project:
    """A sub-grant that runs; the triggers are off, so that somebody can reach behind the actions' back."""
    project = signed(cast)
    triggers.drop()
    return project


def test_all_hold_after_every_action(cast: Cast) -> None:
    project = signed(cast)
    name_worker(
        project=project, actor=cast.act("writer"), person=cast.writer, title="hanketyöntekijä",
        starts_on=date(2019, 2, 1), now=NOW, today=TODAY,
    )  # fmt: skip
    project = change_budget(
        project=project, actor=cast.act("coordinator"), budget={**BUDGET, "services": 2_000_00, "rents": 1_000_00},
        reasons=Text("Tila maksaa.", "fi"), version=project.version, now=NOW, today=TODAY,
    )  # fmt: skip
    close_project(
        register=cast.register, actor=cast.act("coordinator"), project=project, outcome=Text("Onnistui.", "fi"),
        unused_cents=100, now=NOW, today=TODAY,
    )  # fmt: skip
    opened(cast, EVENT)

    assert broken() == []


def test_all_hold_half_way(cast: Cast) -> None:
    sign(cast, opened(cast).agreement, Side.RECIPIENT, "signatory")

    assert broken() == []


def found_by(invariant: object) -> list[str]:
    return [one.what for one in invariant()]  # type: ignore[operator]


def test_an_agreement_in_force_without_a_day_or_by_one_person_is_seen(running: Project, cast: Cast) -> None:
    for change in (
        {"city_signed_on": None},
        {"city_signed_on": date(2018, 9, 2)},
        {"city_signed_on": TODAY, "city_signatory": cast.signatory},
    ):
        Agreement.objects.update(**change)
        assert "two people's signatures" in found_by(invariants.agreements_in_force_are_signed)[0]


def test_a_project_that_runs_ahead_of_its_agreement_is_seen(running: Project) -> None:
    Agreement.objects.update(state="signed_by_recipient")

    assert "its project has started" in found_by(invariants.agreements_in_force_are_signed)[0]


@pytest.mark.parametrize("side", ["recipient", "city"])
def test_a_signature_without_a_mandate_on_its_day_is_seen(running: Project, cast: Cast, side: str) -> None:
    signatory = {"recipient": cast.signatory, "city": cast.city_signatory}[side]
    Role.objects.filter(person=signatory).update(valid_to=date(2018, 9, 2))

    assert f"signed for the {side} by somebody" in found_by(invariants.signatories_had_a_mandate)[0]


def test_a_mandate_of_another_association_is_no_mandate(running: Project, cast: Cast) -> None:
    Role.objects.filter(person=cast.signatory).update(organisation=cast.city)

    assert "signed for the recipient" in found_by(invariants.signatories_had_a_mandate)[0]


def test_a_budget_line_that_was_changed_is_seen(running: Project) -> None:
    ProjectBudgetLine.objects.filter(category="services").update(amount_cents=3_000_01)

    assert "budget 1 adds up to" in found_by(invariants.budgets_are_what_was_agreed)[0]


def test_an_agreement_about_more_than_was_granted_is_seen(running: Project) -> None:
    Agreement.objects.update(total_cents=26_400_01)

    assert found_by(invariants.budgets_are_what_was_agreed) == ["its total is not what was granted"]


def test_weights_that_are_not_those_of_the_terms_are_seen(running: Project) -> None:
    Project.objects.filter(pk=running.pk).update(weights=[["esf", "funder", 8100], ["city", "public", 1900]])
    assert found_by(invariants.weights_are_those_of_the_terms) == ["its weights are not those of its terms"]

    Project.objects.filter(pk=running.pk).update(weights=[["esf", "funder", 8000], ["city", "public", 1100]])
    assert found_by(invariants.weights_are_those_of_the_terms) == ["its weights don't add up to 10 000"]


def test_the_main_project_without_a_budget_is_whole(cast: Cast) -> None:
    main_project_of(cast)

    assert broken() == []
