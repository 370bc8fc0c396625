"""One click per role: in a demo, and nowhere else."""

import pytest
from django.test import Client

from talkoot.people.models import Account
from talkoot.records.models import Register
from tests.cast import Cast
from tests.people.test_pages import account_of

pytestmark = pytest.mark.django_db
DEMO = "/fi/demo/"


@pytest.fixture
def account(cast: Cast) -> Account:
    """The coordinator's, in a demo."""
    return account_of(cast, "coordinator")


def test_one_click_signs_in_and_leads_to_the_work(client: Client, account: Account) -> None:
    assert "Kaisa Koordinaattori" in client.get(DEMO).content.decode()

    answer = client.post(DEMO, {"account": account.pk})

    assert answer.headers["Location"] == "/fi/meijan-mikkeli/work/"
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("key", ["", "0", "99999", "x", "1" * 40, "²"])
def test_nobody_is_signed_in_by_a_guess(client: Client, account: Account, key: str) -> None:
    assert client.post(DEMO, {"account": key}).status_code == 404


def test_somebody_real_is_not_offered(client: Client, account: Account) -> None:
    account.person.is_invented = False
    account.person.save()

    assert "Kaisa Koordinaattori" not in client.get(DEMO).content.decode()
    assert client.post(DEMO, {"account": account.pk}).status_code == 404


def test_beside_a_real_programme_there_is_no_such_door(client: Client, account: Account) -> None:
    Register.objects.create(slug="oikea", name="oikea", prefix="OI", time_zone="UTC", is_demo=False)

    assert client.get(DEMO).status_code == 404
    assert client.post(DEMO, {"account": account.pk}).status_code == 404
