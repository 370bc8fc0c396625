"""What must hold of activities; `talkoot verify` asks it."""

from collections.abc import Iterator

from django.db.models import F, Q

from talkoot.activities.models import Headcount, TrialCard
from talkoot.activities.states import ActivityState
from talkoot.programme.terms import ProjectKind
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.rows import label


def headcounts_are_of_what_was_held() -> Iterator[Broken]:
    """Nobody was counted before an activity began, nor at one that isn't held."""
    impossible = Q(counted_at__lt=F("activity__starts_at")) | ~Q(activity__state=ActivityState.HELD)
    for headcount in Headcount.objects.filter(impossible).order_by("pk"):
        yield Broken(label(headcount), "was counted before its activity began, or at one that wasn't held")


def corrections_are_of_the_same_activity() -> Iterator[Broken]:
    """A correction and what it corrects are of one activity, the older first (the database holds that it is single)."""
    strange = ~Q(corrects__activity=F("activity")) | Q(corrects__counted_at__gt=F("counted_at"))
    for headcount in Headcount.objects.filter(strange, corrects__isnull=False).order_by("pk"):
        yield Broken(label(headcount), "corrects a count of another activity, or a newer one")


def trial_cards_are_of_events() -> Iterator[Broken]:
    """Only event projects have a trial card."""
    for card in TrialCard.objects.exclude(project__kind=ProjectKind.EVENT).order_by("pk"):
        yield Broken(label(card), "belongs to a project that is no event")


INVARIANTS: tuple[Invariant, ...] = (
    headcounts_are_of_what_was_held,
    corrections_are_of_the_same_activity,
    trial_cards_are_of_events,
)
