"""Browsers, addresses and times for tests of the pages of activities."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from talkoot.activities.actions.cancel_activity import cancel_activity
from talkoot.activities.models import Activity
from talkoot.core import clock
from talkoot.people.actions.give_role import give_role
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Person
from talkoot.people.roles import RoleCode
from talkoot.records.writing import Text
from tests.activities.planned import BEFORE, ENDS
from tests.cast import FIRST_DAY, LOADER, START, Cast

SLUG = "meijan-mikkeli"
AFTER = ENDS + timedelta(hours=1)


def at_time(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def account(cast: Cast, person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY))
    return client


def at(name: str, slug: str = SLUG, **kwargs: object) -> str:
    return reverse(name, kwargs={"slug": slug, **kwargs}).replace("/fi/", "/en/", 1)


def text(response: Any) -> str:
    return str(response.content.decode())


def cancelled(cast: Cast, activity: Activity, why: str = "Sataa koko päivän.") -> Activity:
    return cancel_activity(
        activity=activity, actor=cast.act("writer"), reason=Text(why, "fi"), version=activity.version,
        now=BEFORE, today=BEFORE.date(),
    )  # fmt: skip


def other_writer(cast: Cast) -> Client:
    """Somebody who writes for another association of the same programme."""
    other = cast.organisation("Naapurit ry (keksitty)", register_number="900.002")
    person = cast.person("Nelli Naapuri")
    give_role(
        register=cast.register, actor=LOADER, person=person, code=RoleCode.WRITER, organisation=other,
        valid_from=FIRST_DAY, now=START, today=FIRST_DAY,
    )  # fmt: skip
    return account(cast, person)
