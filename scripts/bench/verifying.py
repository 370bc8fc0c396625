"""`talkoot verify` over everything that stands in the chain.

The ceiling reads every recorded row once, as Django gives it, and does nothing with it.
"""

from django.apps import apps

from scripts.bench.timing import Measured, fact
from talkoot.config.invariants import verify
from talkoot.records.guards import GUARDS


def measure() -> dict[str, object]:
    """What reading took, and what verifying did."""
    least, mine = Measured(), Measured()
    rows = least.run(read_once)
    found = mine.run(verify)
    assert not found.broken, found.broken[:3]  # type: ignore[attr-defined]
    return {"rows": [fact(f"verify over {rows} rows", mine, least)]}


def read_once() -> int:
    """Every row that entries record, and the entries; how many there are."""
    models = [apps.get_model(guard.model) for guard in GUARDS]
    return sum(1 for model in models for _ in model._default_manager.order_by("pk").iterator(chunk_size=2000))
