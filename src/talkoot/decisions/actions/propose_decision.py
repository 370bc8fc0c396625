"""Propose a decision on an application."""

from datetime import date, datetime

from talkoot.assessment.states import AssessmentState
from talkoot.core.actor import Actor
from talkoot.decisions import rules
from talkoot.decisions.actions._write_decision import words_of, write_decision
from talkoot.decisions.models import AgendaItem, Decision
from talkoot.decisions.permissions import check_can_propose
from talkoot.decisions.queries import asked_cents, item_in, recused_from, seats_at
from talkoot.decisions.states import DECISION, DecisionStep
from talkoot.programme.queries import terms_of
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, record, writing


def propose_decision(
    *,
    item: AgendaItem,
    actor: Actor,
    outcome: Decision.Outcome,
    granted_cents: int = 0,
    reasons: Text,
    conditions: Text | None = None,
    now: datetime,
    today: date,
) -> Decision:
    """The steering group's proposal, made on the day of its meeting by somebody who was there with a vote.

    Raises NotAtTheTable, and NoQuorum when too few are left after those who stepped aside.
    """
    with writing(item.meeting.register) as register:
        item = item_in(register, item.pk)
        application, meeting = item.application, item.meeting
        check_can_propose(actor, application, today)
        rules.check_can_be_proposed(meeting.state, application.matter.phase, application.assessment.state)
        voting = rules.voters(seats_at(meeting), recused_from(item))
        rules.check_at_the_table(actor.person_id, voting)
        rules.check_quorum(voting, terms_of(register).decisions.quorum)
        rules.check_verdict(
            is_grant=outcome == Decision.Outcome.GRANT,
            granted_cents=granted_cents,
            asked_cents=asked_cents(application),
            is_passed=application.assessment.state == AssessmentState.PASSED,
            reasons=reasons.text,
        )
        decision = write_decision(
            application, DecisionStep.PROPOSED, outcome, actor=actor, granted_cents=granted_cents,
            conditions=conditions, made_on=meeting.held_on, meeting=meeting,
        )  # fmt: skip
        move_matter(application.matter, phase=Phase.DECISION, status=f"{DECISION.name}:{DECISION.start}")
        record(
            register=register, actor=actor, verb="propose_decision", now=now, matter=application.matter,
            subject=decision, facts={"voting": sorted(voting)}, texts=words_of(reasons, conditions),
        )  # fmt: skip
        return decision
