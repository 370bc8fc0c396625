"""open_project: what was granted becomes a project, under the terms and for the money it was granted."""

from datetime import date

import pytest

from talkoot.agreements.actions.open_project import open_project
from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.queries import budget_of, project_of, running_projects, weights_of_project
from talkoot.agreements.rules import (
    BudgetDoesNotAddUp,
    CostCentreTaken,
    CoveredByFlatRate,
    GrantNotReady,
    OrganisationIncomplete,
    OutsidePeriod,
)
from talkoot.applications.models import Application
from talkoot.core.errors import NotFound, NotPermitted
from talkoot.core.money import format_euros
from talkoot.decisions.models import Decision
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Channel
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme.models import Terms
from tests.agreements.granted import (
    BUDGET,
    EVENT,
    WHOLE_BUDGET,
    approved,
    complete,
    decided,
    elsewhere,
    granted,
    opened,
)
from tests.cast import Cast
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def open_it(cast: Cast, application: Application, **changes: object) -> Project:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("coordinator"),
        "budget": BUDGET,
        "now": NOW,
        "today": TODAY,
    }
    return open_project(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_sub_grant_waits_for_its_agreement_with_the_money_that_was_granted(cast: Cast) -> None:
    project = open_it(cast, granted(cast))

    assert (project.kind, project.state, project.bearer) == ("sub_grant", "preparing", cast.association)
    agreement = Agreement.objects.get(project=project)
    assert (agreement.total_cents, agreement.own_share_cents) == (26_400_00, 2_376_00)
    assert agreement.state == "draft"
    assert budget_of(project) == WHOLE_BUDGET
    matter = project.matter
    assert (matter.phase, matter.status) == ("agreement", "project:preparing")


def test_the_project_goes_on_under_the_number_of_the_idea(cast: Cast) -> None:
    application = granted(cast)

    assert open_it(cast, application).matter == application.matter
    assert project_of(application.matter) == Project.objects.get(kind="sub_grant")


def test_an_event_starts_at_once_and_its_costs_come_to_the_city(cast: Cast) -> None:
    project = open_it(cast, granted(cast, EVENT))

    assert (project.kind, project.state, project.bearer) == ("event", "running", cast.city)
    assert not Agreement.objects.exists()
    matter = project.matter
    assert (matter.phase, matter.status) == ("project", "project:running")
    assert [one.matter.number for one in running_projects(cast.register)] == [1, 2]


def test_an_event_needs_neither_y_tunnus_nor_iban(cast: Cast) -> None:
    assert not cast.association.business_id
    assert open_it(cast, decided(cast, EVENT)).state == "running"


def test_the_recipient_hears_that_the_agreement_waits_and_both_sums(cast: Cast) -> None:
    cast.signatory.channel = Channel.EMAIL
    cast.signatory.save()

    opened(cast)

    message = Message.objects.get(address=cast.signatory.email, subject__startswith="Sopimus odottaa")
    assert format_euros(26_400_00) in message.body
    assert format_euros(2_376_00) in message.body


def test_the_teller_of_the_idea_hears_that_an_event_begins(cast: Cast) -> None:
    opened(cast, EVENT)

    message = Message.objects.get(address=cast.resident.email, subject="Ideasi toteutuu: MM-0002")
    assert "Kotikulman Väki ry" in message.body


def test_an_organisation_without_a_y_tunnus_and_iban_hears_which_is_missing(cast: Cast) -> None:
    application = decided(cast)
    approved(cast, application)

    with pytest.raises(OrganisationIncomplete, match=r"no Y-tunnus and no account number \(IBAN\)"):
        open_it(cast, application)

    assert not Project.objects.filter(kind="sub_grant").exists()


def test_a_new_recipient_waits_for_the_funder(cast: Cast) -> None:
    application = decided(cast)
    complete(cast)

    with pytest.raises(GrantNotReady, match="funder approves its recipient"):
        open_it(cast, application)


def test_an_appeal_that_still_runs_holds_nothing_up(cast: Cast) -> None:
    application = granted(cast)
    Decision.objects.filter(step="decided").update(served_on=TODAY, appeal_until_on=date(2018, 9, 17))

    assert open_it(cast, application).state == "preparing"


def test_opening_it_again_gives_the_same_project_and_no_second_budget(cast: Cast) -> None:
    application = granted(cast)

    assert open_it(cast, application) == open_it(cast, application, budget={})
    assert budget_of(Project.objects.get(kind="sub_grant")) == WHOLE_BUDGET


def test_a_budget_that_is_a_cent_off_is_refused_and_says_by_how_much(cast: Cast) -> None:
    with pytest.raises(BudgetDoesNotAddUp, match="Change the lines by 0,01"):
        open_it(cast, granted(cast), budget={**BUDGET, "services": 2_999_99})


def test_a_budget_below_zero_is_refused_though_its_sum_is_right(cast: Cast) -> None:
    with pytest.raises(BudgetDoesNotAddUp, match="'materials' is below zero"):
        open_it(cast, granted(cast), budget={"services": 26_400_01, "materials": -1})


def test_a_category_nobody_agreed_on_is_refused_with_those_there_are(cast: Cast) -> None:
    with pytest.raises(NotFound, match="There are: staff"):
        open_it(cast, granted(cast), budget={"champagne": 26_400_00})


def test_what_the_flat_rate_covers_is_not_planned_again(cast: Cast) -> None:
    with pytest.raises(CoveredByFlatRate, match="'office' is paid by the flat rate"):
        open_it(cast, granted(cast), budget={"services": 26_000_00, "office": 400_00})


def test_the_flat_rates_line_is_reckoned_whatever_is_typed(cast: Cast) -> None:
    project = open_it(cast, granted(cast), budget={**BUDGET, "flat_rate": 1})

    assert budget_of(project) == WHOLE_BUDGET


def test_days_outside_the_programme_are_refused(cast: Cast) -> None:
    application = granted(cast)
    application.ends_on = date(2021, 7, 1)
    application.save()

    with pytest.raises(OutsidePeriod, match="2021-07-01; it must lie inside 2018-07-01 to 2021-06-30"):
        open_it(cast, application)


def test_two_projects_never_share_a_cost_centre(cast: Cast) -> None:
    open_it(cast, granted(cast, EVENT), cost_centre="4711")

    with pytest.raises(CostCentreTaken, match="belongs to MM-0002"):
        open_it(cast, granted(cast), cost_centre="4711")


def test_the_terms_are_those_of_the_decision_and_not_newer_ones(cast: Cast) -> None:
    application = granted(cast)
    old = Terms.objects.get()
    newer = old.document.replace('"esf":8000', '"esf":7900').replace('"city":1100', '"city":1200')
    assert newer != old.document
    Terms.objects.create(register=cast.register, number=old.number + 1, document=newer, digest="0" * 64, loaded_at=NOW)

    project = open_it(cast, application)

    assert project.terms == old
    assert [one.basis_points for one in weights_of_project(project)] == [8000, 1100, 900]


@pytest.mark.parametrize("who", ["stranger", "writer", "accountant", "chair"])
def test_only_who_prepares_agreements_opens_a_project(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted, match="prepare an agreement"):
        open_it(cast, granted(cast), actor=cast.act(who))


def test_the_same_role_in_another_programme_opens_nothing_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        open_it(cast, granted(cast), actor=elsewhere(RoleCode.COORDINATOR, cast))


def test_who_has_an_interest_steps_aside(cast: Cast) -> None:
    application = granted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("coordinator"), person=cast.coordinator, matter=application.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        open_it(cast, application)
