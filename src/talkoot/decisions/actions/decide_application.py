"""Decide on an application: grant, with or without conditions, or refuse."""

from datetime import date, datetime

from talkoot.applications.models import Application
from talkoot.applications.queries import application_in
from talkoot.assessment.states import AssessmentState
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.decisions import rules
from talkoot.decisions.actions._write_decision import words_of, write_decision
from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.permissions import check_can_decide
from talkoot.decisions.queries import asked_cents, assessment_state, decided, headroom, proposed
from talkoot.decisions.states import DECISION, DecisionStep
from talkoot.programme.queries import terms_of
from talkoot.records.models import Register
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter, record, writing


def decide_application(
    *,
    application: Application,
    actor: Actor,
    outcome: Decision.Outcome,
    granted_cents: int = 0,
    section: str,
    diary_number: str,
    reasons: Text,
    conditions: Text | None = None,
    now: datetime,
    today: date,
) -> Decision:
    """The authority's decision, which may differ from what was proposed. A grant commits its whole amount.

    `granted_cents` is the project's whole accepted cost, own share included. Commitments of a funding model never
    pass its frame, also when two decide at once. Whoever proposed doesn't decide. Raises FrameExceeded with the
    headroom, ReferenceMissing.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        proposal = proposed(application)
        check_can_decide(actor, application, proposal.made_by_id if proposal else None, today)
        is_grant = outcome == Decision.Outcome.GRANT
        rules.check_reference(section, Sentence("The section"), rules.SECTION_LENGTH)
        rules.check_reference(diary_number, Sentence("The diary number"), rules.DIARY_NUMBER_LENGTH)
        _check_order(application, register)
        rules.check_verdict(
            is_grant=is_grant,
            granted_cents=granted_cents,
            asked_cents=asked_cents(application),
            is_passed=assessment_state(application) == AssessmentState.PASSED,
            reasons=reasons.text,
        )
        if is_grant:
            # Summed after the register's lock was taken, in a statement of its own: what another decision committed
            # meanwhile is seen (on PostgreSQL a statement sees what was committed when it began).
            rules.check_fits_frame(granted_cents, headroom(register, application.model), application.model)
        decision = write_decision(
            application, DecisionStep.DECIDED, outcome, actor=actor, granted_cents=granted_cents,
            conditions=conditions, made_on=today, section=section, diary_number=diary_number,
        )  # fmt: skip
        commitments = [_commit(decision, now)] if is_grant else []
        verb = "grant" if is_grant else "refuse"
        state = DECISION.after(verb, DecisionStep.PROPOSED)
        move_matter(application.matter, phase=Phase.DECISION, status=f"{DECISION.name}:{state}")
        facts = {"granted_cents": granted_cents, "differs_from_proposal": _differs_from_proposal(decision)}
        record(
            register=register, actor=actor, verb=f"{verb}_application", now=now, matter=application.matter,
            subject=decision, rows=commitments, facts=facts, texts=words_of(reasons, conditions),
        )  # fmt: skip
        return decision


def _check_order(application: Application, register: Register) -> None:
    before = decided(application)
    if before:
        raise rules.AlreadyDecided(
            "This was decided on {made_on}, {section} {diary_number}.",
            made_on=before.made_on,
            section=before.section,
            diary_number=before.diary_number,
        )
    rules.check_concluded(assessment_state(application))
    if terms_of(register).decisions.proposed_by and proposed(application) is None:
        raise rules.NotProposed("The steering group hasn't proposed anything on this yet. Put it on its agenda first.")


def _commit(decision: Decision, now: datetime) -> Commitment:
    return Commitment.objects.create(
        register=decision.register,
        matter=decision.matter,
        decision=decision,
        model=decision.application.model,
        kind=Commitment.Kind.GRANT,
        amount_cents=decision.granted_cents,
        made_at=now,
    )


def _differs_from_proposal(decision: Decision) -> bool:
    proposal = proposed(decision.application)
    return proposal is not None and (
        (proposal.outcome, proposal.granted_cents) != (decision.outcome, decision.granted_cents)
    )
