"""The staff shell's pages: one's own work, people and their roles, interests, search and the chain."""

from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from talkoot.core import clock
from talkoot.outbox.models import Message
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Account, Interest, Organisation, Person, Role
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.programme.menu import LISTS
from talkoot.records import triggers
from talkoot.records.models import Entry
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.costs import recorded
from tests.way import another_programme, opened, somebody_elsewhere, submitted, told_idea

pytestmark = pytest.mark.django_db

HOME = "/en/meijan-mikkeli/"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are read on the day on which the cast acts."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def as_(cast: Cast, who: str) -> Client:
    """A browser in which somebody of the cast is signed in."""
    client, person = Client(), getattr(cast, who)
    account = Account.objects.filter(person=person).first()
    client.force_login(
        account or open_account(register=cast.register, actor=LOADER, person=person, now=NOW, today=TODAY)
    )
    return client


def get(client: Client, path: str) -> str:
    """The page's text; it has to be there."""
    answer = client.get(f"{HOME}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def post(client: Client, path: str, **typed: object) -> HttpResponse:
    """A form sent with a fresh key."""
    return client.post(f"{HOME}{path}", {"form_key": uuid4().hex, **typed})  # type: ignore[return-value]


def costs_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        get(client, path)
    return len(asked)


# ---- One's own work ----


def test_a_worklist_says_what_to_do_leads_there_and_names_its_matter(cast: Cast) -> None:
    code = told_idea(cast).matter.code

    page = get(as_(cast, "coordinator"), "work/")
    assert f'href="{HOME}{code}/idea/"' in page
    assert "1 thing waits for you" in page


def test_where_nothing_waits_the_page_says_what_to_do_instead(cast: Cast) -> None:
    assert "Nothing waits for you." in get(as_(cast, "member"), "work/")
    assert "organisation's own matters" in _with_own(cast)


def _with_own(cast: Cast) -> str:
    submitted(cast)
    return get(as_(cast, "writer"), "work/")


def test_an_auditor_gets_the_ways_in(cast: Cast) -> None:
    page = get(as_(cast, "auditor"), "work/")

    assert f'href="{HOME}chain/"' in page
    assert f'href="{HOME}claims/"' in page
    assert "Nothing waits" not in page


def test_who_has_no_role_has_no_worklist(cast: Cast) -> None:
    assert as_(cast, "stranger").get(f"{HOME}work/").status_code == 403


def test_the_menu_offers_the_lists_that_open_and_no_others(cast: Cast) -> None:
    assert f'href="{HOME}chain/"' in get(as_(cast, "auditor"), "work/")
    member = get(as_(cast, "member"), "work/")
    assert f'href="{HOME}chain/"' not in member
    assert f'href="{HOME}interests/"' in member
    assert "Staff pages" not in get(Client(), "ideas/")


def test_the_worklist_and_its_menu_cost_the_same_with_few_and_many_rows(cast: Cast) -> None:
    client = as_(cast, "administrator")
    told_idea(cast)
    few = costs_of(client, "work/")
    for _number in range(4):
        told_idea(cast)
        opened(cast)

    assert costs_of(client, "work/") == few


# ---- Search ----


@pytest.mark.parametrize("typed", ["MM-0001", "mm-1", "1"])
def test_a_number_leads_straight_to_where_its_matter_is_handled(cast: Cast, typed: str) -> None:
    code = told_idea(cast).matter.code

    answer = as_(cast, "auditor").get(f"{HOME}work/search/", {"q": typed})
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}{code}/idea/")


def test_words_find_matters_organisations_people_and_vouchers(cast: Cast) -> None:
    recorded.invoice(cast)
    submitted(cast)
    client = as_(cast, "accountant")

    assert "Pihapuutarha" in get(client, "work/search/?q=PIHA")
    assert "Kotikulman Väki" in get(client, "work/search/?q=VÄKI")
    assert "Aila Allekirjoittaja" in get(client, "work/search/?q=aila")
    assert "MM-0001" in get(client, "work/search/?q=1001")
    assert "Nothing was found" in get(client, "work/search/?q=zzz")


def test_odd_words_find_nothing_and_break_nothing(cast: Cast) -> None:
    client = as_(cast, "auditor")

    for words in ("\x00", "%", "<script>alert(1)</script>", "مرحبا", "MM-99999999999999", "-", "ä" * 5000, "²"):
        answer = client.get(f"{HOME}work/search/", {"q": words})
        assert answer.status_code == 200, words
        assert "<script>alert" not in answer.content.decode()


def test_a_search_costs_the_same_with_few_and_many_hits(cast: Cast) -> None:
    client = as_(cast, "auditor")
    told_idea(cast)
    few = costs_of(client, "work/search/?q=puutarha")
    for _number in range(4):
        told_idea(cast)

    assert costs_of(client, "work/search/?q=puutarha") == few


# ---- People ----


def test_the_list_shows_who_holds_what_and_ended_roles_behind_a_filter(cast: Cast) -> None:
    Role.objects.filter(person=cast.communicator).update(valid_to=TODAY.replace(day=1))
    client = as_(cast, "auditor")

    assert "Veera Viestintä" not in get(client, "people/")
    assert "Veera Viestintä" in get(client, "people/?when=ended")
    assert "End and hand over" not in get(client, "people/")


def test_somebody_is_added_gets_a_role_and_is_invited(cast: Cast) -> None:
    client = as_(cast, "administrator")
    answer = post(client, "people/new/", name="Uusi Ohjaaja", email="uusi@example.org", lang="fi", channel="email")
    person = Person.objects.get(name="Uusi Ohjaaja")
    assert answer["Location"] == f"{HOME}people/{person.pk}/role/"
    assert "Uusi Ohjaaja" in get(client, "people/")  # still without a role

    post(client, f"people/{person.pk}/role/", code="coordinator", valid_from="3.9.2018")
    role = Role.objects.get(person=person)
    assert (role.code, role.valid_from, role.valid_to) == ("coordinator", TODAY, None)

    assert post(client, f"people/{person.pk}/").status_code == 302
    assert "http://testserver/en/sign-in/" in Message.objects.get(person=person).body
    assert post(client, f"people/{person.pk}/").status_code == 422  # a double click: one account, one message
    assert Message.objects.filter(person=person).count() == 1


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = as_(cast, "administrator")
    answer = post(client, "people/new/", name="Nimi", email="ei ole", phone="abc", lang="fi", channel="email")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="ei ole"' in page
    assert 'href="#id_email"' in page
    for name in ("\x00", "x" * 400, ""):
        assert post(client, "people/new/", name=name, lang="fi", channel="none").status_code == 422
    assert post(client, "people/new/", name="<b>Lihava</b>", lang="fi", channel="none").status_code == 302
    assert "<b>Lihava" not in get(client, "people/")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "writer"}, "organisation"),
        ({"code": "coordinator", "valid_to": "1.1.2018"}, "valid_to"),
        ({"code": "coordinator", "valid_from": "30.2.2018"}, "valid_from"),
        ({"code": ""}, "code_0"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused_at_its_field(cast: Cast, typed: dict[str, str], field: str) -> None:
    answer = post(as_(cast, "administrator"), f"people/{cast.stranger.pk}/role/", **{"valid_from": "3.9.2018", **typed})

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Role.objects.filter(person=cast.stranger).exists()


def test_a_deputy_gets_the_role_of_the_one_they_stand_in_for(cast: Cast) -> None:
    seat, client = Role.objects.get(person=cast.member), as_(cast, "administrator")
    refused = post(client, f"people/{cast.stranger.pk}/role/", code="chair", valid_from="3.9.2018", deputy_for=seat.pk)
    assert 'href="#id_deputy_for"' in refused.content.decode()

    post(client, f"people/{cast.stranger.pk}/role/", code="member", valid_from="3.9.2018", deputy_for=seat.pk)
    assert "deputy: Sulo Sivullinen" in get(client, "people/")


def test_handing_over_shows_what_goes_to_the_successor_and_then_does_it(cast: Cast) -> None:
    recorded.invoice(cast)
    role, client = Role.objects.get(person=cast.coordinator), as_(cast, "administrator")
    page = get(client, f"roles/{role.pk}/end/")
    assert "Invoice that waits" in page
    assert f'name="version" value="{role.version}"' in page

    post(client, f"roles/{role.pk}/end/", last_day="30.9.2018", successor=cast.communicator.pk, version=role.version)
    role.refresh_from_db()
    assert (str(role.valid_to), role.successor) == ("2018-09-30", cast.communicator)


def test_two_who_end_a_role_at_once_see_what_the_other_wrote(cast: Cast) -> None:
    role, client = Role.objects.get(person=cast.member), as_(cast, "administrator")
    path = f"roles/{role.pk}/end/"
    post(client, path, last_day="30.9.2018", version=role.version)
    answer = post(client, path, last_day="31.10.2018", version=role.version)

    assert answer.status_code == 409
    assert "31.10.2018" in answer.content.decode()
    assert "2018-09-30" in answer.content.decode()


def test_a_role_does_not_end_in_the_past(cast: Cast) -> None:
    role = Role.objects.get(person=cast.member)
    answer = post(as_(cast, "administrator"), f"roles/{role.pk}/end/", last_day="1.8.2018", version=role.version)

    assert answer.status_code == 422
    assert 'href="#id_last_day"' in answer.content.decode()


def test_people_of_another_programme_are_nowhere(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    stranger = somebody_elsewhere(cast, programme_file, RoleCode.MEMBER)
    elsewhere = Role.objects.get(person=stranger.person_id)
    client = as_(cast, "administrator")

    for path in (f"roles/{elsewhere.pk}/end/", "people/999999/", "organisations/999999/", f"people/{10**30}/"):
        assert client.get(f"{HOME}{path}").status_code == 404, path
    # Matti was added here, so he may be seen here; but not what he is elsewhere.
    assert "No role yet" in get(client, f"people/{stranger.person_id}/")


def test_an_auditor_reads_everything_and_writes_nothing(cast: Cast) -> None:
    client, role = as_(cast, "auditor"), Role.objects.get(person=cast.member)
    for path in (
        "people/", f"people/{cast.member.pk}/", f"roles/{role.pk}/end/", "organisations/",
        f"organisations/{cast.association.pk}/", "interests/", "chain/", "work/search/",
    ):  # fmt: skip
        assert "Error" not in get(client, path)

    before = Entry.objects.count()
    assert post(client, f"people/{cast.member.pk}/").status_code == 422
    assert post(client, f"roles/{role.pk}/end/", last_day="30.9.2018", version=role.version).status_code == 422
    assert post(client, f"organisations/{cast.association.pk}/", vat_status="deducts", version=1).status_code == 422
    assert post(client, "people/new/", name="Nimi").status_code == 403
    assert Entry.objects.count() == before


def test_the_list_of_people_costs_the_same_with_few_and_many_roles(cast: Cast) -> None:
    client = as_(cast, "auditor")
    cast.person("Nimi Ensimmäinen", RoleCode.WRITER, cast.association)
    few = costs_of(client, "people/?q=Nimi")
    for number in range(4):
        cast.person(f"Nimi Numero{number}", RoleCode.WRITER, cast.association)

    assert costs_of(client, "people/?q=Nimi") == few


# ---- Organisations ----


def test_an_organisation_is_added_and_completed(cast: Cast) -> None:
    client = as_(cast, "administrator")
    typed = {"name": "Uusi Väki ry", "register_number": "900010", "vat_status": "does_not_deduct", "lang": "fi"}
    post(client, "organisations/new/", **typed)
    added = Organisation.objects.get(name="Uusi Väki ry")
    assert added.register_number == "900.010"
    assert 'href="#id_register_number"' in post(client, "organisations/new/", **typed).content.decode()

    path = f"organisations/{cast.association.pk}/"
    wanted = {"business_id": "9000013-4", "iban": "FI93 9999 9900 0000 14", "vat_status": "does_not_deduct"}
    post(client, path, version=cast.association.version, **wanted)
    cast.association.refresh_from_db()
    assert (cast.association.business_id, cast.association.iban) == ("9000013-4", "FI9399999900000014")
    assert "… 0014" in get(client, path)
    assert post(client, path, version=1, **{**wanted, "vat_status": "deducts"}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "field"), [({"business_id": "1234567-8"}, "business_id"), ({"iban": "FI00 1234"}, "iban")]
)
def test_a_number_with_a_wrong_check_digit_is_refused_at_its_field(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    answer = post(
        as_(cast, "administrator"), f"organisations/{cast.association.pk}/",
        version=1, vat_status="does_not_deduct", **typed,
    )  # fmt: skip

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert next(iter(typed.values())) in answer.content.decode()


# ---- Interests ----


def test_anybody_with_a_role_declares_their_own_interest_once(cast: Cast) -> None:
    code, client = submitted(cast).matter.code, as_(cast, "member")
    for _time in range(2):
        assert post(client, "interests/", code=code, ground="board_member").status_code == 302

    assert Interest.objects.get().person == cast.member
    assert code in get(client, "interests/")


def test_interests_of_others_are_for_who_reads_everything_or_prepares_meetings(cast: Cast) -> None:
    post(as_(cast, "member"), "interests/", code=submitted(cast).matter.code, ground="other")

    assert "Jaana Jäsen" in get(as_(cast, "auditor"), "interests/")
    assert "Jaana Jäsen" in get(as_(cast, "chair"), "interests/")
    assert "Jaana Jäsen" not in get(as_(cast, "second_member"), "interests/")


def test_who_prepares_meetings_declares_it_for_another_and_nobody_else_does(cast: Cast) -> None:
    code = submitted(cast).matter.code
    post(as_(cast, "chair"), "interests/", code=code, ground="other", person=cast.second_member.pk)
    assert Interest.objects.get().person == cast.second_member

    post(as_(cast, "member"), "interests/", code=code, ground="other", person=cast.third_member.pk)
    assert not Interest.objects.filter(person=cast.third_member).exists()  # taken as their own


def test_an_interest_in_no_matter_is_refused_at_the_field(cast: Cast) -> None:
    for code in ("MM-9999", "TO-0001", "\x00", "x" * 30, ""):
        answer = post(as_(cast, "member"), "interests/", code=code, ground="other")
        assert answer.status_code == 422, code
        assert 'href="#id_code"' in answer.content.decode(), code


# ---- The chain ----


def test_the_chain_page_says_where_it_ends_and_that_it_is_whole(cast: Cast) -> None:
    told_idea(cast)
    page, client = get(as_(cast, "auditor"), "chain/"), as_(cast, "auditor")
    cast.register.refresh_from_db()

    assert f"meijan-mikkeli={cast.register.chain_count}:{cast.register.chain_head}" in page
    assert "Whole:" in page
    assert "Whole:" in get(client, "chain/?check=all")


def test_a_changed_entry_is_named(cast: Cast) -> None:
    told_idea(cast)
    client = as_(cast, "auditor")
    triggers.drop()
    Entry.objects.filter(verb="submit_idea").update(actor="person:1")
    triggers.install()

    for path in ("chain/", "chain/?check=all"):
        page = get(client, path)
        assert "The chain is broken" in page
        assert "a cell was changed" in page


def test_the_entries_of_a_matter_name_role_and_person_in_their_order(cast: Cast) -> None:
    code = told_idea(cast).matter.code
    page = get(as_(cast, "auditor"), f"{code}/entries/")

    assert "Kaisa Koordinaattori" in page
    assert "coordinator" in page
    assert "submit idea" in page
    assert as_(cast, "auditor").get(f"{HOME}MM-9999/entries/").status_code == 404
    assert as_(cast, "member").get(f"{HOME}{code}/entries/").status_code == 403


def test_the_chain_costs_the_same_with_few_and_many_entries(cast: Cast) -> None:
    client = as_(cast, "auditor")
    told_idea(cast)
    few = costs_of(client, "chain/")
    for _number in range(4):
        told_idea(cast)

    assert costs_of(client, "chain/") == few


def test_a_matter_of_another_programme_has_no_entries_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    another_programme(programme_file)

    assert as_(cast, "auditor").get(f"{HOME}TO-0001/entries/").status_code == 404


def test_every_list_of_the_menu_is_there() -> None:
    for route, _label in LISTS:
        assert reverse(route, kwargs={"slug": "meijan-mikkeli"})
