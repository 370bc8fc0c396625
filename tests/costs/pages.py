"""Browsers in which people of the cast are signed in, for tests of the pages of costs."""

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from talkoot.core import clock
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Organisation, Person
from talkoot.people.roles import RoleCode
from tests.cast import FIRST_DAY, LOADER, START, Cast
from tests.costs.projects import NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
SLUG = "meijan-mikkeli"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the day of these tests."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


class Browser:
    """What somebody of the cast sees and sends, in English unless they say another language."""

    def __init__(self, cast: Cast, who: str | Person, language: str = "en") -> None:
        person: Person = getattr(cast, who) if isinstance(who, str) else who
        self.client, self.language = Client(), language
        account = Account.objects.filter(person=person).first() or open_account(
            register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY
        )
        self.client.force_login(account)

    def address(self, name: str, **where: object) -> str:
        """The address of a page by its name."""
        found = reverse(name, kwargs={"slug": SLUG, **where})
        return f"/{self.language}/{found.split('/', 2)[2]}"

    def get(self, name: str, query: str = "", **where: object) -> HttpResponse:
        """The page."""
        return self.client.get(self.address(name, **where) + query)

    def post(self, name: str, sent: dict[str, Any], **where: object) -> HttpResponse:
        """A form sent to a page; it has a key of its own unless one is given."""
        return self.client.post(self.address(name, **where), {"form_key": uuid4().hex, **sent})

    def statements(self, name: str, query: str = "", **where: object) -> int:
        """How many statements the page asks of the database."""
        with CaptureQueriesContext(connection) as asked:
            assert self.get(name, query, **where).status_code == 200
        return len(asked)


def text_of(answer: HttpResponse) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def errors_of(answer: HttpResponse) -> str:
    """What the error summary says; empty without one."""
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", found[1]))).strip() if found else ""


def is_at(answer: HttpResponse, field: str) -> bool:
    """Whether a field of the page has an error, at itself and in the summary."""
    page = answer.content.decode()
    return f'id="id_{field}_error"' in page and f'href="#id_{field}' in page


def stranger_of_another_association(cast: Cast) -> Person:
    """The signatory of another association."""
    other: Organisation = cast.organisation("Toisen Väki ry (keksitty)", register_number="900.777")
    return cast.person("Toivo Toinen", RoleCode.SIGNATORY, other)
