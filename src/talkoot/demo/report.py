"""What is in the demo, as facts: counts, claims, and the money by source in cents."""

from dataclasses import asdict
from typing import Any

from django.db.models import Count

from talkoot.activities.models import Activity
from talkoot.agreements.models import Agreement, Project
from talkoot.applications.models import Application
from talkoot.claims.models import Claim
from talkoot.claims.queries import money_by_source, shares_of
from talkoot.core.canonical import plain
from talkoot.costs.models import Arrival, Voucher
from talkoot.decisions.models import Decision
from talkoot.demo.build import SLUG
from talkoot.ideas.models import Idea
from talkoot.records.models import Matter
from talkoot.records.queries import register_by_slug

COUNTED = {
    "matters": Matter,
    "ideas": Idea,
    "applications": Application,
    "decisions": Decision,
    "agreements": Agreement,
    "projects": Project,
    "activities": Activity,
    "vouchers": Voucher,
}


def report() -> dict[str, Any]:
    """How many of everything there are, the claims, and the money by source."""
    register = register_by_slug(SLUG)
    outcomes = Arrival.objects.filter(register=register).values_list("outcome").annotate(Count("pk"))
    claims = list(Claim.objects.filter(register=register).order_by("number"))
    shares = shares_of(claims)
    return {
        **{name: _count(model, register.pk) for name, model in COUNTED.items()},
        "arrivals": dict(outcomes.order_by("outcome")),
        "claims": [
            {
                "number": claim.number,
                "period": [plain(claim.starts_on), plain(claim.ends_on)],
                "total_cents": claim.total_cents,
                "shares": shares[claim.pk],
            }
            for claim in claims
        ],
        "money": {row.source: _without_source(asdict(row)) for row in money_by_source(register)},
    }


def _count(model: Any, register: int) -> int:
    return int(model.objects.filter(register=register).count())


def _without_source(row: dict[str, Any]) -> dict[str, int]:
    return {name: cents for name, cents in row.items() if name != "source"}
