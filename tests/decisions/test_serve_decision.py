"""serve_decision: the applicant gets it in writing, the appeal runs from a day that is set once."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from talkoot.core.errors import NotPermitted
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.actions.serve_decision import serve_decision
from talkoot.decisions.models import Decision
from talkoot.decisions.rules import AlreadyServed, NotADecision, NotAWayOfService, NowhereToServe
from talkoot.outbox.models import Message
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Channel, Person
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.invariants import INVARIANTS
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import assessed, granted, proposed, somebody_elsewhere, submitted, told_idea

pytestmark = pytest.mark.django_db


def serving(cast: Cast, decision: Decision, **changes: object) -> Decision:
    facts: dict[str, object] = {
        "decision": decision,
        "actor": cast.act("coordinator"),
        "sent_by": Channel.EMAIL,
        "now": NOW,
        "today": TODAY,
    }
    return serve_decision(**{**facts, **changes})  # type: ignore[arg-type]


def lives_somewhere(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(address="Keksittykatu 1, 99999 Keksittylä")


def refused(cast: Cast) -> Decision:
    application = assessed(cast, submitted(cast, idea=told_idea(cast)), worker=False)
    proposed(cast, application)
    return decide_application(
        application=application, actor=cast.act("city_signatory"), outcome=Decision.Outcome.REFUSE, section="§ 13",
        diary_number="D/13/2018", reasons=Text("Työntekijää ei ole nimetty.", "fi"), now=NOW, today=TODAY,
    )  # fmt: skip


def message_to(person: Person, about: str) -> Message:
    return Message.objects.get(address__in=[person.email, person.address], key__contains=about)


def test_an_e_message_is_known_on_the_third_day_and_the_appeal_runs_fourteen_more(cast: Cast) -> None:
    decision = serving(cast, granted(cast))

    decision.refresh_from_db()
    assert (decision.served_on, decision.appeal_until_on) == (date(2018, 9, 6), date(2018, 9, 20))


def test_a_letter_is_known_on_the_seventh_day(cast: Cast) -> None:
    lives_somewhere(cast.signatory)

    decision = serving(cast, granted(cast), sent_by=Channel.LETTER)

    assert (decision.served_on, decision.appeal_until_on) == (date(2018, 9, 10), date(2018, 9, 24))
    assert Message.objects.get(key__startswith="decision_served").channel == Channel.LETTER


def test_the_applicant_reads_amount_reasons_and_until_when_to_appeal(cast: Cast) -> None:
    serving(cast, granted(cast))

    body = message_to(cast.signatory, "decision_served").body
    assert "26\N{NO-BREAK SPACE}400,00" in body
    assert "Hakemus täyttää ehdot." in body
    assert "20.9.2018" in body
    assert "Ehdot" not in body


@pytest.mark.parametrize("lang", ["fi", "fi-simple", "sv", "en"])
def test_a_refusal_reaches_the_applicant_and_the_teller_in_their_language(cast: Cast, lang: str) -> None:
    Person.objects.filter(pk__in=[cast.signatory.pk, cast.resident.pk]).update(lang=lang)

    serving(cast, refused(cast))

    notice = message_to(cast.signatory, "decision_served")
    answer = message_to(cast.resident, "idea_decided")
    assert (notice.lang, answer.lang) == (lang, lang)
    assert "Työntekijää ei ole nimetty." in notice.body
    assert "0,00" not in notice.body
    assert "Työntekijää" not in answer.body  # the reasons are the applicant's
    assert "{" not in notice.body + answer.body


def test_the_appeal_period_starts_once(cast: Cast) -> None:
    decision = serving(cast, granted(cast))

    with pytest.raises(AlreadyServed):
        serving(cast, decision, today=date(2018, 10, 1))
    decision.refresh_from_db()
    assert decision.served_on == date(2018, 9, 6)


def test_the_database_itself_keeps_the_day_of_service(cast: Cast) -> None:
    decision = serving(cast, granted(cast))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(appeal_until_on=date(2019, 1, 1))


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.SMS, Channel.VISIT, Channel.NONE])
def test_a_decision_is_served_in_writing_only(cast: Cast, channel: Channel) -> None:
    with pytest.raises(NotAWayOfService):
        serving(cast, granted(cast), sent_by=channel)


def test_without_an_address_nothing_is_served_and_no_appeal_runs(cast: Cast) -> None:
    decision = granted(cast)

    with pytest.raises(NowhereToServe):
        serving(cast, decision, sent_by=Channel.LETTER)

    decision.refresh_from_db()
    assert decision.served_on is None


def test_a_proposal_is_not_served(cast: Cast) -> None:
    with pytest.raises(NotADecision):
        serving(cast, proposed(cast, assessed(cast)))


@pytest.mark.parametrize("name", ["stranger", "signatory", "member", "city_signatory"])
def test_only_staff_serve(cast: Cast, name: str) -> None:
    decision = granted(cast)

    with pytest.raises(NotPermitted):
        serving(cast, decision, actor=cast.act(name))


def test_staff_elsewhere_and_staff_with_an_interest_do_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    decision = granted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("chair"), person=cast.coordinator, matter=decision.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        serving(cast, decision)
    with pytest.raises(NotPermitted):
        serving(cast, decision, actor=somebody_elsewhere(cast, programme_file, RoleCode.COORDINATOR))


def test_everything_that_was_done_can_be_verified(cast: Cast) -> None:
    serving(cast, refused(cast))
    serving(cast, granted(cast, number=2))

    assert [broken for invariant in INVARIANTS for broken in invariant()] == []
