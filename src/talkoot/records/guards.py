"""The one list of what is recorded, what of it may not be changed, and how the database holds that.

A row here is *recorded*: the entry of every action that writes it carries its cells (or, for the many parts of one
whole, their count and digest), so a change made behind the application's back is found and named by `verify`. A row
that is also *frozen* is held by triggers on both databases.
"""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Guard:
    """One guarded model.

    `free` columns may change (their changes are recorded too), `set_once` columns may go from null to a value once;
    nothing else may. `once` is an SQL condition on OLD from which on the guard holds (always, when empty). A row that
    `is_frozen` no more than recorded may change by an action and has no trigger. `counters` are columns that every
    entry moves, and are no facts. `part_of` is the path to the whole, `whole` the whole's model: such rows are
    recorded by digest. `chained` marks the chain itself, which is not recorded in itself.
    """

    model: str
    free: tuple[str, ...] = ()
    set_once: tuple[str, ...] = ()
    once: str = ""
    is_frozen: bool = True
    counters: tuple[str, ...] = ()
    part_of: str = ""
    whole: str = ""
    chained: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether entries name its rows one by one."""
        return not self.part_of and not self.chained


GUARDS = (
    Guard("records.register", is_frozen=False, counters=("next_number", "chain_count", "chain_head")),
    Guard("records.matter", is_frozen=False),
    Guard("records.entry", chained=True),
    Guard("records.entrytext", free=("text", "salt"), chained=True),
    Guard("records.storedfile"),
    Guard("people.organisation", is_frozen=False),
    Guard("people.role", is_frozen=False),
    Guard("people.interest", is_frozen=False),
    Guard("outbox.feedback", is_frozen=False),
    Guard("programme.programme", is_frozen=False),
    Guard("programme.terms"),
    Guard("ideas.idea", is_frozen=False),
    Guard("applications.application", is_frozen=False),
    Guard("applications.budgetline", part_of="application", whole="applications.application", is_frozen=False),
    Guard("applications.partner", part_of="application", whole="applications.application", is_frozen=False),
    Guard("assessment.assessment", is_frozen=False),
    Guard("assessment.mark", part_of="assessment", whole="assessment.assessment", is_frozen=False),
    Guard("decisions.meeting", is_frozen=False),
    Guard("decisions.agendaitem", part_of="meeting", whole="decisions.meeting", is_frozen=False),
    Guard("decisions.presence", part_of="meeting", whole="decisions.meeting", is_frozen=False),
    Guard("decisions.recusal", part_of="item__meeting", whole="decisions.meeting", is_frozen=False),
    Guard("decisions.decision", set_once=("served_on", "appeal_until_on")),
    Guard("decisions.commitment"),
    Guard("agreements.project", is_frozen=False),
    Guard("agreements.projectbudgetline", part_of="project", whole="agreements.project"),
    Guard("agreements.agreement", once="OLD.state = 'in_force'"),
    Guard("agreements.worker", is_frozen=False),
    Guard("activities.activity", is_frozen=False),
    Guard("activities.headcount"),
    Guard("activities.trialcard", is_frozen=False),
    Guard("costs.orderslip", is_frozen=False),
    Guard("costs.arrival"),
    Guard("costs.voucher", free=("state", "project_id", "orderer_id", "slip_id", "version")),
    Guard("costs.coststatement", once="OLD.state <> 'draft'"),
    Guard("costs.statementline", part_of="statement", whole="costs.coststatement", is_frozen=False),
    Guard("costs.costentry", set_once=("paid_on", "ledger_voucher")),
    Guard("costs.check"),
    Guard("claims.claim", free=("state",), once="OLD.state <> 'open'"),
    Guard("claims.claimline", part_of="claim", whole="claims.claim"),
    Guard("claims.claimshare", part_of="claim", whole="claims.claim"),
    Guard("claims.flatratebase", part_of="claim", whole="claims.claim"),
    Guard("claims.funderdecision"),
    Guard("claims.cut", part_of="funder_decision", whole="claims.funderdecision"),
    Guard("claims.cutshare", part_of="funder_decision", whole="claims.funderdecision"),
    Guard("claims.fundsreceived"),
)
BY_MODEL = {guard.model: guard for guard in GUARDS}


@dataclass(frozen=True)
class Clause:
    """What a CHECK can't say because it looks at other rows; said when a row changes state.

    `refused_when` is SQL in terms of NEW, and of OLD when something was there before; the same for both databases.
    `event` is INSERT or UPDATE.
    """

    name: str
    model: str
    event: str
    refused_when: str
    message: str


CLAUSES = (
    Clause(
        "claim_sums",
        "claims.claim",
        "UPDATE",
        "OLD.state = 'open' AND NEW.state = 'frozen'"
        " AND (NEW.total_cents <> (SELECT COALESCE(SUM(amount_cents), 0) FROM claims_claimline"
        " WHERE claim_id = NEW.id) OR NEW.total_cents <> (SELECT COALESCE(SUM(amount_cents), 0) FROM claims_claimshare"
        " WHERE claim_id = NEW.id))",
        "a claim's lines and shares must add up to its total",
    ),
    Clause(
        "statement_within_project",
        "costs.coststatement",
        "UPDATE",
        "OLD.state = 'draft' AND NEW.state = 'signed'"
        " AND NOT EXISTS (SELECT 1 FROM agreements_project WHERE id = NEW.project_id"
        " AND starts_on <= NEW.starts_on AND NEW.ends_on <= agreements_project.ends_on)",
        "a signed statement's period lies inside its project",
    ),
    Clause(
        "agreed_before_money",
        "costs.check",
        "INSERT",
        "NEW.accepted_cents <> 0 AND EXISTS (SELECT 1 FROM costs_costentry AS entry"
        " JOIN agreements_project AS project ON project.id = entry.project_id"
        " WHERE entry.id = NEW.cost_entry_id AND project.kind = 'sub_grant' AND NOT EXISTS (SELECT 1 FROM"
        " agreements_agreement WHERE project_id = project.id AND state = 'in_force'))",
        "no cost of a sub-grant counts before both sides have signed its agreement",
    ),
    # A claim's state is free, because the funder decides on it later; thawed, it would be free altogether.
    Clause(
        "claim_stays_frozen",
        "claims.claim",
        "UPDATE",
        "OLD.state <> 'open' AND NEW.state = 'open'",
        "a frozen claim is never opened again: correct it in the next one",
    ),
)


def is_named(row: models.Model) -> bool:
    """Whether entries carry this row whole, under its own name."""
    guard = BY_MODEL.get(row._meta.label_lower)
    return guard is not None and guard.is_whole
