"""What tests of the claims' pages share: browsers, addresses, and what a page says."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Person
from tests.cast import FIRST_DAY, LOADER, START, Cast

SLUG = "meijan-mikkeli"


def browser(cast: Cast, who: str) -> Client:
    """A browser in which somebody of the cast is signed in."""
    person: Person = getattr(cast, who)
    client = Client()
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY))
    return client


def at(name: str, lang: str = "en", slug: str = SLUG, **kwargs: object) -> str:
    """The address of a page."""
    return reverse(name, kwargs={"slug": slug, **kwargs}).replace("/fi/", f"/{lang}/", 1)


def said(response: Any) -> str:
    """What a person reads of a page: no tags, spaces as one."""
    page = unescape(response.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.replace("\N{NO-BREAK SPACE}", " ")))


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    return found[1] if found else ""
