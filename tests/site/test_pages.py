"""The other public pages: a matter, how to invoice us, accessibility with its feedback, and people's data."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scripts.make_states_doc import machines
from talkoot.core import clock
from talkoot.core.machine import LANGUAGES
from talkoot.outbox.models import Feedback, Message
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Person
from talkoot.programme import file
from talkoot.records.models import Matter, Register
from talkoot.site.rules import supervisor
from talkoot.site.turns import TURNS, turn_of
from tests.activities.planned import BEFORE, plan
from tests.cast import LOADER, Cast
from tests.claims import claimed
from tests.conftest import NOW, TODAY
from tests.costs import projects
from tests.ideas.test_pages import public_idea
from tests.outbox.test_give_feedback import given
from tests.way import another_programme, told_idea

pytestmark = pytest.mark.django_db

HOME = "/fi/meijan-mikkeli/"
ENDS = {"idea:answered", "decision:refused", "project:closed"}
MATTERS = {"idea", "application", "assessment", "decision", "project"}
"""The machines whose states a matter may stand in."""


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are read on the day on which the cast acts."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def signed_in(client: Client, cast: Cast, who: str) -> Client:
    person: Person = getattr(cast, who)
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=NOW, today=TODAY))
    return client


# A matter


def public_project(cast: Cast) -> Matter:
    project = projects.event(cast)
    Matter.objects.filter(pk=project.matter_id).update(is_public=True)
    return project.matter


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_matter_says_where_it_stands_and_whose_turn_it_is(client: Client, register: Register, lang: str) -> None:
    idea = public_idea(register)

    page = client.get(f"/{lang}/meijan-mikkeli/{idea.matter.code}/").content.decode()

    said = {
        "fi": ("saapunut", "Hankkeen työntekijät"),
        "fi-simple": ("Idea on tullut perille.", "Hankkeen työntekijät"),
        "sv": ("mottagen", "Projektets personal"),
        "en": ("received", "The programme&#x27;s staff"),
    }[lang]
    assert all(words in page for words in said)


def test_a_matter_says_what_it_became_and_what_it_cost(client: Client, cast: Cast) -> None:
    matter = public_project(cast)
    claimed.bought(cast, claimed.AFTER_FIRST.date(), 10_000, "1", project=matter.project)

    page = client.get(f"{HOME}{matter.code}/").content.decode()

    assert cast.association.name in page
    assert "Myönnetty" in page
    assert "100,00\N{NO-BREAK SPACE}€" in page


def test_what_is_on_next_stands_on_the_matter_s_page(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    activity = plan(cast)
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    Matter.objects.filter(pk=activity.project.matter_id).update(is_public=True)

    page = client.get(f"{HOME}{activity.project.matter.code}/").content.decode()

    assert activity.title in page
    assert activity.place in page


def test_a_hidden_matter_and_none_at_all_get_the_same_answer(client: Client, cast: Cast) -> None:
    codes = (told_idea(cast).matter.code, "MM-9999", "TO-0001", "MM-999999999")

    answers = [client.get(f"{HOME}{code}/") for code in codes]

    assert {one.status_code for one in answers} == {404}
    first, *others = (one.content.decode().replace(code, "") for one, code in zip(answers, codes, strict=True))
    assert "Yhteinen puutarha" not in first
    assert all(other == first for other in others)


def test_a_matter_of_another_programme_is_not_found(
    client: Client, register: Register, programme_file: file.ProgrammeFile
) -> None:
    public_idea(register)
    other = public_idea(another_programme(programme_file))

    assert client.get(f"{HOME}{other.matter.code}/").status_code == 404


def test_what_people_write_never_becomes_markup(client: Client, register: Register) -> None:
    idea = public_idea(register, "<i>Penkki</i>", "<script>alert(1)</script>")

    page = client.get(f"{HOME}{idea.matter.code}/").content.decode()

    assert "&lt;i&gt;Penkki" in page
    assert "<script>alert" not in page


def test_a_matter_s_page_runs_as_many_statements_however_much_happened(client: Client, cast: Cast) -> None:
    matter = public_project(cast)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{HOME}{matter.code}/").status_code == 200
        return len(captured)

    claimed.bought(cast, claimed.AFTER_FIRST.date(), 10_000, "first")
    before = statements()
    for number in range(5):
        claimed.bought(cast, claimed.AFTER_FIRST.date(), 10_000, str(number))

    assert statements() == before <= 28


def test_every_state_of_a_matter_has_its_turn_or_is_an_end() -> None:
    statuses = {
        f"{machine.name}:{state.value}"
        for _, machine in machines()
        if machine.name in MATTERS
        for state in machine.states
    }

    assert statuses == set(TURNS) | ENDS
    assert turn_of("project:running", is_towns_own=True) == TURNS["idea:new"]
    assert turn_of("project:closed") is None


# Invoices, data


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_invoicing_page_has_every_way_and_every_outcome(client: Client, register: Register, lang: str) -> None:
    page = client.get(f"/{lang}/meijan-mikkeli/invoices/").content.decode()

    for code in (
        "003701651163",
        "BAWCFI22",
        "Basware Oyj",
        "PL 1043",
        "mikkeli@bscs.basware.com",
        "Meijän Mikkeli -hanke",
    ):
        assert code in page
    assert page.count("<tr>") == 5
    order = [page.index(word) for word in ("003701651163", "PL 1043", "mikkeli@bscs.basware.com")]
    assert order == sorted(order)


def test_the_data_page_says_how_long_and_whom_to_ask(client: Client, register: Register) -> None:
    page = client.get(f"{HOME}privacy/").content.decode()

    assert "Idean kertojan yhteystiedot" in page
    assert "mailto:projektipaallikko@meijan-mikkeli.example" in page
    assert "Mikkelin kaupunki" in page


# Accessibility and feedback

STATEMENT = f"{HOME}accessibility/"
FEEDBACK = f"{HOME}work/feedback/"


def test_the_statement_names_who_supervises_on_the_day() -> None:
    assert "Southern Finland" in str(supervisor(date(2024, 12, 31)))
    assert "Traficom" in str(supervisor(date(2025, 1, 1)))


def test_feedback_is_given_without_an_account_and_thanked_for(client: Client, register: Register) -> None:
    sent = {"text": "Kartta ei toimi.", "answer_to": "aino@example.org", "form_key": "abc"}

    for _ in range(2):
        response = client.post(STATEMENT, sent, follow=True)

    assert "Saimme palautteesi" in response.content.decode()
    assert Feedback.objects.get().due_on == TODAY + timedelta(days=14)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("changes", "target"),
    [({"text": " "}, "#id_text"), ({"text": "a" * 20_001}, "#id_text"), ({"answer_to": "x@"}, "#id_answer_to")],
)
def test_feedback_that_makes_no_sense_is_kept_and_said_at_its_field(
    client: Client, register: Register, changes: dict[str, str], target: str
) -> None:
    sent = {"text": "Kartta ei toimi.", "answer_to": "aino@example.org", "form_key": "abc"}

    response = client.post(STATEMENT, {**sent, **changes})

    assert response.status_code == 422
    assert f'<a href="{target}">' in response.content.decode()
    assert {**sent, **changes}["answer_to"] in response.content.decode()
    assert not Feedback.objects.exists()


def test_staff_answer_what_waits(client: Client, cast: Cast) -> None:
    feedback = given(cast.register)
    signed_in(client, cast, "communicator")
    assert "Kartta ei toimi" in client.get(FEEDBACK).content.decode()
    assert 'name="answer"' in client.get(f"{FEEDBACK}?open={feedback.pk}").content.decode()

    sent = {"answer": "Korjasimme kartan.", "version": 1, "form_key": "k"}
    response = client.post(f"{FEEDBACK}?open={feedback.pk}", sent, follow=True)

    assert response.status_code == 200
    assert "Korjasimme kartan." in Message.objects.get(key__startswith="feedback_answered").body
    assert "Korjasimme kartan." in client.get(f"{FEEDBACK}?open={feedback.pk}").content.decode()


def test_an_answer_to_what_was_answered_meanwhile_is_kept(client: Client, cast: Cast) -> None:
    feedback = given(cast.register)
    signed_in(client, cast, "communicator")
    client.post(f"{FEEDBACK}?open={feedback.pk}", {"answer": "Korjattu.", "version": 1, "form_key": "k"})

    response = client.post(f"{FEEDBACK}?open={feedback.pk}", {"answer": "Minäkin.", "version": 1, "form_key": "l"})

    assert response.status_code == 409
    assert "Minäkin." in response.content.decode()
    assert "Korjattu." in response.content.decode()


def test_an_answer_without_words_is_refused_at_its_field(client: Client, cast: Cast) -> None:
    feedback = given(cast.register)

    response = signed_in(client, cast, "communicator").post(
        f"{FEEDBACK}?open={feedback.pk}", {"answer": "", "version": 1}
    )

    assert response.status_code == 422
    assert '<a href="#id_answer">' in response.content.decode()


def test_the_auditor_reads_feedback_and_answers_none(client: Client, cast: Cast) -> None:
    feedback = given(cast.register)
    signed_in(client, cast, "auditor")

    assert 'name="answer"' not in client.get(f"{FEEDBACK}?open={feedback.pk}").content.decode()
    refused = client.post(f"{FEEDBACK}?open={feedback.pk}", {"answer": "Ei.", "version": 1})

    assert refused.status_code == 422
    feedback.refresh_from_db()
    assert feedback.answered_at is None


def test_feedback_of_another_programme_is_not_found(
    client: Client, cast: Cast, programme_file: file.ProgrammeFile
) -> None:
    other = given(another_programme(programme_file))

    assert signed_in(client, cast, "communicator").get(f"{FEEDBACK}?open={other.pk}").status_code == 404


@pytest.mark.parametrize("who", ["writer", "member"])
def test_who_has_no_say_in_feedback_is_kept_out(client: Client, cast: Cast, who: str) -> None:
    assert signed_in(client, cast, who).get(FEEDBACK).status_code == 403


def test_the_feedback_page_runs_as_many_statements_however_much_waits(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "communicator")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(FEEDBACK).status_code == 200
        return len(captured)

    given(cast.register, form_key="first")
    before = statements()
    for number in range(5):
        given(cast.register, form_key=str(number))

    assert statements() == before <= 14


def test_late_feedback_is_marked_and_nothing_waiting_says_so(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, cast, "communicator")
    assert "Kaikkeen palautteeseen on vastattu." in client.get(FEEDBACK).content.decode()
    given(cast.register)
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(month=10))

    assert "myöhässä" in client.get(FEEDBACK).content.decode()
