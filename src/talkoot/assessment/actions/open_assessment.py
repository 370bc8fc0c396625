"""Take a submitted application to assessment."""

from datetime import date, datetime

from talkoot.applications.models import Application
from talkoot.applications.queries import application_in
from talkoot.assessment import rules
from talkoot.assessment.models import Assessment
from talkoot.assessment.permissions import check_can_open
from talkoot.assessment.states import ASSESSMENT
from talkoot.core.actor import Actor
from talkoot.programme.queries import current_terms
from talkoot.records.states import Phase
from talkoot.records.writing import move_matter, record, writing


def open_assessment(*, application: Application, actor: Actor, now: datetime, today: date) -> Assessment:
    """Its assessment, under the criteria of today's terms; from now on nobody changes the application.

    Opening it twice gives the one that is there.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_open(actor, application, today)
        opened_before = Assessment.objects.filter(application=application).first()
        if opened_before:
            return opened_before
        rules.check_can_be_opened(application.matter.phase, application.state)
        assessment = Assessment.objects.create(
            register=register, application=application, terms=current_terms(register), state=ASSESSMENT.start
        )
        move_matter(application.matter, phase=Phase.ASSESSMENT, status=f"{ASSESSMENT.name}:{assessment.state}")
        facts = {"application": application.pk, "terms": assessment.terms.number}
        record(
            register=register, actor=actor, verb="open_assessment", now=now,
            matter=application.matter, subject=assessment, facts=facts,
        )  # fmt: skip
        return assessment
