"""open_account: a way to sign in, without a password, for one person."""

import pytest
from django.db import IntegrityError, transaction

from talkoot.core.errors import NotPermitted
from talkoot.people.actions.add_person import add_person
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Person
from talkoot.people.roles import RoleCode
from talkoot.people.rules import AccountOpen, EmailMissing, EmailTaken
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.models import Entry
from tests.cast import LOADER, Cast
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

    with pytest.raises(AccountOpen, match="has an account already"):
        opening(cast)
    assert Account.objects.count() == 1


def with_email(cast: Cast, email: str) -> Person:
    return add_person(
        register=cast.register, actor=LOADER, name="Ulla Uusi", email=email, is_invented=True, now=NOW, today=TODAY
    )


@pytest.mark.parametrize("email", ["kirsi.kirjoittaja@example.org", "Kirsi.Kirjoittaja@Example.ORG"])
def test_an_e_mail_is_one_persons_however_it_is_typed(cast: Cast, email: str) -> None:
    opening(cast)

    with pytest.raises(EmailTaken, match="ask for another"):
        opening(cast, person=with_email(cast, email))
    assert Account.objects.count() == 1


def test_somebody_signs_in_with_their_e_mail_however_they_type_it(cast: Cast) -> None:
    account = opening(cast, person=with_email(cast, "Ulla.Uusi@Example.org"))

    assert account.email == "ulla.uusi@example.org"
    for typed in ("ulla.uusi@example.org", " ULLA.UUSI@example.org "):
        assert Account.objects.get_by_natural_key(typed) == account


def test_the_database_takes_no_e_mail_that_only_looks_different(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(email="Kirsi.Kirjoittaja@example.org", person=cast.writer)


@pytest.mark.parametrize("email", ["", " "])
def test_somebody_without_e_mail_gets_no_account(cast: Cast, email: str) -> None:
    with pytest.raises(EmailMissing, match="Add it to them first"):
        opening(cast, person=with_email(cast, email))


def test_the_e_mail_is_the_one_that_stands_now(cast: Cast) -> None:
    old = Person.objects.get(pk=cast.writer.pk)
    Person.objects.filter(pk=old.pk).update(email="uusi@example.org")

    assert opening(cast, person=old).email == "uusi@example.org"


def test_opening_an_account_breaks_nothing(cast: Cast) -> None:
    opening(cast)

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []


@pytest.mark.parametrize("name", ["writer", "stranger", "accountant", "city_signatory"])
def test_nobody_opens_an_account_for_themselves(cast: Cast, name: str) -> None:
    with pytest.raises(NotPermitted):
        opening(cast, actor=cast.act(name), person=getattr(cast, name))


def test_staff_of_another_programme_open_no_accounts_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    with pytest.raises(NotPermitted):
        opening(cast, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))
