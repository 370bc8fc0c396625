"""Conclude an assessment."""

from datetime import date, datetime

from talkoot.assessment import rules
from talkoot.assessment.models import Assessment
from talkoot.assessment.permissions import check_can_conclude
from talkoot.assessment.queries import assessment_in, assessors_of, criteria_for, opinions_in
from talkoot.assessment.states import ASSESSMENT
from talkoot.core.actor import Actor
from talkoot.records.states import Phase
from talkoot.records.writing import move_matter, record, writing


def conclude_assessment(*, assessment: Assessment, actor: Actor, now: datetime, today: date) -> Assessment:
    """Passed, or failed when a gate or threshold isn't met or an exclusion is; either way it goes to a decision.

    Marks of whoever has an interest by now don't count. Raises NotAssessedYet, and AssessorsDisagree which names the
    conditions to talk over.
    """
    with writing(assessment.register) as register:
        assessment = assessment_in(register, assessment.pk)
        check_can_conclude(actor, assessment, today)
        rules.check_enough(assessors_of(assessment, today))
        opinions = opinions_in(assessment, today)
        rules.check_agreed(opinions)
        failed = rules.failed_criteria(opinions, criteria_for(assessment))
        verb = "fail" if failed else "pass"
        assessment.state = ASSESSMENT.after(verb, assessment.state)
        assessment.version += 1
        assessment.save(update_fields=["state", "version"])
        matter = assessment.application.matter
        move_matter(matter, phase=Phase.ASSESSMENT, status=f"{ASSESSMENT.name}:{assessment.state}")
        record(
            register=register, actor=actor, verb=f"{verb}_assessment", now=now,
            matter=matter, subject=assessment, facts={"failed": failed},
        )  # fmt: skip
        return assessment
