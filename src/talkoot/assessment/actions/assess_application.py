"""Assess an application."""

from collections.abc import Sequence
from datetime import date, datetime

from talkoot.assessment import rules
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.permissions import check_can_assess
from talkoot.assessment.queries import assessment_in, criteria_for
from talkoot.assessment.rules import MarkGiven
from talkoot.core.actor import Actor
from talkoot.records.writing import Text, record, writing


def assess_application(
    *, assessment: Assessment, actor: Actor, marks: Sequence[MarkGiven], lang: str, now: datetime, today: date
) -> None:
    """One assessor's marks on every criterion, each with its reason in `lang`, kept under the criterion's code.

    Raises MarksIncomplete with all faults at once, AlreadyAssessed, HasInterest.
    """
    with writing(assessment.register) as register:
        assessment = assessment_in(register, assessment.pk)
        check_can_assess(actor, assessment, today)
        rules.check_open(assessment.state)
        rules.check_marks(marks, criteria_for(assessment))
        if Mark.objects.filter(assessment=assessment, assessor=actor.human_id).exists():
            raise rules.AlreadyAssessed(
                "You have assessed this application. Revise the one mark you see otherwise now."
            )
        Mark.objects.bulk_create(
            Mark(
                assessment=assessment,
                assessor_id=actor.human_id,
                criterion=one.criterion,
                met=one.met,
                score=one.score,
            )
            for one in marks
        )
        record(
            register=register, actor=actor, verb="assess_application", now=now,
            matter=assessment.application.matter, subject=assessment,
            facts={"marks": {one.criterion: one.score if one.met is None else one.met for one in marks}},
            texts={one.criterion: Text(one.reason, lang) for one in marks},
        )  # fmt: skip
