"""The invariants of activities hold after the actions, and each one sees what it is for."""

from datetime import timedelta

import pytest

from talkoot.activities import invariants
from talkoot.activities.actions.cancel_activity import cancel_activity
from talkoot.activities.actions.hold_activity import hold_activity
from talkoot.activities.actions.write_trial_card import write_trial_card
from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.agreements.models import Project
from talkoot.records import triggers
from talkoot.records.invariants import INVARIANTS as OF_RECORDS
from talkoot.records.writing import Text
from tests.activities.planned import BEFORE, BEGINS, ENDS, THAT_DAY, count, event, plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(cast: Cast) -> list[Headcount]:
    """A slip and its correction; the triggers are off, so that somebody can reach behind the actions' back."""
    activity = plan(cast)
    slip = count(cast, activity, 370, "slip")
    right = count(cast, activity, 37, "right", corrects=slip)
    triggers.drop()
    return [slip, right]


def found_by(invariant: object) -> list[str]:
    return [one.place for one in invariant()]  # type: ignore[operator]


def test_all_hold_after_every_action(cast: Cast) -> None:
    first = plan(cast)
    slip = count(cast, first, 370, "slip")
    count(cast, first, 37, "right", corrects=slip)
    held, off = plan(cast, form_key="held"), plan(cast, form_key="off")
    hold_activity(activity=held, actor=cast.act("writer"), version=1, now=BEGINS, today=THAT_DAY)
    cancel_activity(
        activity=off, actor=cast.act("writer"), reason=Text("Sataa.", "fi"), version=1, now=BEFORE, today=BEFORE.date()
    )
    write_trial_card(
        project=event(cast), actor=cast.act("writer"), tried="Talkoot.", went="Hyvin.",
        verdict=TrialCard.Verdict.CONTINUE, lang="fi", version=0, now=ENDS, today=THAT_DAY,
    )  # fmt: skip

    assert [one for ask in (*OF_RECORDS, *invariants.INVARIANTS) for one in ask()] == []


def test_a_count_before_the_beginning_is_seen(counted: list[Headcount]) -> None:
    Headcount.objects.filter(pk=counted[0].pk).update(counted_at=BEGINS - timedelta(seconds=1))

    assert found_by(invariants.headcounts_are_of_what_was_held) == [f"activities.headcount:{counted[0].pk}"]


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_count_of_what_was_not_held_is_seen(counted: list[Headcount], state: str) -> None:
    Activity.objects.update(state=state)

    assert len(found_by(invariants.headcounts_are_of_what_was_held)) == 2


def test_a_correction_of_another_activitys_count_is_seen(counted: list[Headcount], cast: Cast) -> None:
    Headcount.objects.filter(pk=counted[0].pk).update(activity=plan(cast, form_key="another"))

    assert found_by(invariants.corrections_are_of_the_same_activity) == [f"activities.headcount:{counted[1].pk}"]


def test_a_correction_of_a_newer_count_is_seen(counted: list[Headcount]) -> None:
    Headcount.objects.filter(pk=counted[0].pk).update(counted_at=ENDS + timedelta(days=1))

    assert found_by(invariants.corrections_are_of_the_same_activity) == [f"activities.headcount:{counted[1].pk}"]


def test_a_trial_card_of_another_project_is_seen(counted: list[Headcount], cast: Cast) -> None:
    main = Project.objects.get(kind="main")
    card = TrialCard.objects.create(
        register=cast.register, project=main, tried="x", went="y", verdict="stop", lang="fi", written_by=cast.writer,
        written_at=ENDS,
    )  # fmt: skip

    assert found_by(invariants.trial_cards_are_of_events) == [f"activities.trialcard:{card.pk}"]
