"""Every stage's invariants, in the order of the line."""

from talkoot.activities.invariants import INVARIANTS as ACTIVITIES
from talkoot.agreements.invariants import INVARIANTS as AGREEMENTS
from talkoot.claims.invariants import INVARIANTS as CLAIMS
from talkoot.costs.invariants import INVARIANTS as COSTS
from talkoot.decisions.invariants import INVARIANTS as DECISIONS
from talkoot.records.invariants import INVARIANTS as RECORDS
from talkoot.records.invariants import Broken, Invariant, ask

EVERY: tuple[Invariant, ...] = (*RECORDS, *DECISIONS, *AGREEMENTS, *ACTIVITIES, *COSTS, *CLAIMS)
"""What `talkoot verify` asks."""


def everything_broken() -> list[Broken]:
    """Every place that isn't as it was recorded; none when all is well."""
    return [broken for invariant in EVERY for broken in ask(invariant)]
