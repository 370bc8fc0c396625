"""Revise one's own mark, after talking it over."""

from datetime import date, datetime

from talkoot.assessment import rules
from talkoot.assessment.models import Assessment, Mark
from talkoot.assessment.permissions import check_can_assess
from talkoot.assessment.queries import assessment_in, criteria_for
from talkoot.assessment.rules import MarkGiven
from talkoot.core.actor import Actor
from talkoot.records.writing import Text, record, writing


def revise_mark(
    *, assessment: Assessment, actor: Actor, mark: MarkGiven, lang: str, now: datetime, today: date
) -> Mark:
    """The assessor's mark as they see it now, with the reason; what they said before stays in the chain.

    This is how a disagreement is resolved. Raises NotAssessedByYou, AssessmentConcluded.
    """
    with writing(assessment.register) as register:
        assessment = assessment_in(register, assessment.pk)
        check_can_assess(actor, assessment, today)
        rules.check_open(assessment.state)
        rules.check_mark(mark, criteria_for(assessment))
        own = Mark.objects.filter(assessment=assessment, assessor=actor.human_id, criterion=mark.criterion).first()
        if own is None:
            raise rules.NotAssessedByYou("You have not assessed this application. Assess it whole first.")
        own.met, own.score = mark.met, mark.score
        own.save(update_fields=["met", "score"])
        record(
            register=register, actor=actor, verb="revise_mark", now=now,
            matter=assessment.application.matter, subject=assessment,
            facts={"marks": {mark.criterion: mark.score if mark.met is None else mark.met}},
            texts={mark.criterion: Text(mark.reason, lang)},
        )  # fmt: skip
        return own
