"""Write down that the funder approved a new recipient."""

from datetime import date, datetime

from talkoot.applications.models import Application
from talkoot.applications.queries import application_in
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.decisions import rules
from talkoot.decisions.actions._write_decision import write_decision
from talkoot.decisions.models import Decision
from talkoot.decisions.permissions import check_can_record_funder
from talkoot.decisions.queries import decided
from talkoot.decisions.states import DECISION, DecisionStep
from talkoot.programme.queries import terms_of
from talkoot.records.states import Phase
from talkoot.records.writing import move_matter, record, writing


def approve_by_funder(
    *, application: Application, actor: Actor, diary_number: str, approved_on: date, now: datetime, today: date
) -> Decision:
    """The funder's approval, with the number in its diary; an agreement can follow.

    Raises ReferenceMissing, ApprovalNotYet, and ApprovalNotNeeded when aid isn't transferred, the funder knows the
    recipient or the terms don't ask.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_record_funder(actor, application, today)
        rules.check_reference(diary_number, Sentence("The diary number"), rules.DIARY_NUMBER_LENGTH)
        grant = decided(application)
        if grant is None or grant.outcome != Decision.Outcome.GRANT:
            raise rules.NotGranted("The authority hasn't granted this, so there is nothing for the funder to approve.")
        rules.check_approval_day(approved_on, grant.made_on, today)
        if not rules.is_approval_needed(terms_of(register), application.model, application.organisation.business_id):
            raise rules.ApprovalNotNeeded("No approval is needed here: the agreement can be prepared.")
        state = DECISION.after("approve", application.matter.status.partition(":")[2])
        approval = write_decision(
            application, DecisionStep.APPROVED, Decision.Outcome.GRANT, actor=actor, granted_cents=grant.granted_cents,
            conditions=None, made_on=approved_on, diary_number=diary_number,
        )  # fmt: skip
        move_matter(application.matter, phase=Phase.DECISION, status=f"{DECISION.name}:{state}")
        record(
            register=register, actor=actor, verb="approve_by_funder", now=now,
            matter=application.matter, subject=approval,
        )  # fmt: skip
        return approval
