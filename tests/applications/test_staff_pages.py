"""Pages of applications for staff: who only reads changes nothing, and who has an interest steps aside."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.applications.models import Application
from talkoot.applications.states import APPLICATION
from talkoot.applications.words import TURNS
from talkoot.assessment.states import ASSESSMENT
from talkoot.core import clock
from talkoot.decisions.states import DECISION
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Interest
from tests.applications.browser import account, at, text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import ANSWERS, opened, saved, submitted, under_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_the_list_says_what_came_how_long_ago_and_whose_turn_it_is(cast: Cast) -> None:
    submitted(cast)
    opened(cast)

    page = text(account(cast, cast.auditor).get(at("applications")))

    assert "MM-0001" in page
    assert "MM-0002" not in page
    assert "26 400,00 €".replace(" ", "\N{NO-BREAK SPACE}") in page
    assert "coordinator" in page


def test_the_list_is_narrowed_by_the_address_and_says_when_nothing_is_left(cast: Cast) -> None:
    submitted(cast)
    client = account(cast, cast.coordinator)

    assert "MM-0001" in text(client.get(at("applications") + "?state=submitted&model=tuensiirto"))
    for query in ("?state=assessment", "?model=tapahtuma", "?state=x&model=%00", "?after=zzz"):
        answer = client.get(at("applications") + query)
        assert answer.status_code == 200
    assert "No application is like this" in text(client.get(at("applications") + "?state=assessment"))


def test_the_list_runs_as_many_statements_however_much_there_is(cast: Cast) -> None:
    client = account(cast, cast.coordinator)
    submitted(cast)
    few = statements(client)
    for _ in range(5):
        submitted(cast)

    assert statements(client) == few <= 12


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(at("applications")).status_code == 200
    return len(captured)


def ask(client: Client, application: Application, **changes: object) -> Any:
    typed = {"step": "ask", "asked": "Mitä talvella?", "due_on": "10.9.2018"}
    return client.post(at("handle_application", application), {**typed, **changes})


def test_staff_ask_to_complete(cast: Cast) -> None:
    application = submitted(cast)
    client = account(cast, cast.coordinator)

    assert ask(client, application).status_code == 302

    page = text(client.get(at("handle_application", application)))
    assert "Mitä talvella?" in page
    assert 'value="ask"' not in page
    assert ask(client, application).status_code == 422


@pytest.mark.parametrize(
    ("field", "typed"), [("asked", ""), ("asked", "x" * 20_001), ("due_on", "2.9.2018"), ("due_on", "huomenna")]
)
def test_a_request_that_makes_no_sense_is_said_at_its_field(cast: Cast, field: str, typed: str) -> None:
    answer = ask(account(cast, cast.coordinator), submitted(cast), **{field: typed})

    assert answer.status_code == 422
    assert f'href="#ask_{field}"' in text(answer)
    assert f'id="ask_{field}_error"' in text(answer)


@pytest.mark.parametrize("name", ["auditor", "accountant"])
def test_who_only_reads_finds_no_buttons_and_changes_nothing(cast: Cast, name: str) -> None:
    application = submitted(cast)
    client = account(cast, getattr(cast, name))

    page = text(client.get(at("handle_application", application)))
    answer = ask(client, application)

    assert ANSWERS.plan in page
    assert 'name="step"' not in page
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.state == "submitted"


def test_who_declares_an_interest_is_named_and_steps_aside(cast: Cast) -> None:
    application = submitted(cast)
    client = account(cast, cast.coordinator)

    typed = {"step": "interest", "ground": "board_member"}
    answers = [client.post(at("handle_application", application), typed) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Interest.objects.get().person == cast.coordinator
    page = text(client.get(at("handle_application", application)))
    assert "Kaisa Koordinaattori" in page
    assert 'value="ask"' not in page
    refused = ask(client, application)
    assert refused.status_code == 422
    assert "step aside" in text(refused)


def test_an_interest_without_its_reason_is_asked_again(cast: Cast) -> None:
    answer = account(cast, cast.coordinator).post(
        at("handle_application", submitted(cast)), {"step": "interest", "ground": "friend"}
    )

    assert answer.status_code == 422
    assert 'href="#interest_ground_0"' in text(answer)


def test_one_with_an_interest_still_writes_their_own_application(cast: Cast) -> None:
    application = saved(cast)
    declare_interest(
        register=cast.register, actor=cast.act("signatory"), person=cast.signatory, matter=application.matter,
        ground="board_member", now=NOW, today=TODAY,
    )  # fmt: skip

    assert account(cast, cast.signatory).get(at("application", application)).status_code == 200


def test_an_application_in_assessment_is_left_alone(cast: Cast) -> None:
    application = under_assessment(cast).application
    client = account(cast, cast.coordinator)

    page = text(client.get(at("handle_application", application)))

    assert 'value="open"' not in page
    assert ask(client, application).status_code == 422


@pytest.mark.parametrize("name", ["apply", "applications", "application", "application_sent", "handle_application"])
@pytest.mark.parametrize("lang", ["fi", "en"])
def test_every_page_opens_in_both_languages(cast: Cast, name: str, lang: str) -> None:
    application = submitted(cast)
    for person in (cast.signatory, cast.coordinator):
        client = account(cast, person)
        with_code = None if name in ("apply", "applications") else application
        answer: HttpResponse = client.get(at(name, with_code, lang))  # type: ignore[assignment]
        assert answer.status_code in (200, 403)


def test_whose_turn_it_is_is_said_of_every_status_until_a_project_begins() -> None:
    known = {f"{machine.name}:{state}" for machine in (APPLICATION, ASSESSMENT, DECISION) for state in machine.states}

    assert known - set(TURNS) == {"application:draft", "decision:refused"}
    assert set(TURNS) <= known
