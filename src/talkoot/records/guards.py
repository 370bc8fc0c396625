"""The one list of what may not be changed, held by triggers on both databases and recomputed by `verify`.

A row here is *recorded*: the entry of the action that wrote it carries its cells (or, for the many parts of one
whole, their count and digest), so a change made behind the application's back is found and named.
"""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Guard:
    """One guarded model.

    `free` columns may change (their changes are recorded too), `set_once` columns may go from null to a value once;
    nothing else may. `once` is an SQL condition on OLD from which on the guard holds (always, when empty).
    `part_of` names the column that points at the whole, `whole` the whole's model: such rows are recorded by digest.
    `chained` marks the chain itself, which is not recorded in itself.
    """

    model: str
    free: tuple[str, ...] = ()
    set_once: tuple[str, ...] = ()
    once: str = ""
    part_of: str = ""
    whole: str = ""
    chained: bool = False


GUARDS = (
    Guard("records.entry", chained=True),
    Guard("records.entrytext", free=("text", "salt"), chained=True),
    Guard("records.storedfile"),
    Guard("programme.terms"),
    Guard("decisions.decision", set_once=("served_on", "appeal_until_on")),
    Guard("decisions.commitment"),
    Guard("agreements.agreement", once="OLD.state = 'in_force'"),
    Guard("agreements.projectbudgetline"),
    Guard("activities.headcount"),
    Guard("costs.arrival"),
    Guard("costs.voucher", free=("state", "project_id", "orderer_id", "slip_id", "version")),
    Guard("costs.coststatement", once="OLD.state <> 'draft'"),
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


@dataclass(frozen=True)
class Sentence:
    """What a CHECK can't say because it looks at other rows; said when a row changes state.

    `refused_when` is SQL in terms of NEW, and of OLD when something was there before; the same for both databases.
    `event` is INSERT or UPDATE.
    """

    name: str
    model: str
    event: str
    refused_when: str
    message: str


SENTENCES = (
    Sentence(
        "claim_sums",
        "claims.claim",
        "UPDATE",
        "OLD.state = 'open' AND NEW.state = 'frozen'"
        " AND (NEW.total_cents <> (SELECT COALESCE(SUM(amount_cents), 0) FROM claims_claimline"
        " WHERE claim_id = NEW.id) OR NEW.total_cents <> (SELECT COALESCE(SUM(amount_cents), 0) FROM claims_claimshare"
        " WHERE claim_id = NEW.id))",
        "a claim's lines and shares must add up to its total",
    ),
    Sentence(
        "statement_within_project",
        "costs.coststatement",
        "UPDATE",
        "OLD.state = 'draft' AND NEW.state = 'signed'"
        " AND NOT EXISTS (SELECT 1 FROM agreements_project WHERE id = NEW.project_id"
        " AND starts_on <= NEW.starts_on AND NEW.ends_on <= agreements_project.ends_on)",
        "a signed statement's period lies inside its project",
    ),
    Sentence(
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
    Sentence(
        "claim_stays_frozen",
        "claims.claim",
        "UPDATE",
        "OLD.state <> 'open' AND NEW.state = 'open'",
        "a frozen claim is never opened again: correct it in the next one",
    ),
)


def guard_of(row: models.Model) -> Guard | None:
    """The guard of a row that is recorded whole, or None."""
    return next(
        (one for one in GUARDS if one.model == row._meta.label_lower and not one.part_of and not one.chained), None
    )
