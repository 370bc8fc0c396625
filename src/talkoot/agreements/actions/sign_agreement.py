"""Sign an agreement for one of its two sides."""

from datetime import date, datetime

from talkoot.agreements.messages import tell_that_it_started
from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.permissions import check_can_sign
from talkoot.agreements.queries import agreement_in, project_in
from talkoot.agreements.states import AGREEMENT, PROJECT, AgreementState, Side
from talkoot.core.actor import Actor
from talkoot.records.states import Phase
from talkoot.records.writing import check_version, move_matter, record, writing


def sign_agreement(
    *, agreement: Agreement, actor: Actor, side: Side, version: int, now: datetime, today: date
) -> Agreement:
    """The recipient signs first, then another person for the city: then it is in force and its project runs.

    Raises NotInOrder when it is the other side's turn.
    """
    with writing(agreement.register) as register:
        project_in(register, agreement.project_id)  # its lock comes before the agreement's row is read
        agreement = agreement_in(register, agreement.pk)
        check_can_sign(actor, agreement, side, today)
        check_version(agreement, version, {})
        agreement.state = AGREEMENT.after(f"sign_for_{side}", agreement.state)
        agreement.version += 1
        if side is Side.RECIPIENT:
            agreement.recipient_signatory_id, agreement.recipient_signed_on = actor.human_id, today
        else:
            agreement.city_signatory_id, agreement.city_signed_on = actor.human_id, today
        agreement.save()
        project = _start(agreement.project) if agreement.state == AgreementState.IN_FORCE else None
        record(
            register=register, actor=actor, verb=f"sign_for_{side}", now=now, matter=agreement.project.matter,
            subject=agreement, rows=[project] if project else [],
            facts={"project": agreement.project_id, "signed_on": today},
        )  # fmt: skip
        if project:
            tell_that_it_started(project, project.matter.application, now=now)
        return agreement


def _start(project: Project) -> Project:
    project.state = PROJECT.after("start", project.state)
    project.version += 1
    project.save(update_fields=["state", "version"])
    move_matter(project.matter, phase=Phase.PROJECT, status=f"{PROJECT.name}:{project.state}")
    return project
