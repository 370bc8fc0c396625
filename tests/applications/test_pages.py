"""Pages of applications for associations: nothing typed is lost, and everybody sees and does what is theirs."""

from typing import Any

import pytest
from django.test import Client

from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.applications.actions.save_application import save_application
from talkoot.applications.models import Application
from talkoot.applications.queries import answers_of
from talkoot.applications.rules import Answers
from talkoot.core import clock
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Organisation, Person, Role
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Matter
from talkoot.records.writing import Text
from tests.applications.browser import TYPED, account, at, send, text
from tests.cast import FIRST_DAY, LOADER, START, Cast
from tests.conftest import NOW, TODAY
from tests.way import ANSWERS, another_programme, opened, saved, submitted, told_idea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def mandate(cast: Cast, person: Person, organisation: Organisation, code: RoleCode) -> Role:
    return give_role(
        register=cast.register, actor=LOADER, person=person, code=code, organisation=organisation,
        valid_from=FIRST_DAY, now=START, today=FIRST_DAY,
    )  # fmt: skip


# ---- Beginning ----


def test_the_call_of_each_kind_of_funding_is_said_before_one_is_chosen(cast: Cast) -> None:
    page = text(account(cast, cast.writer).get(at("apply")))

    assert "applications are taken until 31.12.2020" in page
    assert "Main project" not in page


def begin(client: Client, cast: Cast, **changes: object) -> Any:
    typed = {
        "organisation": cast.association.pk, "model": "tuensiirto", "title": "Pihapuutarha", "idea": "",
        "form_key": "k",
    }  # fmt: skip
    return client.post(at("apply"), {**typed, **changes})


def test_a_draft_is_begun_and_a_double_click_begins_one(cast: Cast) -> None:
    client = account(cast, cast.writer)

    first, second = begin(client, cast), begin(client, cast)

    assert first.status_code == second.status_code == 302
    assert Application.objects.count() == 1
    assert text(client.get(first["Location"])).count("Pihapuutarha") >= 1


def test_a_draft_goes_on_under_the_number_of_a_public_idea(cast: Cast) -> None:
    idea = told_idea(cast)
    Matter.objects.filter(pk=idea.matter_id).update(is_public=True)

    begin(account(cast, cast.writer), cast, idea=str(idea.matter.number))

    assert Application.objects.get().matter_id == idea.matter_id


@pytest.mark.parametrize("number", ["MM-0999", "MM-0001", "9" * 16, "x", "MM-99999999999"])
def test_a_number_that_is_no_public_idea_is_said_at_the_field_and_stays(cast: Cast, number: str) -> None:
    told_idea(cast)

    answer = begin(account(cast, cast.writer), cast, idea=number)

    assert answer.status_code == 422
    assert "There is no public idea" in text(answer)
    assert f'value="{number}"' in text(answer)
    assert not Application.objects.exists()


def test_nobody_begins_for_an_organisation_that_is_not_theirs(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")

    answer = begin(account(cast, cast.writer), cast, organisation=other.pk)

    assert answer.status_code == 422
    assert not Application.objects.exists()


@pytest.mark.parametrize("title", ["a\x00b", "x" * 201, "  "])
def test_a_title_nobody_can_keep_is_refused_at_its_field(cast: Cast, title: str) -> None:
    answer = begin(account(cast, cast.writer), cast, title=title)

    assert answer.status_code == 422
    assert 'href="#id_title"' in text(answer)


def test_a_form_without_its_key_is_refused_in_words(cast: Cast) -> None:
    answer = begin(account(cast, cast.writer), cast, form_key="")

    assert answer.status_code == 422
    assert "Open the form again" in text(answer)


def test_who_acts_for_two_organisations_chooses_and_sees_the_drafts_of_both(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    mandate(cast, cast.writer, other, RoleCode.WRITER)
    opened(cast)
    client = account(cast, cast.writer)

    begin(client, cast, organisation=other.pk, title="Toinen asia")

    page = text(client.get(at("apply")))
    assert "Pihapuutarha" in page
    assert "Toinen asia" in page
    assert {one.organisation for one in Application.objects.all()} == {cast.association, other}


# ---- Writing ----


def test_what_was_typed_is_saved_and_reckoned(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.writer)

    answer = send(client, application, "reckon")

    assert answer.status_code == 302
    assert answer["Location"].endswith("#reckoning")
    application.refresh_from_db()
    assert answers_of(application).partners == ANSWERS.partners
    page = text(client.get(at("application", application)))
    for said in ("26 400,00 €", "2 376,00 €", "19 800,00 €", "31.12.2019"):
        assert said.replace(" ", "\N{NO-BREAK SPACE}") in page
    assert "30.9.2019" in page


def test_half_a_draft_is_saved_and_what_is_missing_is_listed_with_links(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.writer)

    half = dict.fromkeys(TYPED, "") | {"plan": "Kesken", "partner_1_name": "Joku", "partner_1_is_first_time": ""}
    assert send(client, application, **half).status_code == 302

    page = text(client.get(at("application", application)))
    for target in ("id_target_group", "id_group_size", "id_starts_on", "costs", "id_partner_1_task"):
        assert f'href="#{target}"' in page
    assert 'href="#id_plan"' not in page


@pytest.mark.parametrize(
    ("field", "typed", "target"),
    [
        ("own_share_cents", "paljon", "id_own_share_cents"),
        ("own_share_cents", "-5", "id_own_share_cents"),
        ("budget_staff", "99999999999999", "id_budget_staff"),
        ("group_size", "neljäkymmentä", "id_group_size"),
        ("group_size", "9" * 30, "id_group_size"),
        ("starts_on", "31.2.2019", "id_starts_on"),
        ("ends_on", "9999-12-31", "id_ends_on"),
        ("starts_on", "0001-01-01", "id_starts_on"),
        ("plan", "x" * 20_001, "id_plan"),
        ("plan", "a\x00b", "id_plan"),
        ("partner_2_name", "y" * 201, "id_partner_2_name"),
        ("partner_1_sector", "other", "id_partner_1_sector"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, field: str, typed: str, target: str
) -> None:
    application = opened(cast)

    answer = send(account(cast, cast.writer), application, **{field: typed})

    page = text(answer)
    assert answer.status_code == 422
    assert f'href="#{target}"' in page
    assert f'id="{target}_error"' in page
    assert "antaa taimet" in page
    application.refresh_from_db()
    assert application.version == 1


def test_markup_stays_text(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.writer)

    send(client, application, plan="<script>alert(1)</script>")

    assert "<script>alert" not in text(client.get(at("application", application)))


def test_a_stale_save_shows_both_texts_and_goes_on_from_there(cast: Cast) -> None:
    application = saved(cast)
    client = account(cast, cast.writer)
    old = application.version
    save_application(
        application=application, actor=cast.act("signatory"), answers=Answers(plan="Toisen sanat"), version=old,
        now=NOW, today=TODAY,
    )  # fmt: skip

    answer = send(client, application, version=old, plan="Omat sanat")

    page = text(answer)
    assert answer.status_code == 409
    assert "Toisen sanat" in page
    assert "Omat sanat" in page
    assert f'name="version" value="{old + 1}"' in page
    assert send(client, application, version=old + 1, plan="Omat sanat").status_code == 302


def test_a_second_click_on_save_is_no_conflict(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.writer)

    answers = [send(client, application, version=1).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_partners_have_room_for_one_more_and_an_emptied_row_goes(cast: Cast) -> None:
    application = saved(cast)
    client = account(cast, cast.writer)
    assert 'name="partner_2_name"' in text(client.get(at("application", application)))

    gone = {name: "" for name in TYPED if name.startswith("partner_1")}
    more = {"partner_2_name": "Toinen", "partner_2_sector": "civil", "partner_2_task": "auttaa"}
    send(client, application, **gone, **more)

    assert [one.name for one in answers_of(application).partners] == ["Toinen"]


# ---- Submitting ----


def test_a_writer_is_told_who_submits_and_cannot(cast: Cast) -> None:
    application = saved(cast)
    client = account(cast, cast.writer)

    page = text(client.get(at("application", application)))
    answer = send(client, application, "submit")

    assert "Only somebody who signs for" in page
    assert 'value="submit"' not in page
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_signatory_submits_what_is_on_the_screen(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.signatory)

    answer = send(client, application, "submit")

    assert answer["Location"] == at("application_sent", application)
    application.refresh_from_db()
    assert (application.state, application.plan) == ("submitted", ANSWERS.plan)
    page = text(client.get(answer["Location"]))
    assert application.matter.code in page
    assert "What happens next" in page


def test_a_second_click_on_submit_finds_it_submitted(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.signatory)

    answers = [send(client, application, "submit", version=1)["Location"] for _ in range(2)]

    assert answers == [at("application_sent", application)] * 2


def test_an_incomplete_one_is_saved_and_not_submitted(cast: Cast) -> None:
    application = opened(cast)
    client = account(cast, cast.signatory)

    answer = send(client, application, "submit", target_group="")

    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#id_target_group"' in page
    application.refresh_from_db()
    assert (application.state, application.plan) == ("draft", ANSWERS.plan)
    assert f'name="version" value="{application.version}"' in page


def test_a_signatory_of_another_organisation_only_writes_where_they_only_write(cast: Cast) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    mandate(cast, cast.writer, other, RoleCode.SIGNATORY)
    application = saved(cast)
    client = account(cast, cast.writer)

    assert 'value="submit"' not in text(client.get(at("application", application)))
    assert send(client, application, "submit").status_code == 422


def test_a_submitted_one_is_read_with_its_public_state(cast: Cast) -> None:
    application = submitted(cast)

    page = text(account(cast, cast.writer).get(at("application", application)))

    assert "application submitted" in page
    assert "<textarea" not in page
    assert ANSWERS.plan in page


def test_what_was_typed_while_another_submitted_is_not_lost(cast: Cast) -> None:
    application = submitted(cast)

    answer = send(account(cast, cast.writer), application, plan="Myöhästynyt lisäys")

    assert answer.status_code == 422
    assert "Myöhästynyt lisäys" in text(answer)


def test_asked_to_complete_it_opens_again_with_the_words_and_the_day(cast: Cast) -> None:
    application = asked(cast)
    client = account(cast, cast.signatory)

    page = text(client.get(at("application", application)))

    assert "Mitä talvella?" in page
    assert "10.9.2018" in page
    assert send(client, application, "submit")["Location"] == at("application_sent", application)


def asked(cast: Cast) -> Application:
    return ask_to_complete(
        application=submitted(cast), actor=cast.act("coordinator"), asked=Text("Mitä talvella?", "fi"),
        due_on=TODAY.replace(day=10), now=NOW, today=TODAY,
    )  # fmt: skip


def test_a_draft_is_seen_by_its_own_organisation_alone(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    outsider = account(cast, cast.person("Outi Outo", RoleCode.SIGNATORY, other))
    application = saved(cast)

    for name in ("application", "application_sent"):
        assert outsider.get(at(name, application)).status_code == 403
    assert send(outsider, application).status_code == 403
    assert account(cast, cast.coordinator).get(at("handle_application", application)).status_code == 404
    elsewhere = another_programme(programme_file)
    give_role(
        register=elsewhere, actor=LOADER, person=cast.writer, code=RoleCode.WRITER, organisation=cast.association,
        valid_from=FIRST_DAY, now=START, today=FIRST_DAY,
    )  # fmt: skip
    client = account(cast, cast.writer)
    assert client.get(at("application", application, slug=elsewhere.slug)).status_code == 404
    assert client.get(at("application", application)).status_code == 200


def test_an_ended_mandate_opens_nothing(cast: Cast) -> None:
    application = saved(cast)
    client = account(cast, cast.writer)
    role = Role.objects.get(person=cast.writer)
    end_role(
        register=cast.register, actor=LOADER, role=role, version=role.version, last_day=FIRST_DAY, now=START,
        today=FIRST_DAY,
    )  # fmt: skip

    assert client.get(at("application", application)).status_code == 403
