"""A claim of a programme among many others: reckoned and frozen."""

from scripts.bench.claiming import freeze, totals
from talkoot.records.models import Register


def measure(slug: str, number: str) -> dict[str, object]:
    """What the totals and the freezing of a claim took, each beside its ceiling."""
    register = Register.objects.get(slug=slug)
    return {"rows": [totals(register, int(number)), freeze(register, int(number))]}
