"""save_application: nobody's typing gets lost, and nobody's overwrites another's."""

from dataclasses import replace

import pytest

from talkoot.applications.actions.save_application import save_application
from talkoot.applications.models import Application, Partner
from talkoot.applications.queries import answers_of
from talkoot.applications.rules import SECTORS, Answers, CannotBeKept, LeftApplications, NotBeingWritten, PartnerLine
from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound, NotPermitted, StaleVersion
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from tests.cast import Cast
from tests.conftest import NOW, TODAY
from tests.way import (
    ANSWERS,
    TOTAL_CENTS,
    another_programme,
    opened,
    saved,
    somebody_elsewhere,
    submitted,
    under_assessment,
)

pytestmark = pytest.mark.django_db


def saving(cast: Cast, application: Application, **changes: object) -> Application:
    facts: dict[str, object] = {
        "application": application,
        "actor": cast.act("writer"),
        "answers": ANSWERS,
        "version": application.version,
        "now": NOW,
        "today": TODAY,
    }
    return save_application(**{**facts, **changes})  # type: ignore[arg-type]


def test_what_was_typed_is_kept_with_the_flat_rate_and_cash_need_reckoned(cast: Cast) -> None:
    application = saving(cast, opened(cast))

    application.refresh_from_db()
    answers = answers_of(application)
    assert answers == replace(ANSWERS, budget={"staff": 20_000_00, "services": 3_000_00, "flat_rate": 3_400_00})
    assert answers.total_cents == TOTAL_CENTS
    assert application.cash_need_cents == 19_800_00


def test_half_a_draft_can_be_saved_too(cast: Cast) -> None:
    application = saving(cast, opened(cast), answers=Answers(plan="Kesken"))

    assert (application.plan, application.cash_need_cents) == ("Kesken", 0)


def test_a_second_save_replaces_budget_and_partners(cast: Cast) -> None:
    application = saved(cast)

    saving(cast, application, answers=replace(ANSWERS, budget={"services": 100}, partners=()))

    assert answers_of(application).budget == {"services": 100}
    assert answers_of(application).partners == ()


def test_saving_what_was_read_back_changes_nothing(cast: Cast) -> None:
    application = saved(cast)
    before = answers_of(application)

    saving(cast, application, answers=before)

    assert answers_of(application) == before


def test_a_stale_save_is_refused_and_both_texts_are_at_hand(cast: Cast) -> None:
    application = opened(cast)
    old = application.version
    saving(cast, application)

    with pytest.raises(StaleVersion) as raised:
        saving(cast, application, version=old, answers=Answers(plan="Toinen suunnitelma"))

    assert raised.value.typed["plan"] == "Toinen suunnitelma"
    assert raised.value.stored["plan"] == ANSWERS.plan
    application.refresh_from_db()
    assert application.plan == ANSWERS.plan


def test_a_submitted_application_cannot_be_changed(cast: Cast) -> None:
    application = submitted(cast)

    with pytest.raises(NotBeingWritten):
        saving(cast, application)


def test_an_application_under_assessment_cannot_be_changed(cast: Cast) -> None:
    application = under_assessment(cast).application

    with pytest.raises(LeftApplications):
        saving(cast, application)


def test_strangers_and_other_associations_do_not_write_in_it(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = opened(cast)
    other = cast.organisation("Toinen keksitty ry", register_number="900.002")
    others_writer = cast.person("Outi Outo", RoleCode.WRITER, other)

    actors = [
        cast.act("stranger"),
        Actor(person_id=others_writer.pk),
        somebody_elsewhere(cast, programme_file, RoleCode.WRITER, cast.association),
    ]
    for actor in actors:
        with pytest.raises(NotPermitted):
            saving(cast, application, actor=actor)


def test_an_application_of_another_programme_is_not_found(cast: Cast, programme_file: file.ProgrammeFile) -> None:
    application = opened(cast)
    application.register = another_programme(programme_file)

    with pytest.raises(NotFound):
        saving(cast, application)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"group_size": -1}, "group_size"),
        ({"group_size": 3_000_000_000}, "group_size"),
        ({"own_share_cents": -1}, "own_share_cents"),
        ({"own_share_cents": 10**20}, "own_share_cents"),
        ({"budget": {"services": -5}}, "budget.services"),
        ({"budget": {"x" * 33: 5}}, f"budget.{'x' * 33}"),
        ({"plan": "puu\x00tarha"}, "plan"),
        ({"complements": "puoli\ud800"}, "complements"),
        ({"partners": (PartnerLine("x" * 201, "private", "auttaa", True),)}, "partners.1.name"),
        ({"partners": (PartnerLine("Taimitarha", "yksityinen", "auttaa", True),)}, "partners.1.sector"),
    ],
)
def test_what_no_draft_can_hold_is_refused_by_field_and_the_draft_stays(
    cast: Cast, changes: dict[str, object], field: str
) -> None:
    application = saved(cast)
    before = answers_of(application)

    with pytest.raises(CannotBeKept) as refused:
        saving(cast, application, answers=replace(ANSWERS, **changes))  # type: ignore[arg-type]

    assert [key for key, _ in refused.value.faults] == [field]
    application.refresh_from_db()
    assert answers_of(application) == before


def test_all_that_cannot_be_kept_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(CannotBeKept) as refused:
        saving(cast, opened(cast), answers=replace(ANSWERS, group_size=-1, own_share_cents=-1, plan="\x00"))

    assert {key for key, _ in refused.value.faults} == {"group_size", "own_share_cents", "plan"}


def test_the_sectors_that_are_asked_for_are_those_that_are_kept() -> None:
    assert tuple(Partner.Sector.values) == SECTORS
