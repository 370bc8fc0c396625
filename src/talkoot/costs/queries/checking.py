"""What waits for its check, what keeps somebody from checking it, and why a check came out as it did."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound, Sentence
from talkoot.costs.models import Check, CostEntry
from talkoot.costs.queries import to_check
from talkoot.costs.queries.naming import matter_number
from talkoot.people.permissions import roles_on
from talkoot.records.models import EntryText, Matter, Register
from talkoot.records.queries import texts_of
from talkoot.records.rows import label

RECORDED = Sentence("You recorded this yourself: somebody else checks it.")
STATED = Sentence("You answered for its statement: somebody else checks it.")
OWN_SALARY = Sentence("This is your own salary: somebody else checks it.")
INTEREST = Sentence("You have an interest in this matter: somebody else checks it.")

_WHOLE = (
    "project__matter__register", "project__bearer", "project__terms", "recorded_by", "corrects", "statement",
    "voucher__person", "voucher__file", "voucher__statement_line__statement", "verdict__checker",
)  # fmt: skip


def waiting(register: Register, text: str = "") -> QuerySet[CostEntry]:
    """What waits for a check, with a text in seller, number, worker or as the matter's number."""
    found = to_check(register).select_related(*_WHOLE)
    if not text:
        return found
    named = Q(voucher__seller_name__icontains=text) | Q(voucher__number__icontains=text)
    named |= Q(voucher__person__name__icontains=text) | Q(project__matter__number=matter_number(register, text))
    return found.filter(named)


def next_waiting(register: Register, text: str, after: CostEntry) -> int | None:
    """The key of the row that follows one in the list of what waits; the first where none follows."""
    later = Q(recorded_at__gt=after.recorded_at) | Q(recorded_at=after.recorded_at, pk__gt=after.pk)
    rows = waiting(register, text)
    found: int | None = rows.filter(later).values_list("pk", flat=True).first()
    return found or rows.values_list("pk", flat=True).first()


def entry_in(register: Register, key: int) -> CostEntry:
    """The cost entry with everything its page shows. Raises NotFound, in another programme too."""
    found = CostEntry.objects.select_related(*_WHOLE).filter(register=register, pk=key).first()
    if found is None:
        raise NotFound("There is no such cost in this programme.")
    return found


def chosen(register: Register, keys: Iterable[int]) -> list[CostEntry]:
    """The entries with these keys that are the programme's, in the order of the list."""
    found = CostEntry.objects.select_related(*_WHOLE).filter(register=register, pk__in=set(keys))
    return list(found.order_by("recorded_at", "pk"))


def obstacles(entries: Sequence[CostEntry], actor: Actor, register: Register, today: date) -> dict[int, Sentence]:
    """Why somebody can't check an entry, by entry: so that a list says it before anybody tries. One statement.

    The action looks again.
    """
    aside = _steps_aside(actor, {one.project.matter_id for one in entries}, register, today)
    found = {one.pk: _obstacle(one, actor.person_id, aside) for one in entries}
    return {key: why for key, why in found.items() if why}


def _steps_aside(actor: Actor, matters: set[int], register: Register, today: date) -> set[int]:
    """The matters the person has an interest in: declared, or as the applicant."""
    person = actor.person_id
    if person is None or not matters:
        return set()
    mandates = roles_on(register, today).filter(person=person, organisation__isnull=False).values("organisation")
    interest = Q(interests__person=person) | Q(application__organisation__in=mandates)
    interest |= Q(application__written_by=person) | Q(application__submitted_by=person)
    return set(Matter.objects.filter(interest, register=register, pk__in=matters).values_list("pk", flat=True))


def _obstacle(entry: CostEntry, person: int | None, aside: set[int]) -> Sentence | None:
    if person is None:
        return None
    if entry.recorded_by_id == person:
        return RECORDED
    if entry.voucher and entry.voucher.person_id == person:
        return OWN_SALARY
    line = getattr(entry.voucher, "statement_line", None)
    if line and person in (line.statement.prepared_by_id, line.statement.signed_by_id):
        return STATED
    return INTEREST if entry.project.matter_id in aside else None


def reasons_of(register: Register, checks: Iterable[Check]) -> dict[int, EntryText]:
    """Why less than all was accepted, in the checker's words, by check."""
    by_label = {label(check): check.pk for check in checks}
    texts = texts_of(register, by_label)
    return {by_label[subject]: named["reason"] for subject, named in texts.items() if "reason" in named}
