"""A browser in which somebody of the cast is signed in, for tests of pages."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Person
from tests.cast import FIRST_DAY, LOADER, START, Cast


def browser(cast: Cast, who: str | Person) -> Client:
    """Their browser, signed in."""
    person: Person = getattr(cast, who) if isinstance(who, str) else who
    account = Account.objects.filter(person=person).first() or open_account(
        register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY
    )
    client = Client()
    client.force_login(account)
    return client


def address(name: str, slug: str = "meijan-mikkeli", **kwargs: object) -> str:
    """Where a page is."""
    return reverse(name, kwargs={"slug": slug, **kwargs})


def text_of(answer: Any) -> str:
    """What a page says."""
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()
