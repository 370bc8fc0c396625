"""What is heard of a decision: the applicant gets it served, the teller of the idea gets an answer."""

from datetime import datetime

from talkoot.applications.messages import tell_teller
from talkoot.decisions import rules
from talkoot.decisions.models import Decision
from talkoot.outbox.actions.queue_message import queue_message
from talkoot.outbox.queries import address_of
from talkoot.people.models import Channel
from talkoot.records.queries import texts_of
from talkoot.records.rows import label


def serve(decision: Decision, sent_by: Channel, *, now: datetime) -> None:
    """Queue the notice of the decision for who submitted the application. Raises NowhereToServe."""
    person = decision.application.submitted_by
    if person is None or not address_of(person, sent_by):
        raise rules.NowhereToServe("We don't know where to send the decision. Add the address, or serve it otherwise.")
    written = texts_of(decision.register, [label(decision)]).get(label(decision), {})
    queue_message(
        register=decision.register,
        key=f"decision_served:{decision.pk}",
        template="decisions/messages/served",
        lang=person.lang,
        channel=sent_by,
        address=address_of(person, sent_by),
        facts={
            "code": decision.matter.code,
            "title": decision.matter.title,
            "decision": decision,
            "is_grant": decision.outcome == Decision.Outcome.GRANT,
            **{name: text.text for name, text in written.items()},
        },
        now=now,
        matter=decision.matter,
        person=person,
    )


def tell_teller_of_decision(decision: Decision, *, now: datetime) -> None:
    """Queue for the teller of the idea what became of it; amounts and reasons are the applicant's."""
    is_grant = decision.outcome == Decision.Outcome.GRANT
    tell_teller(decision.application, "decisions/messages/idea_decided", now=now, facts={"is_grant": is_grant})
