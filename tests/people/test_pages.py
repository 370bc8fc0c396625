"""The door of every page, and signing in by a code."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings

from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Role
from talkoot.records.models import Register
from tests.cast import FIRST_DAY, LOADER, START, Cast

pytestmark = pytest.mark.django_db
WORK, SIGN_IN = "/fi/meijan-mikkeli/work/", "/fi/sign-in/"
IN_MEMORY = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")


def account_of(cast: Cast, name: str) -> Account:
    """Their way to sign in."""
    person = getattr(cast, name)
    return open_account(register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY)


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    """A browser in which the coordinator is signed in."""
    client.force_login(account_of(cast, "coordinator"))
    return client


@IN_MEMORY
def test_a_code_sent_by_e_mail_lets_in_and_leads_to_ones_work(cast: Cast, client: Client) -> None:
    account = account_of(cast, "coordinator")

    client.post(SIGN_IN, {"email": account.email.upper()})
    code = re.search(r"Koodisi on (\S+)", str(mail.outbox[0].body))
    assert code
    answer = client.post("/fi/sign-in/code/", {"code": code[1]})

    assert answer.headers["Location"] == WORK
    assert client.get(WORK).status_code == 200


@IN_MEMORY
def test_a_wrong_code_lets_nobody_in_and_says_so(cast: Cast, client: Client) -> None:
    client.post(SIGN_IN, {"email": account_of(cast, "coordinator").email})

    answer = client.post("/fi/sign-in/code/", {"code": "AAAA-AAAA"})

    assert "govuk-error-summary" in answer.content.decode()
    assert client.get(WORK).status_code == 302


@IN_MEMORY
def test_nobody_learns_who_has_an_account(cast: Cast, client: Client) -> None:
    known = client.post(SIGN_IN, {"email": account_of(cast, "coordinator").email})
    unknown = Client().post(SIGN_IN, {"email": "nobody@example.org"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("path", ["/fi/sign-up/", "/fi/signup/", "/accounts/signup/"])
def test_nobody_signs_up(client: Client, register: Register, path: str) -> None:
    assert client.get(path).status_code == 404


def test_who_is_not_signed_in_comes_back_to_where_they_wanted(client: Client, register: Register) -> None:
    assert client.get(WORK).headers["Location"] == f"{SIGN_IN}?next={WORK}"


def test_what_was_typed_while_the_session_ended_is_kept_on_the_screen(client: Client, register: Register) -> None:
    answer = client.post(WORK, {"said": "Pitkä teksti <b>", "csrfmiddlewaretoken": "x"})
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "Pitkä teksti &lt;b&gt;" in page
    assert '<input type="hidden" name="said" value="Pitkä teksti &lt;b&gt;">' in page
    assert 'name="csrfmiddlewaretoken" value="x"' not in page


def test_a_form_older_than_the_session_is_offered_again(coordinator: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = coordinator.cookies

    answer = strict.post(WORK, {"said": "Pitkä teksti"})

    assert answer.status_code == 403
    assert 'name="said" value="Pitkä teksti"' in answer.content.decode()


def test_a_form_from_another_site_is_refused_and_not_offered(coordinator: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = coordinator.cookies

    answer = strict.post(WORK, {"said": "Pitkä teksti"}, headers={"Origin": "https://example.org"})

    assert answer.status_code == 403
    assert "Pitkä teksti" not in answer.content.decode()


def test_a_role_that_ended_opens_nothing_any_more(coordinator: Client, cast: Cast) -> None:
    role = Role.objects.get(person=cast.coordinator)
    end_role(
        register=cast.register, actor=LOADER, role=role, last_day=FIRST_DAY, version=role.version,
        now=START, today=FIRST_DAY,
    )  # fmt: skip

    assert coordinator.get(WORK).status_code == 403


def test_a_guessed_programme_is_not_found(coordinator: Client) -> None:
    assert coordinator.get("/fi/toinen-ohjelma/work/").status_code == 404


def test_a_page_without_that_language_leads_to_the_finnish_one(coordinator: Client) -> None:
    assert coordinator.get("/sv/meijan-mikkeli/work/?a=1").headers["Location"] == f"{WORK}?a=1"


def test_what_somebody_signed_in_sees_stays_out_of_every_cache(coordinator: Client) -> None:
    assert "no-store" in coordinator.get(WORK).headers["Cache-Control"]
