"""Serve a decision: give notice of it, which starts the time to appeal."""

from datetime import date, datetime

from talkoot.core.actor import Actor
from talkoot.decisions import rules
from talkoot.decisions.messages import serve, tell_teller_of_decision
from talkoot.decisions.models import Decision
from talkoot.decisions.permissions import check_can_serve
from talkoot.decisions.queries import decision_in
from talkoot.decisions.states import DecisionStep
from talkoot.people.models import Channel
from talkoot.records.writing import record, writing


def serve_decision(*, decision: Decision, actor: Actor, sent_by: Channel, now: datetime, today: date) -> Decision:
    """The decision is sent today by letter or e-mail; `served_on` and `appeal_until_on` are set for good.

    Sent today means that a letter is posted today: its seven days run from posting. Whoever misses the post serves it
    the day the letter goes.
    Who submitted the application gets it, with its reasons; who told the idea behind it hears that it was decided.
    Raises NotAWayOfService, NowhereToServe, AlreadyServed.
    """
    with writing(decision.register) as register:
        decision = decision_in(register, decision.pk)
        check_can_serve(actor, decision.application, today)
        _check_can_be_served(decision, sent_by)
        decision.served_on = rules.served_on(today, by_letter=sent_by == Channel.LETTER)
        decision.appeal_until_on = rules.appeal_until_on(decision.served_on)
        decision.save(update_fields=["served_on", "appeal_until_on"])
        serve(decision, sent_by, now=now)
        record(
            register=register, actor=actor, verb="serve_decision", now=now,
            matter=decision.matter, subject=decision, facts={"sent_by": sent_by},
        )  # fmt: skip
        tell_teller_of_decision(decision, now=now)
        return decision


def _check_can_be_served(decision: Decision, sent_by: Channel) -> None:
    if decision.step != DecisionStep.DECIDED:
        raise rules.NotADecision("Only the authority's decision is served, not a proposal.")
    if decision.served_on:
        raise rules.AlreadyServed(
            "It was served on {served_on}: the appeal runs to {appeal_until_on}.",
            served_on=decision.served_on,
            appeal_until_on=decision.appeal_until_on,
        )
    if sent_by not in (Channel.LETTER, Channel.EMAIL):
        raise rules.NotAWayOfService("Serve the decision by letter or by e-mail; call or visit besides, if it helps.")
