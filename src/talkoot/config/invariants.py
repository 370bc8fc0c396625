"""Every stage's invariants, in the order of the line."""

from talkoot.activities.invariants import INVARIANTS as ACTIVITIES
from talkoot.agreements.invariants import INVARIANTS as AGREEMENTS
from talkoot.claims.invariants import INVARIANTS as CLAIMS
from talkoot.costs.invariants import INVARIANTS as COSTS
from talkoot.decisions.invariants import INVARIANTS as DECISIONS
from talkoot.records.invariants import INVARIANTS as RECORDS
from talkoot.records.invariants import Invariant


def every_invariant() -> tuple[Invariant, ...]:
    """What `talkoot verify` asks."""
    return (*RECORDS, *DECISIONS, *AGREEMENTS, *ACTIVITIES, *COSTS, *CLAIMS)
