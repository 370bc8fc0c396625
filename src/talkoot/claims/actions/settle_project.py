"""Close a project to the cent."""

from datetime import date, datetime

from talkoot.agreements.actions.close_project import close_project
from talkoot.agreements.models import Project
from talkoot.claims.permissions import check_can_settle
from talkoot.claims.queries import settlement_of
from talkoot.claims.rules import check_settled, check_within_grant
from talkoot.core.actor import Actor
from talkoot.records.models import Register
from talkoot.records.writing import Text, writing


def settle_project(
    *, register: Register, actor: Actor, project: Project, outcome: Text, now: datetime, today: date
) -> Project:
    """Close it once every cost is recorded, checked, claimed and decided; what was not used is given back to the frame.

    `outcome` tells the public what came of it, and goes to whoever told the idea. Raises NotSettled, AboveGrant.
    """
    with writing(register) as register:
        check_can_settle(actor, register, today)
        settlement = settlement_of(project)
        check_settled(
            unsigned=settlement.unsigned,
            unrecorded=settlement.unrecorded,
            unchecked=settlement.unchecked,
            unclaimed=settlement.unclaimed,
            undecided=settlement.undecided,
        )
        unused_cents = check_within_grant(settlement.standing_cents, settlement.committed_cents)
        return close_project(
            register=register, actor=actor, project=project, outcome=outcome,
            unused_cents=unused_cents, now=now, today=today,
        )  # fmt: skip
