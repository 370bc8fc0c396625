"""decide_application: within the frame, on a passed assessment, by who has no interest, once."""

import pytest

from talkoot.applications.models import Application
from talkoot.core.errors import NotPermitted
from talkoot.core.typed import TooLong
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.models import Commitment, Decision
from talkoot.decisions.queries import committed, headroom
from talkoot.decisions.rules import (
    AlreadyDecided,
    AmountDoesNotFit,
    AssessmentNotPassed,
    DecisionReasonsMissing,
    FrameExceeded,
    NotConcluded,
    NotProposed,
    ReferenceMissing,
)
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.actions.give_role import give_role
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.programme.actions.load_programme import load_programme
from talkoot.records.models import Entry
from talkoot.records.states import Phase
from talkoot.records.writing import Text
from tests.cast import LOADER, Cast
from tests.conftest import NOW, TODAY
from tests.way import (
    TOTAL_CENTS,
    another_programme,
    assessed,
    costing,
    granted,
    proposed,
    somebody_elsewhere,
    submitted,
    under_assessment,
)

pytestmark = pytest.mark.django_db

FRAME_CENTS = 984_711_00


def deciding(cast: Cast, application: Application, **changes: object) -> Decision:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("city_signatory"),
        "outcome": Decision.Outcome.GRANT,
        "granted_cents": TOTAL_CENTS,
        "section": "§ 12",
        "diary_number": "D/12/2018",
        "reasons": Text("Hakemus täyttää ehdot.", "fi", is_public=True),
        "now": NOW,
        "today": TODAY,
    }
    return decide_application(**{**facts, **changes})  # type: ignore[arg-type]


def ready(cast: Cast, number: int = 1, **others: bool) -> Application:
    application = assessed(cast, **others)
    proposed(cast, application, number)
    return application


def test_a_grant_commits_its_whole_amount(cast: Cast) -> None:
    application = ready(cast)

    decision = deciding(cast, application)

    assert (decision.step, decision.section, decision.diary_number) == ("decided", "§ 12", "D/12/2018")
    assert (decision.matter.phase, decision.matter.status) == (Phase.DECISION, "decision:decided")
    commitment = Commitment.objects.get()
    assert (commitment.kind, commitment.amount_cents, commitment.decision) == ("grant", TOTAL_CENTS, decision)
    assert committed(cast.register, "tuensiirto") == TOTAL_CENTS
    assert headroom(cast.register, "tuensiirto") == FRAME_CENTS - TOTAL_CENTS
    assert headroom(cast.register, "tapahtuma") == 60_000_00


def test_a_refusal_commits_nothing_and_has_its_reasons(cast: Cast) -> None:
    application = ready(cast, worker=False)

    decision = deciding(
        cast, application, outcome=Decision.Outcome.REFUSE, granted_cents=0, reasons=Text("Työntekijä puuttuu.", "fi")
    )

    assert decision.matter.status == "decision:refused"
    assert not Commitment.objects.exists()
    assert Entry.objects.get(verb="refuse_application").texts.get().text == "Työntekijä puuttuu."


def test_the_authority_may_decide_otherwise_than_proposed_and_the_entry_says_so(cast: Cast) -> None:
    decision = deciding(cast, ready(cast), granted_cents=20_000_00, conditions=Text("Pienempi ryhmä.", "fi"))

    assert (decision.granted_cents, decision.is_conditional) == (20_000_00, True)
    assert '"differs_from_proposal":true' in Entry.objects.get(verb="grant_application").facts


def test_the_authority_may_refuse_what_was_proposed_for_a_grant(cast: Cast) -> None:
    decision = deciding(cast, ready(cast), outcome=Decision.Outcome.REFUSE, granted_cents=0)

    assert decision.outcome == "refuse"


def test_nothing_is_granted_above_the_frame_and_the_headroom_is_named(cast: Cast) -> None:
    granted(cast, assessed(cast, submitted(cast, costing(900_000_00))))
    second = assessed(cast, submitted(cast, costing(100_000_00)))
    proposed(cast, second, number=2)

    with pytest.raises(FrameExceeded, match="84\N{NO-BREAK SPACE}711,00"):
        deciding(cast, second, granted_cents=84_711_01)

    assert committed(cast.register, "tuensiirto") == 900_000_00
    second.matter.refresh_from_db()
    assert second.matter.status == "decision:proposed"
    deciding(cast, second, granted_cents=84_711_00)
    assert headroom(cast.register, "tuensiirto") == 0


def test_the_frame_is_that_of_the_terms_in_force_today(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = ready(cast)
    models = tuple(
        one.model_copy(update={"planned_cents": one.planned_cents + (1 if one.code == "main" else -1)})
        if one.code in ("main", "tuensiirto")
        else one
        for one in programme_file.terms.models
    )
    terms = programme_file.terms.model_copy(update={"models": models})
    load_programme(source=programme_file.model_copy(update={"terms": terms}), actor=LOADER, now=NOW)

    decision = deciding(cast, application)

    assert decision.terms.number == 2
    assert headroom(cast.register, "tuensiirto") == FRAME_CENTS - 1 - TOTAL_CENTS


def test_another_programmes_commitments_use_up_nothing_here(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    deciding(cast, ready(cast))

    assert headroom(another_programme(programme_file), "tuensiirto") == FRAME_CENTS


def test_a_failed_application_is_not_granted(cast: Cast) -> None:
    with pytest.raises(AssessmentNotPassed):
        deciding(cast, ready(cast, worker=False))


def test_more_than_asked_a_refusal_with_euros_and_a_decision_without_reasons_are_refused(cast: Cast) -> None:
    application = ready(cast)

    with pytest.raises(AmountDoesNotFit):
        deciding(cast, application, granted_cents=TOTAL_CENTS + 1)
    with pytest.raises(AmountDoesNotFit):
        deciding(cast, application, outcome=Decision.Outcome.REFUSE)
    with pytest.raises(DecisionReasonsMissing):
        deciding(cast, application, reasons=Text("  ", "fi"))


def test_the_steps_are_taken_in_their_order(cast: Cast) -> None:
    with pytest.raises(NotConcluded):
        deciding(cast, submitted(cast))
    with pytest.raises(NotConcluded):
        deciding(cast, under_assessment(cast).application)
    with pytest.raises(NotProposed):
        deciding(cast, assessed(cast))


def test_where_nobody_proposes_the_authority_decides_at_once(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    steps = programme_file.terms.decisions.model_copy(update={"proposed_by": None})
    terms = programme_file.terms.model_copy(update={"decisions": steps})
    load_programme(source=programme_file.model_copy(update={"terms": terms}), actor=LOADER, now=NOW)

    assert deciding(cast, assessed(cast)).matter.status == "decision:decided"


def test_an_application_is_decided_once(cast: Cast) -> None:
    application = ready(cast)
    deciding(cast, application)

    with pytest.raises(AlreadyDecided, match=r"2018-09-03, § 12 D/12/2018"):
        deciding(cast, application, diary_number="D/13/2018")
    assert Commitment.objects.count() == 1


def test_an_authority_with_an_interest_steps_aside(cast: Cast) -> None:
    application = ready(cast)
    declare_interest(
        register=cast.register, actor=cast.act("city_signatory"), person=cast.city_signatory,
        matter=application.matter, ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        deciding(cast, application)


@pytest.mark.parametrize("name", ["stranger", "chair", "member", "coordinator", "signatory"])
def test_only_the_competent_authority_decides(cast: Cast, name: str) -> None:
    application = ready(cast)

    with pytest.raises(NotPermitted, match="decide on an application"):
        deciding(cast, application, actor=cast.act(name))


def test_the_authority_of_another_programme_does_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = ready(cast)

    with pytest.raises(NotPermitted):
        deciding(cast, application, actor=somebody_elsewhere(cast, programme_file, RoleCode.CITY_SIGNATORY))


@pytest.mark.parametrize("missing", ["section", "diary_number"])
def test_a_decision_that_nobody_could_find_again_is_refused_in_words(cast: Cast, missing: str) -> None:
    application = ready(cast)

    with pytest.raises(ReferenceMissing, match="is missing"):
        deciding(cast, application, **{missing: " "})
    with pytest.raises(TooLong, match="Write at most"):
        deciding(cast, application, **{missing: "x" * 41})

    assert deciding(cast, application, section="§" * 16).step == "decided"


def test_who_proposed_does_not_decide(cast: Cast) -> None:
    application = ready(cast)
    give_role(
        register=cast.register, actor=LOADER, person=cast.chair, code=RoleCode.CITY_SIGNATORY, organisation=None,
        valid_from=TODAY, now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(NotPermitted, match="second person"):
        deciding(cast, application, actor=cast.act("chair"))
    assert not Commitment.objects.exists()
