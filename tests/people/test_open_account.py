"""open_account: a way to sign in, without a password, for one person."""

import pytest
from django.db import IntegrityError

from talkoot.core.errors import NotPermitted
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import somebody_elsewhere

pytestmark = pytest.mark.django_db


def opening(cast: Cast, **changes: object) -> Account:
    facts: dict[str, object] = {
        "register": cast.register,
        "actor": cast.act("administrator"),
        "person": cast.writer,
        "now": NOW,
        "today": TODAY,
    }
    return open_account(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_account_has_no_password_that_works(cast: Cast) -> None:
    account = opening(cast)

    account.refresh_from_db()
    assert (account.email, account.person) == (cast.writer.email, cast.writer)
    assert not account.has_usable_password()
    assert not account.check_password("")


def test_the_chain_keeps_no_address(cast: Cast) -> None:
    opening(cast)

    assert "@" not in Entry.objects.get(verb="open_account").facts


def test_a_person_has_one_account(cast: Cast) -> None:
    opening(cast)

    with pytest.raises(IntegrityError):
        opening(cast)
    assert Account.objects.count() == 1


@pytest.mark.parametrize("name", ["writer", "stranger", "accountant", "city_signatory"])
def test_nobody_opens_an_account_for_themselves(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        opening(cast, actor=cast.act(name), person=getattr(cast, name))


def test_staff_of_another_programme_open_no_accounts_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        opening(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))
