"""The front page: the money and the story, in the reader's language, from a constant number of statements."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from talkoot.site.words import WORDS

from talkoot.claims.actions.settle_project import settle_project
from talkoot.programme.models import Programme
from talkoot.records.models import Matter, Register
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.claims import claimed
from tests.costs import projects

pytestmark = pytest.mark.django_db
FRONT = "/fi/meijan-mikkeli/"


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(FRONT).status_code == 200
    return len(captured)


def told(cast: Cast) -> None:
    """A public matter that has come to its end."""
    project = projects.event(cast)
    Matter.objects.filter(pk=project.matter_id).update(is_public=True)
    settle_project(
        register=cast.register, actor=cast.act("coordinator"), project=project,
        outcome=Text("<b>Laulettiin</b> yhdessä.", "fi", is_public=True),
        now=claimed.AFTER_SECOND, today=claimed.AFTER_SECOND.date(),
    )  # fmt: skip


def test_the_site_opens_in_finnish(client: Client, register: Register) -> None:
    assert client.get("/").headers["Location"] == FRONT


@pytest.mark.parametrize("lang", sorted(WORDS))
def test_the_page_speaks_every_language_it_offers(client: Client, register: Register, lang: str) -> None:
    page = client.get(f"/{lang}/meijan-mikkeli/").content.decode()

    assert f'<html lang="{lang}">' in page
    assert WORDS[lang]["money"] in page
    assert "1\N{NO-BREAK SPACE}295\N{NO-BREAK SPACE}989,00" in page


@pytest.mark.parametrize("path", ["/ru/meijan-mikkeli/", "/fi/somewhere-else/"])
def test_what_is_not_offered_is_not_found(client: Client, register: Register, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_story_is_shown_with_its_outcome_and_nothing_written_becomes_markup(client: Client, cast: Cast) -> None:
    told(cast)

    page = client.get(FRONT).content.decode()

    assert "&lt;b&gt;Laulettiin&lt;/b&gt; yhdessä." in page
    assert "MM-0002" in page


def test_the_page_runs_as_many_statements_however_much_there_is(client: Client, cast: Cast) -> None:
    told(cast)
    client.get(FRONT)
    before = statements(client)
    for number in range(5):
        claimed.bought(cast, claimed.AFTER_FIRST.date(), 10_000, str(number))

    assert statements(client) == before <= 20


def test_nothing_is_loaded_from_elsewhere(client: Client, register: Register) -> None:
    response = client.get(FRONT)

    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "http" not in response.content.decode()


def test_a_site_without_a_programme_says_so(client: Client) -> None:
    assert client.get("/").status_code == 404


def test_a_programme_without_its_texts_still_has_a_page(client: Client, register: Register) -> None:
    programme = Programme.objects.get()
    today = json.loads(programme.today)
    today["texts"] = {lang: {"other": "Muuta"} for lang in today["texts"]}
    Programme.objects.update(today=json.dumps(today))

    page = client.get(FRONT).content.decode()

    assert WORDS["fi"]["money"] in page
    assert 'class="tagline"' not in page
