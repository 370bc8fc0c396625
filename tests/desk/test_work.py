"""The worklist: everything that waits for somebody, whose turn it is, and nothing that they can't do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from talkoot.agreements.actions.sign_agreement import sign_agreement
from talkoot.agreements.models import Agreement
from talkoot.agreements.states import Side
from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.models import Assessment
from talkoot.desk.queries.line import APPROVE, STEPS
from talkoot.desk.queries.spending import VOUCHER_PAGE
from talkoot.desk.waiting import address
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.outbox.models import Feedback
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.end_role import end_role
from talkoot.people.actions.give_role import give_role
from talkoot.people.grounds import Ground
from talkoot.people.models import Role
from talkoot.people.roles import RoleCode
from talkoot.records.writing import Text
from tests.activities import planned
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.costs import projects, recorded
from tests.desk.waits import found, statements, todo
from tests.way import (
    assessed,
    called,
    good_marks,
    granted,
    held,
    proposed,
    saved,
    submitted,
    told_idea,
    under_assessment,
)

pytestmark = pytest.mark.django_db

LATER = datetime(2019, 5, 6, 9, 0, tzinfo=UTC)


def test_an_idea_waits_for_those_who_handle_ideas_with_the_day_by_which_it_is_answered(cast: Cast) -> None:
    idea = told_idea(cast)

    (row,) = found(cast, "coordinator").rows
    assert (row.code, row.title, row.since) == (idea.matter.code, "Yhteinen puutarha", TODAY)
    assert row.due_on
    assert row.due_on > TODAY
    assert row.address.endswith(f"/{idea.matter.code}/idea/")
    assert todo(cast, "communicator")
    assert not todo(cast, "member")
    assert not todo(cast, "accountant")


def test_an_idea_that_is_growing_waits_for_its_application_or_answer(cast: Cast) -> None:
    idea = told_idea(cast)
    take_up_idea(
        idea=idea, actor=cast.act("coordinator"), guidance=Text("Kehitetään.", "fi"), version=idea.version,
        now=NOW, today=TODAY,
    )  # fmt: skip

    assert [do for do, _code in todo(cast, "coordinator")] == ["Help the idea become an application, or answer it"]


def test_a_draft_waits_for_its_own_association_alone(cast: Cast) -> None:
    draft = saved(cast)
    other = cast.organisation("Muu Väki ry (keksitty)", register_number="900.009")
    cast.other_writer = cast.person("Muu Kirjoittaja", RoleCode.WRITER, other)  # type: ignore[attr-defined]

    assert todo(cast, "writer") == [("Finish the application and send it", draft.matter.code)]
    assert not todo(cast, "coordinator")
    assert not todo(cast, "other_writer")


def test_what_is_to_be_completed_is_late_the_day_after_its_last_day(cast: Cast) -> None:
    application = submitted(cast)
    assert [do for do, _code in todo(cast, "administrator")] == [
        "Read the application: ask for what is missing, or take it to assessment"
    ]
    ask_to_complete(
        application=application, actor=cast.act("administrator"), asked=Text("Aikataulu.", "fi"),
        due_on=TODAY + timedelta(days=7), now=NOW, today=TODAY,
    )  # fmt: skip

    (row,) = found(cast, "signatory").rows
    assert (row.due_on, row.late(TODAY + timedelta(days=7)), row.late(TODAY + timedelta(days=9))) == (
        TODAY + timedelta(days=7), 0, 2,
    )  # fmt: skip
    assert not todo(cast, "administrator")


def test_the_assessment_waits_for_everybody_who_has_not_marked_and_then_for_its_conclusion(cast: Cast) -> None:
    assessment = under_assessment(cast)
    code = assessment.application.matter.code
    assert todo(cast, "member") == todo(cast, "coordinator") == [("Assess the application", code)]
    for who in ("member", "coordinator"):
        assess_application(
            assessment=Assessment.objects.get(), actor=cast.act(who), marks=good_marks(assessment), lang="fi",
            now=NOW, today=TODAY,
        )  # fmt: skip

    assert not todo(cast, "member")
    assert todo(cast, "coordinator") == [("Conclude the assessment", code)]


def test_who_has_an_interest_is_not_asked(cast: Cast) -> None:
    assessment = under_assessment(cast)
    declare_interest(
        register=cast.register, actor=cast.act("member"), person=cast.member, matter=assessment.application.matter,
        ground=Ground.BOARD_MEMBER, now=NOW, today=TODAY,
    )  # fmt: skip

    assert not todo(cast, "member")
    assert todo(cast, "second_member")


def test_meetings_are_prepared_written_down_and_propose(cast: Cast) -> None:
    first = assessed(cast)
    assert todo(cast, "chair") == [("Put it on the agenda of a meeting", first.matter.code)]
    second = assessed(cast, submitted(cast))
    called(cast, first, second)
    # Two items of one meeting are one thing to do.
    assert [do for do, _code in todo(cast, "chair")] == ["Write down who was present at the meeting"]
    assert not todo(cast, "member")


def test_who_sat_at_the_meeting_proposes_and_the_authority_decides(cast: Cast) -> None:
    application = assessed(cast)
    held(cast, application)
    cast.absent = cast.person("Poissa Jäsen", RoleCode.MEMBER)  # type: ignore[attr-defined]

    (row,) = found(cast, "member").rows
    assert row.address.endswith(f"/meetings/1/{application.matter.code}/")
    assert not todo(cast, "absent")


def test_a_proposal_waits_for_the_authority_alone(cast: Cast) -> None:
    application = assessed(cast)
    code = application.matter.code
    proposed(cast, application)
    assert todo(cast, "city_signatory") == [("Decide on the application", code)]
    assert not todo(cast, "chair")


def test_a_grant_waits_for_the_funder_where_the_terms_say_so(cast: Cast) -> None:
    grant = granted(cast)

    assert todo(cast, "administrator") == [("Give notice of the decision", grant.matter.code)]
    assert todo(cast, "accountant") == [("Write down whether the funder approves the recipient", grant.matter.code)]


def test_an_agreement_waits_for_the_recipient_first_and_then_for_the_city(cast: Cast) -> None:
    project = projects.unsigned_sub_grant(cast)
    assert ("Sign the agreement for your organisation", project.matter.code) in todo(cast, "signatory")
    assert not todo(cast, "city_signatory")
    assert not todo(cast, "writer")


def test_an_invoice_waits_for_its_orderer_and_for_who_records_it(cast: Cast) -> None:
    recorded.invoice(cast)

    assert todo(cast, "coordinator", LATER) == [("Look at the invoice: is it what was ordered?", "MM-0001")]
    assert todo(cast, "administrator", LATER) == [("Record the cost of the voucher", "MM-0001")]


def test_what_waited_for_somebody_who_left_waits_for_the_successor_and_says_so(cast: Cast) -> None:
    recorded.invoice(cast)
    cast.new = cast.person("Outi Ohjaaja", RoleCode.COORDINATOR)  # type: ignore[attr-defined]
    role = Role.objects.get(person=cast.coordinator)
    end_role(
        register=cast.register, actor=cast.act("administrator"), role=role, last_day=date(2019, 5, 6),
        successor=cast.new, version=role.version, now=LATER, today=date(2019, 5, 6),  # type: ignore[attr-defined]
    )  # fmt: skip

    assert not found(cast, "new", LATER).rows  # the role still holds on its last day
    (row,) = found(cast, "new", LATER + timedelta(days=1)).rows
    assert str(row.note) == "From Kaisa Koordinaattori, whose role ended on 2019-05-06."


def test_a_successor_who_left_too_hands_on_to_their_own(cast: Cast) -> None:
    recorded.invoice(cast)
    cast.second = cast.person("Outi Ohjaaja", RoleCode.COORDINATOR)  # type: ignore[attr-defined]
    cast.third = cast.person("Kolmas Ohjaaja", RoleCode.COORDINATOR)  # type: ignore[attr-defined]
    for gone, successor in ((cast.coordinator, cast.second), (cast.second, cast.third)):  # type: ignore[attr-defined]
        role = Role.objects.get(person=gone)
        end_role(
            register=cast.register, actor=cast.act("administrator"), role=role, last_day=date(2019, 5, 6),
            successor=successor, version=role.version, now=LATER, today=date(2019, 5, 6),
        )  # fmt: skip

    assert len(found(cast, "third", LATER + timedelta(days=1)).rows) == 1


def test_costs_wait_for_a_second_person_one_row_a_project(cast: Cast) -> None:
    recorded.entry(cast)
    recorded.cost(cast, recorded.receipt(cast))

    assert ("Check 2 costs", "MM-0001") in todo(cast, "coordinator", LATER)
    give_role(
        register=cast.register, actor=LOADER, person=cast.administrator, code=RoleCode.ACCOUNTANT,
        valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip
    assert not [do for do, _code in todo(cast, "administrator", LATER) if do.startswith("Check")]


def test_an_activity_that_is_over_waits_for_its_count(cast: Cast) -> None:
    activity = planned.plan(cast)
    over = planned.ENDS + timedelta(hours=1)
    mine = ("Say how many came", activity.project.matter.code)
    assert mine not in todo(cast, "writer", planned.BEFORE)

    assert mine in todo(cast, "writer", over)
    assert mine in todo(cast, "communicator", over)
    planned.count(cast, activity, 12)
    assert mine not in todo(cast, "writer", over)


def test_a_statement_is_due_when_a_claim_period_is_over(cast: Cast) -> None:
    project = projects.sub_grant(cast)
    write = ("Write the cost statement: a claim period is over", project.matter.code)
    assert write not in todo(cast, "writer", LATER)

    assert write in todo(cast, "writer", datetime(2019, 7, 5, 9, 0, tzinfo=UTC))
    recorded.statement(cast, project)
    assert ("Finish and sign the cost statement", project.matter.code) in todo(cast, "signatory", LATER)
    assert ("Finish the cost statement", project.matter.code) in todo(cast, "writer", LATER)


def test_a_period_that_is_over_waits_to_be_frozen_and_is_late_after_its_day(cast: Cast) -> None:
    late = [row for row in found(cast, "administrator", datetime(2020, 1, 2, tzinfo=UTC)).rows if row.due_on]

    assert ("Freeze the claim", "") in todo(cast, "administrator", datetime(2020, 1, 2, tzinfo=UTC))
    assert late[0].late(date(2020, 1, 2)) > 0
    assert not found(cast, "accountant", datetime(2020, 1, 2, tzinfo=UTC)).rows


def test_feedback_waits_by_its_last_day(cast: Cast) -> None:
    Feedback.objects.create(
        register=cast.register, text="Ei kontrastia.", lang="fi", given_at=NOW, due_on=TODAY + timedelta(days=14),
        form_key="f",
    )  # fmt: skip

    assert todo(cast, "communicator") == [("Answer the feedback", "")]


def test_late_ones_come_first(cast: Cast) -> None:
    told_idea(cast)
    (row,) = found(cast, "coordinator").rows
    early, late = replace(row, code="A", due_on=None), replace(row, code="B", due_on=TODAY - timedelta(days=1))

    assert sorted([early, late], key=lambda one: one.urgency(TODAY)) == [late, early]


def test_more_than_twenty_of_a_kind_lead_to_the_list_of_all_and_hide_nothing_else(cast: Cast) -> None:
    for _number in range(22):
        told_idea(cast)
    application = submitted(cast)

    everything = found(cast, "coordinator")
    codes = [row.code for row in everything.rows]
    assert (len(codes), application.matter.code in codes) == (21, True)
    assert [where for _do, where in everything.more] == [address("staff_ideas", cast.register)]


def test_a_worklist_costs_at_most_eight_statements_whoever_asks(cast: Cast) -> None:
    projects.main(cast)
    granted(cast)

    def more(number: int) -> None:
        told_idea(cast)
        saved(cast)
        recorded.invoice(cast, number=str(2000 + number))

    more(0)
    few = {code: statements(cast, code, LATER) for code in PEOPLE}
    for number in range(1, 4):
        more(number)

    assert {code: statements(cast, code, LATER) for code in PEOPLE} == few
    assert max(few.values()) <= 8


PEOPLE = (
    "writer", "signatory", "coordinator", "administrator", "accountant", "communicator", "member", "chair",
    "city_signatory", "auditor",
)  # fmt: skip


def test_what_the_recipient_signed_waits_for_the_city_until_it_signs_too(cast: Cast) -> None:
    project = projects.unsigned_sub_grant(cast)
    mine = ("Sign the agreement for the city", project.matter.code)
    agreement = Agreement.objects.get(project=project)
    for side, who in ((Side.RECIPIENT, "signatory"), (Side.CITY, "city_signatory")):
        assert (mine in todo(cast, "city_signatory")) is (side is Side.CITY)
        agreement = sign_agreement(
            agreement=agreement, actor=cast.act(who), side=side, version=agreement.version, now=NOW, today=TODAY
        )

    assert mine not in todo(cast, "city_signatory")


def test_every_page_and_list_the_worklist_leads_to_is_there(cast: Cast) -> None:
    places: dict[str, dict[str, object]] = {
        one.route: {"meeting": {"number": 1}, "propose": {"number": 1, "code": "MM-0001"}, "call_meeting": {}}.get(
            one.route, {"code": "MM-0001"}
        )
        for one in (*STEPS, APPROVE)
    }
    places |= {one.all_of_them: {} for one in STEPS}
    places |= {route: {"key": 1} for route in (*VOUCHER_PAGE.values(), "count_visits")}
    places |= {"freeze": {"number": 1}, "funder_decision": {"number": 1}, "statement": {"code": "MM-0001"}}
    places |= {route: {} for route in ("checking", "vouchers", "activities", "feedback")}

    assert not [route for route, kwargs in places.items() if not address(route, cast.register, **kwargs)]
