"""Pages of projects and agreements: each sees and signs what is theirs, and every sum says where it comes from."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.agreements.models import Agreement, Project, Worker
from talkoot.agreements.queries import budget_of
from talkoot.agreements.states import AgreementState, ProjectState
from talkoot.core import clock
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Person
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.programme.terms import ProjectKind
from tests.agreements.granted import EVENT, WHOLE_BUDGET, decided, granted, main_project_of, opened, signed
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.decisions.pages import address, browser, text_of
from tests.way import another_programme

pytestmark = pytest.mark.django_db

LINES = {"budget_staff": "20 000", "budget_services": "3000,00", "cost_centre": "4711"}
CHANGED = {"budget_staff": "20 000", "budget_services": "1000", "budget_materials": "2000", "reasons": "Oma opastaja."}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def of(what: Any, name: str) -> str:
    return address(name, code=what.matter.code)


def euros(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def statements(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where).status_code == 200
    return len(seen)


def signing(client: Client, project: Project, **changes: object) -> int:
    version = Agreement.objects.get(project=project).version
    typed = {"is_read": "on", "version": version, **changes}
    return client.post(of(project, "agreement"), typed).status_code


# --- From a grant to a project


def test_a_grant_waits_in_the_list_until_its_project_is_opened(cast: Cast) -> None:
    application = granted(cast)
    coordinator = browser(cast, "coordinator")

    assert application.matter.code in text_of(coordinator.get(address("granted")))
    page = text_of(coordinator.get(of(application, "open_project")))
    assert 'value="20\N{NO-BREAK SPACE}000,00"' in page
    assert euros("26 400,00 €") in page
    answers = [coordinator.post(of(application, "open_project"), LINES) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    project = Project.objects.get(kind=ProjectKind.SUB_GRANT)
    assert (budget_of(project), project.cost_centre) == (WHOLE_BUDGET, "4711")
    assert "t-empty" in text_of(coordinator.get(address("granted")))


@pytest.mark.parametrize(
    ("field", "typed", "where"),
    [
        ("budget_staff", "paljon", "id_budget_staff_error"),
        ("budget_staff", "19999", "govuk-error-summary"),
        ("budget_staff", "-1", "govuk-error-summary"),
        ("budget_staff", "9" * 15, "govuk-error-summary"),
        ("cost_centre", "4" * 33, "id_cost_centre_error"),
        ("cost_centre", "4\x00", "id_cost_centre_error"),
    ],
)
def test_a_budget_that_is_not_the_grant_is_refused_with_what_was_typed(
    cast: Cast, field: str, typed: str, where: str
) -> None:
    application = granted(cast)

    answer = browser(cast, "coordinator").post(of(application, "open_project"), {**LINES, field: typed})

    assert answer.status_code == 422
    assert where in text_of(answer)
    assert 'value="3000,00"' in text_of(answer)
    assert not Project.objects.filter(kind=ProjectKind.SUB_GRANT).exists()


def test_a_cost_centre_of_another_project_is_refused_at_its_field(cast: Cast) -> None:
    first, second = granted(cast, EVENT), granted(cast, EVENT)
    coordinator = browser(cast, "coordinator")
    coordinator.post(of(first, "open_project"), LINES)

    answer = coordinator.post(of(second, "open_project"), LINES)

    assert answer.status_code == 422
    assert "id_cost_centre_error" in text_of(answer)


def test_an_organisation_without_its_papers_is_told_what_is_missing(cast: Cast) -> None:
    application = decided(cast)

    page = text_of(browser(cast, "coordinator").get(of(application, "open_project")))

    assert "Y-tunnus puuttuu" in page
    assert "Rahoittaja hyväksyy ensin tuen saajan." in page


# --- The agreement


def test_the_recipient_signs_first_then_the_city_and_the_project_runs(cast: Cast) -> None:
    project = opened(cast)
    signatory, city = browser(cast, "signatory"), browser(cast, "city_signatory")

    assert signing(city, project) == 422
    assert signing(signatory, project) == 302
    assert signing(signatory, project) == 422
    assert signing(city, project) == 302
    project.refresh_from_db()
    assert (project.state, project.agreement.state) == (ProjectState.RUNNING, AgreementState.IN_FORCE)


def test_nothing_is_signed_unread_or_from_an_older_state(cast: Cast) -> None:
    project = opened(cast)
    signatory = browser(cast, "signatory")

    assert signing(signatory, project, is_read="") == 422
    assert signing(signatory, project, version=7) == 409
    assert Agreement.objects.get().state == AgreementState.DRAFT


@pytest.mark.parametrize("name", ["writer", "coordinator", "auditor"])
def test_who_reads_the_agreement_need_not_be_who_signs_it(cast: Cast, name: str) -> None:
    project = opened(cast)
    client = browser(cast, name)

    page = text_of(client.get(of(project, "agreement")))
    assert euros("26 400,00 €") in page
    assert "80\N{NO-BREAK SPACE}%" in page
    assert 'name="is_read"' not in page
    assert signing(client, project) == 422
    assert Agreement.objects.get().state == AgreementState.DRAFT


def test_who_signed_for_the_recipient_does_not_sign_for_the_city(cast: Cast) -> None:
    project = opened(cast)
    give_role(
        register=cast.register, actor=LOADER, person=cast.signatory, code=RoleCode.CITY_SIGNATORY, valid_from=TODAY,
        now=NOW, today=TODAY,
    )  # fmt: skip
    both = browser(cast, "signatory")

    assert [signing(both, project), signing(both, project)] == [302, 422]
    assert Agreement.objects.get().state == AgreementState.SIGNED_BY_RECIPIENT


def test_an_event_has_no_agreement(cast: Cast) -> None:
    assert browser(cast, "auditor").get(of(opened(cast, EVENT), "agreement")).status_code == 404


# --- The project's home


def test_the_home_says_what_the_project_may_cost_and_who_pays_what(cast: Cast) -> None:
    project = signed(cast)

    for who in ("writer", "signatory", "coordinator", "auditor", "city_signatory"):
        page = text_of(browser(cast, who).get(of(project, "project")))
        for said in ("26 400,00 €", "21 120,00 €", "2 904,00 €", "2 376,00 €", "80 %", "11 %", "9 %", "17 %"):
            assert euros(said) in page, (who, said)


def test_another_association_reads_nothing_of_it(cast: Cast) -> None:
    project = signed(cast)
    other = cast.organisation("Toinen ry (keksitty)", register_number="900.002")
    stranger = browser(cast, cast.person("Toini Toinen", RoleCode.SIGNATORY, other))

    for name in ("project", "agreement", "worker"):
        assert stranger.get(of(project, name)).status_code == 403
        assert stranger.post(of(project, name), {"is_read": "on"}).status_code == 403
    assert stranger.get(of(project, "budget")).status_code == 403


def test_who_acts_for_two_associations_reads_the_projects_of_both_and_of_no_third(cast: Cast) -> None:
    project = signed(cast)
    second = cast.organisation("Toinen ry (keksitty)", register_number="900.002")
    person = cast.person("Taito Toimija", RoleCode.WRITER, second)
    client = browser(cast, person)
    assert client.get(of(project, "project")).status_code == 403

    give_role(
        register=cast.register, actor=LOADER, person=person, code=RoleCode.WRITER, organisation=cast.association,
        valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip

    assert client.get(of(project, "project")).status_code == 200


def test_nobody_but_staff_opens_the_main_project(cast: Cast) -> None:
    project = main_project_of(cast)

    assert browser(cast, "signatory").get(of(project, "project")).status_code == 403
    assert browser(cast, "auditor").get(of(project, "project")).status_code == 200
    assert "t-empty" in text_of(browser(cast, "auditor").get(of(project, "budget")))


def test_the_applicant_of_an_event_has_its_home_too(cast: Cast) -> None:
    assert browser(cast, "writer").get(of(opened(cast, EVENT), "project")).status_code == 200


# --- The budget


def test_a_changed_budget_stands_beside_the_one_before_with_its_reasons(cast: Cast) -> None:
    project = signed(cast)
    coordinator = browser(cast, "coordinator")

    answer = coordinator.post(of(project, "budget"), {**CHANGED, "version": project.version})

    assert answer.status_code == 302
    page = text_of(browser(cast, "auditor").get(of(project, "budget")))
    assert "Oma opastaja." in page
    assert euros("3 000,00 €") in page
    assert euros("1 000,00 €") in page


def test_a_stale_change_keeps_what_was_typed_and_a_second_click_changes_nothing(cast: Cast) -> None:
    project = signed(cast)
    coordinator, typed = browser(cast, "coordinator"), {**CHANGED, "version": project.version}

    assert coordinator.post(of(project, "budget"), typed).status_code == 302
    stale = coordinator.post(of(project, "budget"), typed)

    assert stale.status_code == 409
    assert "Oma opastaja." in text_of(stale)
    assert "govuk-error-summary" in text_of(stale)
    assert project.budget.filter(number=3).count() == 0


@pytest.mark.parametrize(
    ("field", "typed"), [("budget_services", "1001"), ("reasons", ""), ("reasons", " "), ("budget_materials", "-1")]
)
def test_a_change_that_does_not_add_up_or_has_no_reasons_is_refused(cast: Cast, field: str, typed: str) -> None:
    project = signed(cast)

    answer = browser(cast, "coordinator").post(
        of(project, "budget"), {**CHANGED, "version": project.version, field: typed}
    )

    assert answer.status_code == 422
    assert "govuk-error-summary" in text_of(answer)
    assert project.budget.filter(number=2).count() == 0


def test_the_auditor_reads_the_budget_and_does_not_change_it(cast: Cast) -> None:
    project = signed(cast)
    auditor = browser(cast, "auditor")

    assert 'name="reasons"' not in text_of(auditor.get(of(project, "budget")))
    assert auditor.post(of(project, "budget"), {**CHANGED, "version": project.version}).status_code == 422
    assert project.budget.filter(number=2).count() == 0


# --- Workers


def test_the_association_names_one_of_its_own_and_nobody_it_does_not_know(cast: Cast) -> None:
    project = signed(cast)
    writer = browser(cast, "writer")
    typed = {"title": "ohjaaja", "starts_on": "1.1.2019", "ends_on": ""}

    assert cast.resident.name not in text_of(writer.get(of(project, "worker")))
    assert writer.post(of(project, "worker"), {**typed, "person": cast.resident.pk}).status_code == 422
    assert writer.post(of(project, "worker"), {**typed, "person": "new", "name": "Uuno Uusi"}).status_code == 422
    assert not Worker.objects.exists()
    for _ in range(2):
        assert writer.post(of(project, "worker"), {**typed, "person": cast.signatory.pk}).status_code == 302
    assert Worker.objects.get().person == cast.signatory


def test_staff_add_somebody_new_once(cast: Cast) -> None:
    project = signed(cast)
    coordinator = browser(cast, "coordinator")
    typed = {"person": "new", "name": "Uuno Uusi", "title": "ohjaaja", "starts_on": "1.1.2019", "ends_on": "31.3.2019"}

    for _ in range(2):
        assert coordinator.post(of(project, "worker"), typed).status_code == 302
    assert Person.objects.filter(name="Uuno Uusi").count() == 1
    assert "Uuno Uusi" in text_of(browser(cast, "writer").get(of(project, "worker")))


@pytest.mark.parametrize(
    ("field", "typed", "wrong"),
    [
        ("name", "", "name"),
        ("name", "x" * 201, "name"),
        ("title", "", "title"),
        ("title", "x" * 201, "title"),
        ("starts_on", "1.1.2030", "starts_on"),
        ("starts_on", "joskus", "starts_on"),
        ("ends_on", "1.1.2018", "starts_on"),
        ("person", "999999", "person"),
        ("person", "", "person"),
    ],
)
def test_a_worker_that_does_not_fit_is_refused_at_the_field(cast: Cast, field: str, typed: str, wrong: str) -> None:
    project = signed(cast)
    good = {"person": "new", "name": "Uuno Uusi", "title": "ohjaaja", "starts_on": "1.1.2019", "ends_on": ""}

    answer = browser(cast, "coordinator").post(of(project, "worker"), {**good, field: typed})

    assert answer.status_code == 422
    assert f'id="id_{wrong}_error"' in text_of(answer)
    assert not Worker.objects.exists()


# --- Lists and doors


def test_projects_are_filtered_by_kind_and_state(cast: Cast) -> None:
    project, main = signed(cast), main_project_of(cast)
    auditor = browser(cast, "auditor")

    page = text_of(auditor.get(address("projects")))
    assert project.matter.code in page
    assert main.matter.code in page
    assert euros("26 400,00 €") in page
    only = text_of(auditor.get(address("projects"), {"kind": "main"}))
    assert project.matter.code not in only
    assert "t-empty" in text_of(auditor.get(address("projects"), {"state": "closed"}))
    assert project.matter.code in text_of(auditor.get(address("projects"), {"kind": "<b>", "state": "x"}))


def test_the_lists_take_the_same_statements_however_many_projects_there_are(cast: Cast) -> None:
    opened(cast)
    granted(cast)
    auditor = browser(cast, "auditor")
    pages = [address("projects"), address("granted")]
    few = [statements(auditor, where) for where in pages]

    for _ in range(3):
        opened(cast)
        granted(cast)

    assert [statements(auditor, where) for where in pages] == few


def test_nothing_of_another_programme_is_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    project = signed(cast)
    other = another_programme(programme_file)
    person = cast.person("Matti Muualla")
    give_role(
        register=other, actor=LOADER, person=person, code=RoleCode.COORDINATOR, valid_from=TODAY, now=NOW, today=TODAY
    )
    client = browser(cast, person)

    for name in ("open_project", "project", "agreement", "budget", "worker"):
        where = address(name, slug=other.slug, code=project.matter.code)
        assert client.get(where).status_code == 404, name
        assert client.post(where, CHANGED).status_code == 404, name


def test_a_number_that_is_no_project_is_not_found(cast: Cast) -> None:
    application = granted(cast)

    for name in ("project", "agreement", "budget", "worker"):
        assert browser(cast, "auditor").get(of(application, name)).status_code == 404, name
