"""Pages of meetings and decisions: who sees what, and what is refused is said in words and loses nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from talkoot.applications.models import Application
from talkoot.applications.permissions import interests_in
from talkoot.core import clock
from talkoot.decisions.models import Decision, Meeting
from talkoot.decisions.queries.cases import asides
from talkoot.decisions.states import MeetingState
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Interest, Person, Role
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import EntryText
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.decisions.pages import address, browser, text_of
from tests.way import TOTAL_CENTS, another_programme, assessed, called, granted, held, proposed, submitted

pytestmark = pytest.mark.django_db

GRANT = {"outcome": "grant", "granted": "26 400,00", "reasons": "Hyvä suunnitelma.", "conditions": ""}
DECIDED = {**GRANT, "section": "§ 12", "diary_number": "D/12/2018"}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def aside(cast: Cast, application: Application, *people: Person) -> None:
    for person in people:
        declare_interest(
            register=cast.register, actor=cast.act("chair"), person=person, matter=application.matter,
            ground="board_member", now=NOW, today=TODAY,
        )  # fmt: skip


def statements(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(where).status_code == 200
    return len(seen)


def item(application: Application, name: str = "propose") -> str:
    return address(name, number=1, code=application.matter.code)


def of(application: Application, name: str) -> str:
    return address(name, code=application.matter.code)


# --- Meetings


def test_the_chair_calls_a_meeting_and_a_double_click_calls_it_once(cast: Cast) -> None:
    application, chair = assessed(cast), browser(cast, "chair")
    typed = {"number": "1", "held_on": "3.9.2018", "applications": [application.pk]}

    for _ in range(2):
        answer = chair.post(address("call_meeting"), typed)
        assert answer.status_code == 302
        assert answer.headers["Location"] == address("meeting", number=1)
    assert Meeting.objects.get().items.get().application == application


@pytest.mark.parametrize(
    ("field", "typed"),
    [("number", "0"), ("number", "ei"), ("number", "9" * 30), ("number", ""), ("held_on", "huomenna"), ("held_on", "")],
)
def test_a_meeting_that_makes_no_sense_is_refused_at_its_field(cast: Cast, field: str, typed: str) -> None:
    answer = browser(cast, "chair").post(address("call_meeting"), {"number": "1", "held_on": "3.9.2018", field: typed})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)
    assert f'href="#id_{field}"' in text_of(answer)
    assert not Meeting.objects.exists()


def test_an_application_that_is_not_ready_cannot_be_put_on_an_agenda_by_its_key(cast: Cast) -> None:
    draft = submitted(cast)

    answer = browser(cast, "chair").post(
        address("call_meeting"), {"number": "1", "held_on": "3.9.2018", "applications": [draft.pk]}
    )

    assert answer.status_code == 422


def test_the_agenda_shows_what_is_asked_what_the_frame_has_left_and_who_steps_aside(cast: Cast) -> None:
    first, second = assessed(cast), assessed(cast)
    called(cast, first, second)
    aside(cast, first, cast.member)

    page = text_of(browser(cast, "second_member").get(address("meeting", number=1)))

    assert "26 400,00 €".replace(" ", "\N{NO-BREAK SPACE}") in page
    for left in ("984 711,00 €", "958 311,00 €", "931 911,00 €"):
        assert left.replace(" ", "\N{NO-BREAK SPACE}") in page
    assert page.count(cast.member.name) >= 2  # at the table, and beside the item


def test_presence_is_written_down_and_too_few_are_refused_with_what_was_ticked(cast: Cast) -> None:
    called(cast, assessed(cast))
    chair, where = browser(cast, "chair"), address("meeting", number=1)

    too_few = chair.post(where, {"present": [cast.chair.pk, cast.member.pk]})
    assert too_few.status_code == 422
    assert text_of(too_few).count("checked") == 2
    enough = [cast.chair.pk, cast.member.pk, cast.second_member.pk, cast.third_member.pk]
    assert chair.post(where, {"present": enough}).status_code == 302
    assert Meeting.objects.get().state == MeetingState.HELD
    again = chair.post(where, {"present": enough})
    assert again.status_code == 422
    assert "error-summary" in text_of(again)


def test_a_member_says_their_own_interest_and_is_not_offered_another_person(cast: Cast) -> None:
    application = assessed(cast)
    called(cast, application)
    member, where = browser(cast, "member"), item(application, "step_aside")

    assert member.post(where, {"person": cast.chair.pk, "ground": "party"}).status_code == 422
    assert member.post(where, {"person": cast.member.pk, "ground": "because"}).status_code == 422
    assert not Interest.objects.exists()
    assert member.post(where, {"person": cast.member.pk, "ground": "board_member"}).status_code == 302
    assert (Interest.objects.get().person, Interest.objects.get().ground) == (cast.member, "board_member")


def test_the_chair_says_it_of_somebody_at_the_table(cast: Cast) -> None:
    application = assessed(cast)
    called(cast, application)

    browser(cast, "chair").post(item(application, "step_aside"), {"person": cast.member.pk, "ground": "party"})

    assert Interest.objects.get().person == cast.member


def test_those_who_step_aside_are_the_same_for_many_applications_as_for_each(cast: Cast) -> None:
    first, second = assessed(cast), assessed(cast)
    aside(cast, second, cast.member, cast.chair)

    assert asides([first, second], TODAY) == {one.pk: interests_in(one, TODAY) for one in (first, second)}


def test_a_deputy_is_called_by_whom_they_stand_in_for(cast: Cast) -> None:
    deputy = cast.person("Vilma Vara")
    give_role(
        register=cast.register, actor=LOADER, person=deputy, code=RoleCode.MEMBER, valid_from=TODAY,
        deputy_for=Role.objects.get(person=cast.member), now=NOW, today=TODAY,
    )  # fmt: skip
    called(cast)

    page = text_of(browser(cast, "chair").get(address("meeting", number=1)))

    assert f"Vilma Vara, varajäsen (varsinainen jäsen {cast.member.name})" in page


# --- Proposals


def test_a_proposal_is_written_down_and_stands_in_the_minutes(cast: Cast) -> None:
    application = assessed(cast)
    held(cast, application)
    typed = {**GRANT, "granted": "20000", "conditions": "Työntekijä <nimetään>."}

    assert browser(cast, "member").post(item(application), typed).status_code == 302

    assert Decision.objects.get().granted_cents == 20_000_00
    minutes = text_of(browser(cast, "auditor").get(address("minutes", number=1)))
    assert "Hyvä suunnitelma." in minutes
    assert "Työntekijä &lt;nimetään&gt;." in minutes


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("granted", "paljon"),
        ("granted", ""),
        ("granted", "-5"),
        ("granted", "26400,01"),
        ("granted", "9" * 15),
        ("reasons", ""),
        ("reasons", "a\x00b"),
        ("reasons", "x" * 20_001),
        ("conditions", "x" * 20_001),
        ("outcome", ""),
        ("outcome", "maybe"),
    ],
)
def test_what_a_proposal_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, field: str, typed: str
) -> None:
    application = assessed(cast)
    held(cast, application)

    answer = browser(cast, "member").post(item(application), {**GRANT, "conditions": "Ehto säilyy.", field: typed})

    assert answer.status_code == 422
    page = text_of(answer)
    assert f'id="id_{field}_error"' in page
    assert "govuk-error-summary" in page
    assert "Ehto säilyy." in page or field == "conditions"
    assert not Decision.objects.exists()


def test_who_stepped_aside_gets_no_form_and_is_refused_in_words(cast: Cast) -> None:
    application = assessed(cast)
    held(cast, application)
    aside(cast, application, cast.member)
    member = browser(cast, "member")

    assert "Olet esteellinen tässä asiassa." in text_of(member.get(item(application)))
    assert 'name="reasons"' not in text_of(member.get(item(application)))
    refused = member.post(item(application), GRANT)
    assert refused.status_code == 422
    assert "error-summary" in text_of(refused)
    assert not Decision.objects.exists()


def test_a_double_click_proposes_once_and_says_so(cast: Cast) -> None:
    application = assessed(cast)
    held(cast, application)
    member = browser(cast, "member")

    assert [member.post(item(application), GRANT).status_code for _ in range(2)] == [302, 422]
    assert Decision.objects.count() == 1


# --- Decisions


def test_the_authority_decides_with_the_proposal_beside(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)
    signatory = browser(cast, "city_signatory")

    page = text_of(signatory.get(of(application, "decide")))
    assert "Ohjausryhmä pitää tätä hyvänä." in page
    assert "26\N{NO-BREAK SPACE}400,00" in page
    assert signatory.post(of(application, "decide"), DECIDED).status_code == 302
    assert signatory.post(of(application, "decide"), DECIDED).status_code == 422
    assert Decision.objects.get(step="decided").granted_cents == TOTAL_CENTS


@pytest.mark.parametrize(
    ("field", "typed"),
    [("section", ""), ("section", "§" * 17), ("diary_number", " "), ("diary_number", "a\x00"), ("granted", "30000")],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(cast: Cast, field: str, typed: str) -> None:
    application = assessed(cast)
    proposed(cast, application)

    answer = browser(cast, "city_signatory").post(of(application, "decide"), {**DECIDED, field: typed})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text_of(answer)
    assert "Hyvä suunnitelma." in text_of(answer)
    assert not Decision.objects.filter(step="decided").exists()


def test_a_refusal_with_a_sum_says_to_leave_the_sum_out(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)
    signatory = browser(cast, "city_signatory")

    assert signatory.post(of(application, "decide"), {**DECIDED, "outcome": "refuse"}).status_code == 422
    refusal = {**DECIDED, "outcome": "refuse", "granted": ""}
    assert signatory.post(of(application, "decide"), refusal).status_code == 302
    assert Decision.objects.get(step="decided").outcome == "refuse"


def test_staff_and_the_auditor_read_the_page_of_a_decision_to_be_made_and_do_not_decide(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)

    for who in ("auditor", "coordinator", "chair"):
        client = browser(cast, who)
        assert 'name="section"' not in text_of(client.get(of(application, "decide")))
        assert client.post(of(application, "decide"), DECIDED).status_code == 422
    assert not Decision.objects.filter(step="decided").exists()


def test_the_list_of_decisions_says_what_each_waits_for(cast: Cast) -> None:
    waiting, done = assessed(cast), assessed(cast)
    granted(cast, done)
    signatory = browser(cast, "city_signatory")

    everything = text_of(signatory.get(address("decisions")))
    assert waiting.matter.code in everything
    assert done.matter.code in everything
    only = text_of(signatory.get(address("decisions"), {"state": "proposal"}))
    assert waiting.matter.code in only
    assert done.matter.code not in only
    assert done.matter.code in text_of(signatory.get(address("decisions"), {"state": "service"}))
    assert waiting.matter.code in text_of(signatory.get(address("decisions"), {"state": "nonsense"}))
    empty = text_of(signatory.get(address("decisions"), {"state": "served"}))
    assert "t-empty" in empty


def test_the_applicant_reads_the_decision_whole_and_the_public_only_once_it_is_served(cast: Cast) -> None:
    decision = granted(cast)
    where = of(decision.application, "decision")

    assert "Hakemus täyttää ehdot." in text_of(browser(cast, "writer").get(where))
    assert Client().get(where).status_code == 404
    assert (
        browser(cast, "coordinator").post(of(decision.application, "serve_decision"), {"sent_by": "email"}).status_code
        == 302
    )
    public = text_of(Client().get(where))
    assert "26\N{NO-BREAK SPACE}400,00" in public
    assert "D/12/2018" in public
    assert "Hakemus täyttää ehdot." not in public
    assert "20.9.2018" not in public
    assert "20.9.2018" in text_of(browser(cast, "signatory").get(where))  # 3.9. + 3 days + 14 days


def test_reasons_that_the_authority_made_public_are_read_by_everybody(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)
    browser(cast, "city_signatory").post(of(application, "decide"), {**DECIDED, "is_public": "on"})
    browser(cast, "coordinator").post(of(application, "serve_decision"), {"sent_by": "email"})

    assert EntryText.objects.get(name="reasons", entry__verb="grant_application").is_public
    assert "Hyvä suunnitelma." in text_of(Client().get(of(application, "decision")))


def test_another_association_reads_no_more_than_the_public(cast: Cast) -> None:
    decision = granted(cast)
    other = cast.organisation("Toinen ry (keksitty)", register_number="900.002")
    stranger = cast.person("Toini Toinen", RoleCode.SIGNATORY, other)

    assert browser(cast, stranger).get(of(decision.application, "decision")).status_code == 404


def test_a_matter_that_is_not_public_has_no_public_decision(cast: Cast) -> None:
    decision = granted(cast)
    browser(cast, "coordinator").post(of(decision.application, "serve_decision"), {"sent_by": "email"})
    type(decision.matter).objects.filter(pk=decision.matter_id).update(is_public=False)

    assert Client().get(of(decision.application, "decision")).status_code == 404
    assert browser(cast, "signatory").get(of(decision.application, "decision")).status_code == 200


def test_a_decision_is_served_once_by_a_way_that_reaches_somebody(cast: Cast) -> None:
    decision = granted(cast)
    coordinator, where = browser(cast, "coordinator"), of(decision.application, "serve_decision")

    nowhere = coordinator.post(where, {"sent_by": "letter"})  # nobody knows their address
    assert nowhere.status_code == 422
    assert "id_sent_by_error" in text_of(nowhere)
    assert coordinator.post(where, {"sent_by": "sms"}).status_code == 422
    assert coordinator.post(where, {"sent_by": "email"}).status_code == 302
    assert coordinator.post(where, {"sent_by": "email"}).status_code == 422
    decision.refresh_from_db()
    assert decision.appeal_until_on == date(2018, 9, 20)
    assert Message.objects.filter(key=f"decision_served:{decision.pk}").count() == 1


def test_the_funders_approval_lies_between_the_grant_and_today(cast: Cast) -> None:
    decision = granted(cast)
    administrator, where = browser(cast, "administrator"), of(decision.application, "funder_approval")

    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        answer = administrator.post(where, {"diary_number": "ELY/1", "approved_on": wrong.isoformat()})
        assert answer.status_code == 422
        assert "id_approved_on_error" in text_of(answer)
    typed = {"diary_number": "ELY/1", "approved_on": TODAY.isoformat()}
    assert browser(cast, "auditor").post(where, typed).status_code == 422
    assert administrator.post(where, typed).status_code == 302
    assert administrator.post(where, typed).status_code == 422
    assert Decision.objects.filter(step="approved").count() == 1


# --- Doors and sizes


def test_nothing_of_another_programme_is_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = assessed(cast)
    proposed(cast, application)
    other = another_programme(programme_file)
    person = cast.person("Matti Muualla")
    for code in (RoleCode.COORDINATOR, RoleCode.CITY_SIGNATORY, RoleCode.CHAIR):
        give_role(register=other, actor=LOADER, person=person, code=code, valid_from=TODAY, now=NOW, today=TODAY)
    client, code = browser(cast, person), application.matter.code
    here: list[tuple[str, dict[str, Any]]] = [
        ("meeting", {"number": 1}),
        ("minutes", {"number": 1}),
        ("propose", {"number": 1, "code": code}),
        ("step_aside", {"number": 1, "code": code}),
        ("decide", {"code": code}),
        ("decision", {"code": code}),
        ("serve_decision", {"code": code}),
        ("funder_approval", {"code": code}),
    ]

    for name, kwargs in here:
        assert client.get(address(name, slug=other.slug, **kwargs)).status_code == 404, name
        assert client.post(address(name, slug=other.slug, **kwargs), DECIDED).status_code == 404, name


def test_numbers_that_nothing_has_are_not_found(cast: Cast) -> None:
    application = assessed(cast)
    called(cast, application)
    chair = browser(cast, "chair")

    for where in (
        address("meeting", number=2),
        address("meeting", number=10**30),
        address("propose", number=1, code="MM-0999"),
        address("decide", code="MM-999999999"),
        address("serve_decision", code=application.matter.code),
    ):
        assert chair.get(where).status_code == 404, where


def test_the_pages_take_the_same_statements_however_much_there_is(cast: Cast) -> None:
    applications = [assessed(cast)]
    called(cast, *applications)
    auditor = browser(cast, "auditor")
    pages = [address("meetings"), address("decisions")]
    few = [statements(auditor, where) for where in pages]
    agenda = statements(auditor, address("meeting", number=1))

    more = [assessed(cast) for _ in range(4)]
    for number, application in enumerate(more[:2], start=2):
        granted(cast, application, number)
    called(cast, *more[2:], number=9)

    assert [statements(auditor, where) for where in pages] == few
    assert statements(auditor, address("meeting", number=9)) == agenda


def test_empty_lists_say_what_to_do_next(cast: Cast) -> None:
    for name in ("meetings", "decisions"):
        assert "t-empty" in text_of(browser(cast, "auditor").get(address(name)))
