"""Every stage's invariants, in the order of the line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talkoot.activities.invariants import INVARIANTS as ACTIVITIES
from talkoot.agreements.invariants import INVARIANTS as AGREEMENTS
from talkoot.claims.invariants import INVARIANTS as CLAIMS
from talkoot.costs.invariants import INVARIANTS as COSTS
from talkoot.decisions.invariants import INVARIANTS as DECISIONS
from talkoot.records.asking import Broken, Invariant, ask, one_moment
from talkoot.records.invariants import INVARIANTS as RECORDS
from talkoot.records.queries import Head, has_entry, heads

EVERY: tuple[Invariant, ...] = (*RECORDS, *DECISIONS, *AGREEMENTS, *ACTIVITIES, *COSTS, *CLAIMS)
"""What `talkoot verify` asks."""


@dataclass(frozen=True)
class Noted:
    """An entry of a chain as somebody wrote it down outside: which register, which entry, which digest."""

    slug: str
    seq: int
    digest: str


@dataclass(frozen=True)
class Verified:
    """Every place that isn't as it was recorded (none when all is well), and the chains by their register's slug."""

    broken: list[Broken]
    chains: dict[str, Head]


def verify(noted: Sequence[Noted] = ()) -> Verified:
    """Ask every invariant, all of one moment, and whether the chains still hold what was noted of them."""
    with one_moment():
        broken = [broken for invariant in EVERY for broken in ask(invariant)]
        return Verified(broken + ask(lambda: _forgotten(noted), "noted heads"), heads())


def _forgotten(noted: Sequence[Noted]) -> Iterator[Broken]:
    for one in noted:
        if not has_entry(one.slug, one.seq, one.digest):
            yield Broken(f"{one.slug} entry {one.seq}", "is not the one that was noted: the chain was written anew")


def everything_broken() -> list[Broken]:
    """Every place that isn't as it was recorded; none when all is well."""
    return verify().broken
