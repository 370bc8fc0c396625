"""A browser for the pages of applications, and what a person types there."""

from typing import Any

from django.test import Client
from django.urls import reverse

from talkoot.applications.models import Application
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Person
from tests.cast import FIRST_DAY, LOADER, START, Cast
from tests.way import ANSWERS

SLUG = "meijan-mikkeli"

TYPED = {
    "plan": ANSWERS.plan,
    "target_group": ANSWERS.target_group,
    "group_size": "40",
    "complements": ANSWERS.complements,
    "starts_on": "1.1.2019",
    "ends_on": "31.12.2019",
    "budget_staff": "20 000",
    "budget_services": "3000,00",
    "own_share_cents": "2376",
    "partner_1_name": "Keksitty Taimitarha Oy",
    "partner_1_sector": "private",
    "partner_1_task": "antaa taimet",
    "partner_1_is_first_time": "on",
}
"""What a person types for the answers of `ANSWERS`."""


def account(cast: Cast, person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY))
    return client


def at(name: str, application: Application | None = None, lang: str = "en", slug: str = SLUG) -> str:
    kwargs = {"slug": slug} | ({"code": application.matter.code} if application else {})
    return reverse(name, kwargs=kwargs).replace("/fi/", f"/{lang}/", 1)


def text(response: Any) -> str:
    return str(response.content.decode())


def send(client: Client, application: Application, step: str = "save", **changes: object) -> Any:
    application.refresh_from_db()
    typed = {**TYPED, "version": application.version, "step": step, **changes}
    return client.post(at("application", application), typed)
