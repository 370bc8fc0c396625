"""Fills the database that DATABASE_URL names: python -m scripts.bench.fill SIZE CLAIM

The register grows to SIZE matters; then claim CLAIM (1, 2 or 3) is frozen, by the action that freezes any claim.
"""

import sys
from datetime import UTC, datetime

from scripts.bench.django_ready import django_ready, say


def fill(size: int, claim: int) -> dict[str, int]:
    """How many rows were written, and how many lines the claim holds."""
    from scripts.bench.matters import add_matters
    from scripts.bench.programme import holder, open_programme
    from scripts.bench.programme_facts import SLUG
    from talkoot.claims.actions.freeze_claim import freeze_claim
    from talkoot.core.actor import Actor
    from talkoot.people.roles import RoleCode
    from talkoot.records.models import Register

    register = Register.objects.filter(slug=SLUG).first() or open_programme()
    rows = sum(add_matters(register, size, claim))
    now = datetime(2020, 11, 1, 9, 0, tzinfo=UTC)
    actor = Actor(person_id=holder(register, RoleCode.ADMINISTRATOR).pk)
    frozen = freeze_claim(register=register, actor=actor, number=claim, now=now, today=now.date())
    return {"rows": rows, "lines": frozen.lines.count()}


if __name__ == "__main__":
    django_ready()
    say(fill(int(sys.argv[1]), int(sys.argv[2])))
