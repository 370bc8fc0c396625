"""The way to a grant and beyond, by its actions: for tests that begin with a project."""

from dataclasses import replace
from datetime import date

from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.agreements.actions.open_project import open_project
from talkoot.agreements.actions.sign_agreement import sign_agreement
from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.states import Side
from talkoot.applications.models import Application
from talkoot.core.actor import Actor
from talkoot.decisions.actions.approve_by_funder import approve_by_funder
from talkoot.decisions.models import Meeting
from talkoot.people.actions.complete_organisation import complete_organisation
from talkoot.people.actions.give_role import give_role
from talkoot.people.roles import RoleCode
from talkoot.records.models import Register
from talkoot.records.writing import Text
from tests import way
from tests.cast import FIRST_DAY, LOADER, Cast
from tests.conftest import NOW, TODAY

BUSINESS_ID, IBAN = "9000003-8", "FI2112345600000785"  # invented, with right check digits
BUDGET = {"staff": 20_000_00, "services": 3_000_00}
"""With the flat rate of 3 400 € it comes to the 26 400 € that were granted."""
WHOLE_BUDGET = {**BUDGET, "flat_rate": 3_400_00}
SUB_GRANT, EVENT = "tuensiirto", "tapahtuma"


def elsewhere(code: RoleCode, cast: Cast) -> Actor:
    """Somebody who holds a role, but in another programme (for the same organisation, if it is a mandate)."""
    other, _ = Register.objects.get_or_create(
        slug="muualla", defaults={"name": "muualla", "prefix": "MU", "time_zone": "Europe/Helsinki"}
    )
    person = cast.person(f"Muu {code}")
    give_role(
        register=other, actor=LOADER, person=person, code=code, valid_from=FIRST_DAY, now=NOW, today=TODAY,
        organisation=cast.association if code in (RoleCode.WRITER, RoleCode.SIGNATORY) else None,
    )  # fmt: skip
    return Actor(person_id=person.pk)


def main_project_of(cast: Cast) -> Project:
    """Matter 0001, opened as the programme is loaded."""
    return open_main_project(
        register=cast.register, actor=LOADER, title=Text("Meijän Mikkeli", "fi", True), city=cast.city,
        now=NOW, today=TODAY,
    )  # fmt: skip


def complete(cast: Cast) -> None:
    """The association gets its Y-tunnus and says its account."""
    cast.association = complete_organisation(
        register=cast.register, actor=cast.act("administrator"), organisation=cast.association,
        business_id=BUSINESS_ID, iban=IBAN, version=cast.association.version, now=NOW, today=TODAY,
    )  # fmt: skip


def decided(cast: Cast, model: str = SUB_GRANT) -> Application:
    """The resident's idea, told by phone, as an application of the association that the town has granted whole."""
    main_project_of(cast)
    answers = way.ANSWERS if model == SUB_GRANT else replace(way.ANSWERS, ends_on=date(2019, 6, 30))
    application = way.assessed(cast, way.submitted(cast, answers, model, way.told_idea(cast)))
    number = Meeting.objects.count() + 1
    return way.granted(cast, application, number).application


def granted(cast: Cast, model: str = SUB_GRANT) -> Application:
    """Granted, and approved by the funder where that is needed; the association has its papers together."""
    application = decided(cast, model)
    if model == SUB_GRANT:
        approved(cast, application)
    if not cast.association.iban:
        complete(cast)
    return application


def approved(cast: Cast, application: Application) -> None:
    """The funder approves the new recipient."""
    approve_by_funder(
        application=application, actor=cast.act("administrator"), diary_number="ELY/1/2018", approved_on=TODAY,
        now=NOW, today=TODAY,
    )  # fmt: skip


def opened(cast: Cast, model: str = SUB_GRANT) -> Project:
    """The project of the grant; a sub-grant's agreement waits for signatures, an event runs."""
    return open_project(
        application=granted(cast, model), actor=cast.act("coordinator"), budget=BUDGET, now=NOW, today=TODAY
    )


def signed(cast: Cast) -> Project:
    """A running sub-grant, its agreement signed by both sides."""
    agreement = opened(cast).agreement
    for side, who in ((Side.RECIPIENT, "signatory"), (Side.CITY, "city_signatory")):
        agreement = sign(cast, agreement, side, who)
    return Project.objects.get(agreement=agreement)


def sign(cast: Cast, agreement: Agreement, side: Side, who: str) -> Agreement:
    """Somebody of the cast signs for a side."""
    return sign_agreement(
        agreement=agreement, actor=cast.act(who), side=side, version=agreement.version, now=NOW, today=TODAY
    )
