"""propose_decision: by somebody at the table, with enough left at it."""

import pytest

from talkoot.applications.models import Application
from talkoot.core.errors import NotPermitted
from talkoot.decisions.actions.propose_decision import propose_decision
from talkoot.decisions.models import AgendaItem, Decision
from talkoot.decisions.rules import (
    AlreadyProposed,
    AmountDoesNotFit,
    AssessmentNotPassed,
    DecisionReasonsMissing,
    MeetingNotHeld,
    NoQuorum,
    NotAtTheTable,
)
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Person
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.models import Entry
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import TOTAL_CENTS, assessed, called, held, somebody_elsewhere

pytestmark = pytest.mark.django_db


def item_of(cast: Cast, application: Application) -> AgendaItem:
    return AgendaItem.objects.get(meeting=held(cast, application))


def proposing(cast: Cast, item: AgendaItem, **changes: object) -> Decision:
    facts: dict[str, object] = {
        "item": item,
        "actor": cast.act("member"),
        "outcome": Decision.Outcome.GRANT,
        "granted_cents": TOTAL_CENTS,
        "reasons": Text("Hyvä suunnitelma.", "fi"),
        "now": NOW,
        "today": TODAY,
    }
    return propose_decision(**{**facts, **changes})  # type: ignore[arg-type]


def steps_aside(cast: Cast, application: Application, *people: Person) -> None:
    for person in people:
        declare_interest(
            register=cast.register, actor=cast.act("chair"), person=person, matter=application.matter,
            ground="close_relation", now=NOW, today=TODAY,
        )  # fmt: skip


def test_the_table_proposes_a_grant_with_conditions(cast: Cast) -> None:
    application = assessed(cast)

    decision = proposing(
        cast, item_of(cast, application), granted_cents=20_000_00, conditions=Text("Nimeä työntekijä.", "fi")
    )

    assert (decision.step, decision.outcome, decision.granted_cents) == ("proposed", "grant", 20_000_00)
    assert (decision.is_conditional, decision.made_by) == (True, cast.member)
    assert (decision.matter.phase, decision.matter.status) == (Phase.DECISION, "decision:proposed")
    texts = {one.name: one.text for one in Entry.objects.get(verb="propose_decision").texts.all()}
    assert texts == {"reasons": "Hyvä suunnitelma.", "conditions": "Nimeä työntekijä."}


def test_a_failed_application_can_only_be_proposed_for_refusal(cast: Cast) -> None:
    item = item_of(cast, assessed(cast, worker=False))

    with pytest.raises(AssessmentNotPassed):
        proposing(cast, item)
    refusal = proposing(cast, item, outcome=Decision.Outcome.REFUSE, granted_cents=0)
    assert (refusal.outcome, refusal.granted_cents, refusal.is_conditional) == ("refuse", 0, False)


def test_more_than_asked_and_a_proposal_without_reasons_are_refused(cast: Cast) -> None:
    item = item_of(cast, assessed(cast))

    with pytest.raises(AmountDoesNotFit):
        proposing(cast, item, granted_cents=TOTAL_CENTS + 1)
    with pytest.raises(DecisionReasonsMissing):
        proposing(cast, item, reasons=Text("", "fi"))


def test_nothing_is_proposed_before_the_meeting_was_held(cast: Cast) -> None:
    called(cast, assessed(cast))

    with pytest.raises(MeetingNotHeld):
        proposing(cast, AgendaItem.objects.get())


def test_there_is_one_proposal_on_an_application(cast: Cast) -> None:
    item = item_of(cast, assessed(cast))
    proposing(cast, item)

    with pytest.raises(AlreadyProposed):
        proposing(cast, item, actor=cast.act("chair"))


def test_who_stepped_aside_does_not_propose_but_the_others_do(cast: Cast) -> None:
    application = assessed(cast)
    steps_aside(cast, application, cast.member)
    item = item_of(cast, application)

    with pytest.raises(HasInterest):
        proposing(cast, item)
    assert proposing(cast, item, actor=cast.act("chair")).made_by == cast.chair
    assert f'"voting":[{cast.second_member.pk},{cast.third_member.pk},{cast.chair.pk}]' in Entry.objects.get(
        verb="propose_decision"
    ).facts.replace(" ", "")


def test_when_too_few_are_left_nothing_is_proposed(cast: Cast) -> None:
    application = assessed(cast)
    steps_aside(cast, application, cast.member, cast.second_member)
    item = item_of(cast, application)

    with pytest.raises(NoQuorum, match="2 may vote"):
        proposing(cast, item, actor=cast.act("chair"))


def test_an_interest_that_came_to_light_after_the_meeting_counts_too(cast: Cast) -> None:
    application = assessed(cast)
    item = item_of(cast, application)
    steps_aside(cast, application, cast.second_member, cast.third_member)

    with pytest.raises(NoQuorum):
        proposing(cast, item, actor=cast.act("chair"))


def test_a_member_who_was_not_there_does_not_propose(cast: Cast) -> None:
    item = item_of(cast, assessed(cast))
    absent = cast.person("Pirjo Poissa", RoleCode.MEMBER)

    with pytest.raises(NotAtTheTable):
        proposing(cast, item, actor=type(cast.act("member"))(person_id=absent.pk))


@pytest.mark.parametrize("name", ["stranger", "coordinator", "city_signatory", "signatory"])
def test_only_the_steering_group_proposes(cast: Cast, name: str) -> None:
    item = item_of(cast, assessed(cast))

    with pytest.raises(NotPermitted, match="propose a decision"):
        proposing(cast, item, actor=cast.act(name))


def test_a_member_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    item = item_of(cast, assessed(cast))

    with pytest.raises(NotPermitted):
        proposing(cast, item, actor=somebody_elsewhere(cast, programme_file, RoleCode.MEMBER))
