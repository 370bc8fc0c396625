"""approve_by_funder: a new recipient waits for it, a known one doesn't."""

import pytest

from talkoot.applications.models import Application
from talkoot.core.errors import NotPermitted
from talkoot.core.machine import NotInOrder
from talkoot.core.typed import TooLong
from talkoot.decisions.actions.approve_by_funder import approve_by_funder
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.models import Decision
from talkoot.decisions.queries import granted_ready_for_agreement
from talkoot.decisions.rules import ApprovalNotNeeded, NotGranted, ReferenceMissing
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Organisation
from talkoot.people.permissions import HasInterest
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.records.states import Phase
from talkoot.records.writing import Text, move_matter
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import EVENT_ANSWERS, TOTAL_CENTS, assessed, granted, proposed, somebody_elsewhere, submitted

pytestmark = pytest.mark.django_db

KNOWN = "2678219-4"


def approving(cast: Cast, application: Application, **changes: object) -> Decision:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("administrator"),
        "diary_number": "ESA/77/2018",
        "approved_on": TODAY,
        "now": NOW,
        "today": TODAY,
    }
    return approve_by_funder(**{**facts, **changes})  # type: ignore[arg-type]


def known_to_the_funder(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.association.pk).update(business_id=KNOWN)


def test_a_new_recipient_is_ready_for_its_agreement_once_the_funder_approved(cast: Cast) -> None:
    grant = granted(cast)
    assert granted_ready_for_agreement(cast.register) == ()

    approval = approving(cast, grant.application)

    assert (approval.step, approval.diary_number) == ("approved", "ESA/77/2018")
    assert approval.granted_cents == TOTAL_CENTS
    assert approval.matter.status == "decision:approved"
    assert granted_ready_for_agreement(cast.register) == (grant,)


def test_a_recipient_the_funder_knows_is_ready_at_once(cast: Cast) -> None:
    known_to_the_funder(cast)

    grant = granted(cast)

    assert granted_ready_for_agreement(cast.register) == (grant,)
    with pytest.raises(ApprovalNotNeeded):
        approving(cast, grant.application)


def test_an_event_is_ready_at_once_because_no_aid_is_transferred(cast: Cast) -> None:
    grant = granted(cast, assessed(cast, submitted(cast, EVENT_ANSWERS, "tapahtuma")))

    assert granted_ready_for_agreement(cast.register) == (grant,)
    with pytest.raises(ApprovalNotNeeded):
        approving(cast, grant.application)


def test_a_grant_whose_agreement_is_prepared_is_not_pulled_again(cast: Cast) -> None:
    known_to_the_funder(cast)
    grant = granted(cast)

    move_matter(grant.matter, phase=Phase.AGREEMENT, status="agreement:draft")

    assert granted_ready_for_agreement(cast.register) == ()


def test_what_was_refused_or_only_proposed_has_nothing_to_approve(cast: Cast) -> None:
    application = assessed(cast)
    proposed(cast, application)
    with pytest.raises(NotGranted):
        approving(cast, application)

    decide_application(
        application=application, actor=cast.act("city_signatory"), outcome=Decision.Outcome.REFUSE, section="§ 13",
        diary_number="D/13/2018", reasons=Text("Rahat eivät riitä.", "fi"), now=NOW, today=TODAY,
    )  # fmt: skip
    with pytest.raises(NotGranted):
        approving(cast, application)
    assert granted_ready_for_agreement(cast.register) == ()


def test_the_funder_approves_once(cast: Cast) -> None:
    grant = granted(cast)
    approving(cast, grant.application)

    with pytest.raises(NotInOrder):
        approving(cast, grant.application)


def test_the_accountant_may_write_it_down_too(cast: Cast) -> None:
    assert approving(cast, granted(cast).application, actor=cast.act("accountant")).made_by == cast.accountant


@pytest.mark.parametrize("name", ["stranger", "coordinator", "city_signatory", "signatory"])
def test_nobody_else_writes_down_what_the_funder_said(cast: Cast, name: str) -> None:
    grant = granted(cast)

    with pytest.raises(NotPermitted, match="record what the funder decided"):
        approving(cast, grant.application, actor=cast.act(name))


def test_staff_elsewhere_and_staff_with_an_interest_do_not(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    grant = granted(cast)
    declare_interest(
        register=cast.register, actor=cast.act("chair"), person=cast.administrator, matter=grant.matter,
        ground="close_relation", now=NOW, today=TODAY,
    )  # fmt: skip

    with pytest.raises(HasInterest):
        approving(cast, grant.application)
    with pytest.raises(NotPermitted):
        approving(cast, grant.application, actor=somebody_elsewhere(cast, programme_file, RoleCode.ADMINISTRATOR))


def test_an_approval_without_a_diary_number_or_with_one_too_long_is_refused_in_words(cast: Cast) -> None:
    grant = granted(cast)

    with pytest.raises(ReferenceMissing, match="The diary number"):
        approving(cast, grant.application, diary_number="")
    with pytest.raises(TooLong):
        approving(cast, grant.application, diary_number="E" * 41)
