"""The front page: what the programme is, whom to ring, what's new, the money and a story, in the reader's language."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.claims.actions.settle_project import settle_project
from talkoot.core import clock
from talkoot.core.machine import LANGUAGES
from talkoot.people.models import Person
from talkoot.programme.models import Programme
from talkoot.records.models import Matter, Register
from talkoot.records.writing import Text
from talkoot.site.rules import shortened
from tests.cast import Cast
from tests.claims import claimed
from tests.conftest import NOW
from tests.costs import projects
from tests.ideas.test_pages import public_idea

pytestmark = pytest.mark.django_db
FRONT = "/fi/meijan-mikkeli/"
MONEY = {
    "fi": "Mistä raha tulee ja mihin se menee",
    "fi-simple": "Mistä raha tulee ja mihin se menee",
    "sv": "Varifrån pengarna kommer och vart de går",
    "en": "Where the money comes from and where it goes",
}
HEAVIEST = 40 * 1024  # bytes over the wire, everything the page loads included
MOST_REQUESTS = 8


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_speaks_every_language_it_offers(client: Client, register: Register, lang: str) -> None:
    page = client.get(f"/{lang}/meijan-mikkeli/").content.decode()

    assert f'<html lang="{lang}"' in page
    assert MONEY[lang] in page
    assert "1\N{NO-BREAK SPACE}295\N{NO-BREAK SPACE}989,00" in page


@pytest.mark.parametrize("path", ["/ru/meijan-mikkeli/", "/fi/somewhere-else/"])
def test_what_is_not_offered_is_not_found(client: Client, register: Register, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_story_is_shown_with_its_outcome_and_nothing_written_becomes_markup(client: Client, cast: Cast) -> None:
    told(cast)

    page = client.get(FRONT).content.decode()

    assert "&lt;b&gt;Laulettiin&lt;/b&gt; yhdessä." in page
    assert 'href="/fi/meijan-mikkeli/MM-0002/"' in page


def test_a_long_story_keeps_its_beginning_and_its_end() -> None:
    assert shortened(list("abcdefgh")) == (["a", "b"], ["f", "g", "h"], 3)
    assert shortened(list("abcdef")) == (list("abcdef"), [], 0)
    assert shortened([]) == ([], [], 0)


def test_the_page_runs_as_many_statements_however_much_there_is(client: Client, cast: Cast) -> None:
    told(cast)
    client.get(FRONT)
    before = statements(client)
    for number in range(5):
        claimed.bought(cast, claimed.AFTER_FIRST.date(), 10_000, str(number))
        public_idea(cast.register)

    assert statements(client) == before <= 24


def test_the_newest_public_ideas_are_there_and_no_others(client: Client, register: Register) -> None:
    for number in range(5):
        public_idea(register, f"Idea numero {number}")
    Matter.objects.filter(title="Idea numero 4").update(is_public=False)

    page = client.get(FRONT).content.decode()

    shown = [number for number in range(5) if f"Idea numero {number}" in page]
    assert shown == [1, 2, 3]


def test_whom_to_ring_is_said_by_role_and_never_by_name(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)

    page = client.get(FRONT).content.decode()

    assert "Projektipäällikkö" in page
    assert "0100 000 002" in page
    assert "Kirjanpitäjä" not in page
    for name in Person.objects.values_list("name", flat=True):
        assert name not in page


def test_who_is_away_isn_t_rung(client: Client, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(year=2020, month=7, day=10))

    page = client.get(FRONT).content.decode()

    assert "Projektipäällikkö" not in page
    assert "Projektisuunnittelija, viestintä" in page


def test_somebody_in_distress_finds_whom_to_call(client: Client, register: Register) -> None:
    page = client.get(FRONT).content.decode()

    assert 'href="tel:112"' in page
    assert 'href="tel:116117"' in page


def test_nothing_is_loaded_from_elsewhere(client: Client, register: Register) -> None:
    response = client.get(FRONT)

    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', response.content.decode())
    assert not [address for address in loaded if "//" in address]


def loaded_bytes(client: Client, address: str) -> tuple[int, int]:
    """How many bytes a first visit sends, compressed as the server compresses them, in how many requests."""
    page = client.get(address, headers={"accept-encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    plain = gzip.decompress(page.content).decode()
    files = set(re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="/?static/([^"]+)"', plain))
    files |= set(re.findall(r'"/static/([^"]+)"', plain))
    styles = [finders.find(name) for name in files if name.endswith(".css")]
    for style in styles:
        if style is None:
            pytest.skip("NOT RUN: the styles aren't built; run make setup")
        files |= {f"ui/{name}" for name in re.findall(r'url\("?([a-z]+\.svg)"?\)', Path(style).read_text())}
    sizes = [len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 9)) for name in sorted(files)]
    return len(page.content) + sum(sizes), 1 + len(files)


@pytest.mark.parametrize("path", ["", "tell/", "MM-0002/"])
def test_a_resident_s_page_is_light(client: Client, cast: Cast, path: str) -> None:
    told(cast)

    weight, requests = loaded_bytes(client, f"{FRONT}{path}")

    assert weight <= HEAVIEST
    assert requests <= MOST_REQUESTS


def test_a_site_without_a_programme_says_so(client: Client) -> None:
    assert client.get("/").status_code == 404


def test_a_programme_without_its_texts_still_has_a_page(client: Client, register: Register) -> None:
    programme = Programme.objects.get()
    today = json.loads(programme.today)
    today["texts"] = {lang: {"other": "Muuta"} for lang in today["texts"]}
    Programme.objects.update(today=json.dumps(today))

    page = client.get(FRONT).content.decode()

    assert MONEY["fi"] in page
    assert 'class="t-tagline"' not in page
