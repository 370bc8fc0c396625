"""The way of one matter, step by step by its actions, for tests that begin further along."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import uuid4

from talkoot.applications.actions.open_application import open_application
from talkoot.applications.actions.save_application import save_application
from talkoot.applications.actions.submit_application import submit_application
from talkoot.applications.models import Application
from talkoot.applications.queries import answers_of
from talkoot.applications.rules import Answers, PartnerLine
from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.actions.open_assessment import open_assessment
from talkoot.assessment.models import Assessment
from talkoot.assessment.queries import criteria_for
from talkoot.assessment.rules import MarkGiven
from talkoot.core.actor import Actor
from talkoot.decisions.actions.call_meeting import call_meeting
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.actions.hold_meeting import hold_meeting
from talkoot.decisions.actions.propose_decision import propose_decision
from talkoot.decisions.models import AgendaItem, Decision, Meeting
from talkoot.decisions.queries import asked_cents
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.models import Idea, Intake
from talkoot.people.actions.give_role import give_role
from talkoot.people.models import Channel, Organisation
from talkoot.people.roles import RoleCode
from talkoot.programme import file
from talkoot.programme.actions.load_programme import load_programme
from talkoot.programme.terms import CriterionKind
from talkoot.records.models import Register
from talkoot.records.writing import Text
from tests.cast import FIRST_DAY, LOADER, Cast
from tests.conftest import NOW, TODAY

ANSWERS = Answers(
    plan="Puutarha kerrostalon pihalle, talkoot joka toinen viikko.",
    target_group="Kerrostalon asukkaat ja naapurit",
    group_size=40,
    complements="Lähellä ei ole yhteistä puutarhaa.",
    starts_on=date(2019, 1, 1),
    ends_on=date(2019, 12, 31),
    own_share_cents=2_376_00,
    budget={"staff": 20_000_00, "services": 3_000_00},
    partners=(PartnerLine("Keksitty Taimitarha Oy", "private", "antaa taimet", True),),
)
"""Complete for a sub-grant: with the flat rate of 3 400 € it costs 26 400 €, of which 9 % is 2 376 €."""
TOTAL_CENTS = 26_400_00
EVENT_ANSWERS = replace(ANSWERS, ends_on=date(2019, 1, 31), own_share_cents=0, budget={"services": 3_000_00})
"""Complete for an event."""


def told_idea(cast: Cast) -> Idea:
    """An idea whose teller wants to hear by e-mail."""
    return submit_idea(
        register=cast.register, actor=cast.act("coordinator"), title="Yhteinen puutarha",
        body=Text("Kerrostalon pihalle voisi tehdä puutarhan.", "fi"), intake=Intake.PHONE, told_by=cast.resident,
        answer_by=Channel.EMAIL, answer_to=cast.resident.email, form_key=str(uuid4()), now=NOW, today=TODAY,
    )  # fmt: skip


def opened(cast: Cast, model: str = "tuensiirto", idea: Idea | None = None) -> Application:
    """A draft of the association."""
    return open_application(
        register=cast.register, actor=cast.act("writer"), organisation=cast.association, model=model,
        title=Text("Pihapuutarha", "fi", is_public=True), idea=idea, form_key=str(uuid4()), now=NOW, today=TODAY,
    )  # fmt: skip


def saved(cast: Cast, answers: Answers = ANSWERS, model: str = "tuensiirto", idea: Idea | None = None) -> Application:
    """A draft with answers."""
    draft = opened(cast, model, idea)
    return save_application(
        application=draft, actor=cast.act("writer"), answers=answers, version=draft.version, now=NOW, today=TODAY
    )


def submitted(
    cast: Cast, answers: Answers = ANSWERS, model: str = "tuensiirto", idea: Idea | None = None
) -> Application:
    """A submitted application."""
    draft = saved(cast, answers, model, idea)
    return submit_application(
        application=draft, actor=cast.act("signatory"), version=draft.version, now=NOW, today=TODAY
    )


def costing(total_cents: int) -> Answers:
    """Answers of a project without staff that costs this much, with a big enough own share."""
    return replace(ANSWERS, budget={"services": total_cents}, own_share_cents=total_cents // 10)


def good_marks(assessment: Assessment, **others: bool) -> list[MarkGiven]:
    """A mark on every criterion that lets it pass; `others` says otherwise for some conditions."""
    return list(_marks(assessment, others))


def _marks(assessment: Assessment, others: dict[str, bool]) -> Iterable[MarkGiven]:
    for one in criteria_for(assessment):
        if one.kind is CriterionKind.SCORED:
            yield MarkGiven(one.code, "Suunnitelma vastaa tähän.", score=2)
        else:
            met = others.get(one.code, one.kind is not CriterionKind.EXCLUSION)
            yield MarkGiven(one.code, "Näin hakemuksessa sanotaan.", met=met)


def under_assessment(cast: Cast, application: Application | None = None) -> Assessment:
    """An open assessment."""
    application = application or submitted(cast)
    return open_assessment(application=application, actor=cast.act("coordinator"), now=NOW, today=TODAY)


def assessed(cast: Cast, application: Application | None = None, **others: bool) -> Application:
    """An application whose assessment one member did and the coordinator concluded."""
    assessment = under_assessment(cast, application)
    assess_application(
        assessment=assessment, actor=cast.act("member"), marks=good_marks(assessment, **others), lang="fi",
        now=NOW, today=TODAY,
    )  # fmt: skip
    conclude_assessment(assessment=assessment, actor=cast.act("coordinator"), now=NOW, today=TODAY)
    return assessment.application


def called(cast: Cast, *applications: Application, number: int = 1) -> Meeting:
    """A meeting called for today."""
    return call_meeting(
        register=cast.register, actor=cast.act("chair"), number=number, held_on=TODAY, applications=applications,
        now=NOW, today=TODAY,
    )  # fmt: skip


def held(cast: Cast, *applications: Application, number: int = 1) -> Meeting:
    """A meeting at which the chair and all three members were present."""
    present = [cast.chair, cast.member, cast.second_member, cast.third_member]
    meeting = called(cast, *applications, number=number)
    return hold_meeting(meeting=meeting, actor=cast.act("chair"), present=present, now=NOW, today=TODAY)


def proposed(cast: Cast, application: Application, number: int = 1) -> Decision:
    """What a meeting proposed: to grant all, or to refuse when the assessment failed."""
    item = AgendaItem.objects.get(meeting=held(cast, application, number=number))
    passed = item.application.assessment.state == "passed"
    return propose_decision(
        item=item, actor=cast.act("chair"),
        outcome=Decision.Outcome.GRANT if passed else Decision.Outcome.REFUSE,
        granted_cents=asked_cents(application) if passed else 0,
        reasons=Text("Ohjausryhmä pitää tätä hyvänä.", "fi"), now=NOW, today=TODAY,
    )  # fmt: skip


def granted(cast: Cast, application: Application | None = None, number: int = 1) -> Decision:
    """A grant of the whole budget, proposed and decided."""
    application = application or assessed(cast)
    proposed(cast, application, number)
    return grant(cast, application, asked_cents(application))


def grant(cast: Cast, application: Application, cents: int) -> Decision:
    """The authority's decision to grant."""
    return decide_application(
        application=application, actor=cast.act("city_signatory"), outcome=Decision.Outcome.GRANT, granted_cents=cents,
        section="§ 12", diary_number="D/12/2018", reasons=Text("Hakemus täyttää ehdot.", "fi"), now=NOW, today=TODAY,
    )  # fmt: skip


def another_programme(source: file.ProgrammeFile) -> Register:
    """A second programme in the same database."""
    terms = source.terms.model_copy(update={"slug": "toinen-ohjelma", "prefix": "TO"})
    return load_programme(source=source.model_copy(update={"terms": terms}), actor=LOADER, now=NOW).register


def somebody_elsewhere(
    cast: Cast, source: file.ProgrammeFile, code: RoleCode, organisation: Organisation | None = None
) -> Actor:
    """Somebody with the same role, but in another programme."""
    person = cast.person("Matti Muualla")
    give_role(
        register=another_programme(source), actor=LOADER, person=person, code=code, organisation=organisation,
        valid_from=FIRST_DAY, now=NOW, today=TODAY,
    )  # fmt: skip
    return Actor(person_id=person.pk)


def answers_again(application: Application, **changes: object) -> Answers:
    """What the application says, with some answers changed."""
    return replace(answers_of(application), **changes)  # type: ignore[arg-type]
