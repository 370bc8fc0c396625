"""`talkoot verify` over everything that stands in the chain.

The ceiling reads every recorded row once, as Django gives it, and does nothing with it.
"""

from django.apps import apps

from scripts.bench.timing import fact, interleaved
from talkoot.config.invariants import verify
from talkoot.records.guards import GUARDS

ROUNDS = 3


def measure() -> dict[str, object]:
    """What reading took, and what verifying did."""
    mine, least = interleaved(_verified, read_once, ROUNDS)
    return {"rows": [fact(f"verify over {read_once()} rows", mine, least)]}


def _verified() -> None:
    broken = verify().broken
    assert not broken, broken[:3]


def read_once() -> int:
    """Every row that entries record, and the entries; how many there are."""
    models = [apps.get_model(guard.model) for guard in GUARDS]
    return sum(1 for model in models for _ in model._default_manager.order_by("pk").iterator(chunk_size=2000))
