"""The page of an assessment: conditions first, a reason for every mark, nobody sees others' before their own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.models import Assessment, Mark
from talkoot.core import clock
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.open_account import open_account
from talkoot.people.models import Interest, Person
from talkoot.programme import file
from tests.cast import FIRST_DAY, LOADER, START, Cast
from tests.conftest import NOW, TODAY
from tests.way import another_programme, good_marks, saved, submitted, under_assessment

pytestmark = pytest.mark.django_db

SCORED = ("equality", "experiments", "partnerships", "networks")
CONDITIONS = ("resources", "worker", "group_size", "open_to_all")
TYPED = {
    **{f"mark_{code}": "2" for code in SCORED},
    **{f"mark_{code}": "yes" for code in CONDITIONS},
    "mark_no_studies": "no",
    **{f"reason_{code}": f"Syy: {code}" for code in (*SCORED, *CONDITIONS, "no_studies")},
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def account(cast: Cast, person: Person) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(open_account(register=cast.register, actor=LOADER, person=person, now=START, today=FIRST_DAY))
    return client


def at(code: str, slug: str = "meijan-mikkeli") -> str:
    return reverse("assess", kwargs={"slug": slug, "code": code}).replace("/fi/", "/en/", 1)


def page(client: Client, assessment: Assessment, query: str = "") -> str:
    answer = client.get(at(assessment.application.matter.code) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client: Client, assessment: Assessment, step: str, **typed: object) -> Any:
    return client.post(at(assessment.application.matter.code), {"step": step, **typed})


def marked_by(cast: Cast, assessment: Assessment, name: str, **others: bool) -> None:
    assess_application(
        assessment=assessment, actor=cast.act(name), marks=good_marks(assessment, **others), lang="fi",
        now=NOW, today=TODAY,
    )  # fmt: skip


def test_staff_take_a_submitted_one_to_assessment_and_twice_is_once(cast: Cast) -> None:
    code = submitted(cast).matter.code
    client = account(cast, cast.administrator)
    assert 'value="open"' in client.get(at(code)).content.decode()

    answers = [client.post(at(code), {"step": "open"}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Assessment.objects.count() == 1


def test_who_may_not_take_it_is_told_so(cast: Cast) -> None:
    answer = account(cast, cast.member).post(at(submitted(cast).matter.code), {"step": "open"})

    assert answer.status_code == 422
    assert "You may not ask for completion" in answer.content.decode()


@pytest.mark.parametrize("step", ["mark", "revise", "conclude", "nonsense", ""])
def test_nothing_else_is_done_before_it_is_opened(cast: Cast, step: str) -> None:
    answer = account(cast, cast.coordinator).post(at(submitted(cast).matter.code), {"step": step})

    assert answer.status_code == 422
    assert "Take it to assessment first" in answer.content.decode()


def test_conditions_come_before_points_with_their_anchors(cast: Cast) -> None:
    shown = page(account(cast, cast.member), under_assessment(cast))

    assert shown.index("mark_no_studies") < shown.index("mark_equality")
    assert "3: People in the hardest position take part in planning and doing" in shown


def test_a_member_marks_all_with_reasons_and_a_second_click_changes_nothing(cast: Cast) -> None:
    assessment = under_assessment(cast)
    client = account(cast, cast.member)

    assert send(client, assessment, "mark", **TYPED).status_code == 302

    assert Mark.objects.filter(assessor=cast.member).count() == 9
    shown = page(client, assessment)
    assert "Syy: worker" in shown
    assert send(client, assessment, "mark", **TYPED).status_code == 302
    again = send(client, assessment, "mark", **TYPED | {"mark_equality": "0"})
    assert again.status_code == 422
    assert "You have assessed this application" in again.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "target"),
    [
        ("mark_worker", "", "id_mark_worker_0"),
        ("mark_equality", "4", "id_mark_equality_0"),
        ("reason_worker", "  ", "id_reason_worker"),
        ("reason_worker", "a\x00b", "id_reason_worker"),
    ],
)
def test_a_mark_that_makes_no_sense_is_said_at_its_field_and_the_others_stay(
    cast: Cast, field: str, typed: str, target: str
) -> None:
    answer = send(account(cast, cast.member), under_assessment(cast), "mark", **{**TYPED, field: typed})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{target}"' in shown
    assert "Syy: networks" in shown
    assert not Mark.objects.exists()


def test_an_enormous_reason_is_refused_in_words(cast: Cast) -> None:
    answer = send(
        account(cast, cast.member), under_assessment(cast), "mark", **TYPED | {"reason_worker": "x" * 100_001}
    )

    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_nobody_sees_the_others_marks_before_their_own(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair")
    client = account(cast, cast.member)
    assert "Pertti Puheenjohtaja" not in page(client, assessment)

    send(client, assessment, "mark", **TYPED)

    assert "Pertti Puheenjohtaja" in page(client, assessment)


def test_one_changes_ones_own_mark_with_a_reason(cast: Cast) -> None:
    assessment = under_assessment(cast)
    client = account(cast, cast.member)
    send(client, assessment, "mark", **TYPED)
    assert "mark_equality" not in page(client, assessment)
    assert "Syy: equality" in page(client, assessment, "?change=equality")

    new = {"criterion": "equality", "mark_equality": "3", "reason_equality": "Nyt näen sen toisin."}
    assert send(client, assessment, "revise", **new).status_code == 302

    assert Mark.objects.get(criterion="equality").score == 3
    assert "Nyt näen sen toisin." in page(client, assessment)


@pytest.mark.parametrize("criterion", ["", "other", "equality"])
def test_a_change_of_nothing_is_refused_in_words(cast: Cast, criterion: str) -> None:
    assessment = under_assessment(cast)

    answer = send(
        account(cast, cast.member), assessment, "revise", criterion=criterion, mark_equality="1", reason_equality="Syy"
    )

    assert answer.status_code == 422
    assert not Mark.objects.exists()


def test_the_summary_says_spread_disagreement_and_what_stops(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair", worker=False, no_studies=True)
    client = account(cast, cast.coordinator)
    assert "Stops the application" in page(client, assessment)

    send(client, assessment, "mark", **TYPED | {"mark_equality": "3", "mark_no_studies": "yes"})

    shown = page(client, assessment)
    assert "2,5 of 3, from 2 to 3" in shown
    assert "1 say yes, 1 say no" in shown
    assert "Talk it over" in shown


def test_a_disagreement_is_named_in_words_when_concluding(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair", worker=False)
    marked_by(cast, assessment, "member")

    answer = send(account(cast, cast.coordinator), assessment, "conclude")

    assert answer.status_code == 422
    assert "The assessors disagree on: The project worker knows the target group" in answer.content.decode()


def test_the_coordinator_concludes_and_then_nobody_marks(cast: Cast) -> None:
    assessment = under_assessment(cast)
    client = account(cast, cast.coordinator)
    assert send(client, assessment, "conclude").status_code == 422
    marked_by(cast, assessment, "chair")

    assert send(client, assessment, "conclude").status_code == 302

    assessment.refresh_from_db()
    assert assessment.state == "passed"
    late = send(account(cast, cast.member), assessment, "mark", **TYPED)
    assert late.status_code == 422
    assert "This assessment is concluded" in late.content.decode()
    assert "Syy: worker" in late.content.decode()


def test_one_with_an_interest_is_told_to_step_aside_and_sees_no_marks(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair")
    client = account(cast, cast.member)

    assert send(client, assessment, "interest", ground="board_member").status_code == 302

    assert Interest.objects.get().person == cast.member
    shown = page(client, assessment)
    assert "you step aside" in shown
    assert "mark_worker" not in shown
    assert "Pertti Puheenjohtaja" not in shown
    refused = send(client, assessment, "mark", **TYPED)
    assert refused.status_code == 422
    assert "You have an interest in this matter" in refused.content.decode()


def test_marks_of_one_who_steps_aside_later_do_not_count(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "member", worker=False)
    declare_interest(
        register=cast.register, actor=cast.act("member"), person=cast.member, matter=assessment.application.matter,
        ground="other", now=NOW, today=TODAY,
    )  # fmt: skip

    assert "Stops the application" not in page(account(cast, cast.coordinator), assessment)


def test_the_auditor_reads_all_and_changes_nothing(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair")
    client = account(cast, cast.auditor)

    shown = page(client, assessment)

    assert "Pertti Puheenjohtaja" in shown
    assert 'name="step"' not in shown
    for step, typed in (("mark", TYPED), ("conclude", {}), ("open", {})):
        assert send(client, assessment, step, **typed).status_code == 422
    assert Mark.objects.filter(assessor=cast.auditor).count() == 0


def test_a_draft_is_not_assessed_and_neither_is_anothers(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    client = account(cast, cast.member)
    assert client.get(at(saved(cast).matter.code)).status_code == 404
    assert client.get(at("MM-0999")).status_code == 404

    assert client.get(at("TO-0001", another_programme(programme_file).slug)).status_code == 403


def test_the_page_runs_as_many_statements_however_many_have_marked(cast: Cast) -> None:
    assessment = under_assessment(cast)
    marked_by(cast, assessment, "chair")
    client = account(cast, cast.auditor)
    few = statements(client, assessment)
    for name in ("member", "second_member", "coordinator"):
        marked_by(cast, assessment, name)

    assert statements(client, assessment) == few


def statements(client: Client, assessment: Assessment) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, assessment)
    return len(captured)
