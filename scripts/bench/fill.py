"""Lets the measured register grow, and freezes the claim of its newest costs."""

from datetime import UTC, datetime

from scripts.bench.costs import COSTS
from scripts.bench.matters import add_matters
from scripts.bench.programme import holder, open_programme
from scripts.bench.programme_facts import SLUG
from talkoot.claims.actions.freeze_claim import freeze_claim
from talkoot.core.actor import Actor
from talkoot.people.roles import RoleCode
from talkoot.records.models import Register


def measure(size: str, claim: str, costs: str = f"{COSTS}", unfrozen: str = "0") -> dict[str, int]:
    """The register with `size` matters, each project with so many costs; claim 1, 2 or 3 is frozen by its action.

    Then so many matters more, whose costs are in the claim after that, which isn't frozen.
    """
    register = Register.objects.filter(slug=SLUG).first() or open_programme()
    rows = sum(add_matters(register, int(size), int(claim), int(costs)))
    now = datetime(2020, 11, 1, 9, 0, tzinfo=UTC)
    actor = Actor(person_id=holder(register, RoleCode.ADMINISTRATOR).pk)
    frozen = freeze_claim(register=register, actor=actor, number=int(claim), now=now, today=now.date())
    rows += sum(add_matters(register, int(size) + int(unfrozen), int(claim) + 1, int(costs))) if int(unfrozen) else 0
    return {"rows": rows, "lines": frozen.lines.count()}
