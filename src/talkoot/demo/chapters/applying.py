"""Winter 2018–19: three sub-grants and two events are applied for, assessed, proposed and decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from talkoot.applications.actions.ask_to_complete import ask_to_complete
from talkoot.applications.actions.open_application import open_application
from talkoot.applications.actions.save_application import save_application
from talkoot.applications.actions.submit_application import submit_application
from talkoot.applications.rules import Answers, PartnerLine
from talkoot.assessment.actions.assess_application import assess_application
from talkoot.assessment.actions.conclude_assessment import conclude_assessment
from talkoot.assessment.actions.open_assessment import open_assessment
from talkoot.assessment.rules import MarkGiven
from talkoot.decisions.actions.approve_by_funder import approve_by_funder
from talkoot.decisions.actions.call_meeting import call_meeting
from talkoot.decisions.actions.decide_application import decide_application
from talkoot.decisions.actions.hold_meeting import hold_meeting
from talkoot.decisions.actions.propose_decision import propose_decision
from talkoot.decisions.actions.serve_decision import serve_decision
from talkoot.decisions.models import AgendaItem, Decision
from talkoot.demo.world import Steps, World, on
from talkoot.people.actions.declare_interest import declare_interest
from talkoot.people.models import Channel
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import CriterionKind, criteria_of
from talkoot.records.writing import Text


@dataclass(frozen=True)
class Plan:
    """One application of the demo: who applies, from which idea, and what it says."""

    key: str
    applicant: str
    signatory: str
    model: str
    title: str
    day: str
    answers: Answers
    unmet: Mapping[str, str] | None = None
    """Criteria that the assessors find not met, with the reason."""


SUB_GRANTS = (
    Plan(
        "garden", "kotikulma", "niilo", "tuensiirto", "Kasvimaa meidän pihalla", "2018-11-05",
        Answers(
            plan="Perustamme pihalle kasvimaan. Työntekijä on paikalla kolmena päivänä viikossa. Asukkaat päättävät,"
            " mitä kasvatetaan. Talvella teemme säilykkeitä ja huollamme työkaluja.",
            target_group="Lehmuskylän kerrostalojen asukkaat, erityisesti ne, jotka ovat paljon yksin.",
            group_size=60,
            complements="Lähin asukastupa on kolmen kilometrin päässä. Pihoilla ei ole yhteistä toimintaa.",
            starts_on=date(2019, 2, 1),
            ends_on=date(2020, 3, 31),
            own_share_cents=400_000,
            budget={"staff": 3_204_000, "materials": 240_000, "rents": 120_000},
            partners=(
                PartnerLine("Keksitty vuokrataloyhtiö", "private", "Antaa pihan ja veden.", True),
                PartnerLine("Kaupungin puistotoimi", "public", "Neuvoo ja tuo mullan.", True),
            ),
        ),
    ),
    Plan(
        "repair", "korjaamo", "kirsi", "tuensiirto", "Korjauspaja", "2018-11-08",
        Answers(
            plan="Avoin paja kahtena iltana viikossa. Osaajat opettavat, kukaan ei maksa.",
            target_group="Työikäiset, jotka ovat työn ja koulutuksen ulkopuolella.",
            group_size=120,
            complements="Kaupungissa ei ole pajaa, johon voi tulla ilman lähetettä.",
            starts_on=date(2019, 3, 1),
            ends_on=date(2021, 2, 28),
            own_share_cents=900_000,
            budget={"staff": 6_000_000, "materials": 500_000, "rents": 900_000},
            partners=(PartnerLine("Keksitty pyöräliike", "private", "Lahjoittaa varaosia.", True),),
        ),
    ),
    Plan(
        "survey", "selvitys", "seija", "tuensiirto", "Kylätalojen uudet käytöt", "2018-11-09",
        Answers(
            plan="Selvitämme kylätalojen käyttöä ja laadimme suunnitelman.",
            target_group="Kylien asukkaat.",
            group_size=40,
            complements="Vastaavaa selvitystä ei ole tehty.",
            starts_on=date(2019, 3, 1),
            ends_on=date(2019, 12, 31),
            own_share_cents=200_000,
            budget={"staff": 1_500_000, "services": 400_000},
        ),
        unmet={
            "resources": "Yhdistyksellä ei ole rahaa omarahoitukseen eikä palkkoihin ennen maksatusta.",
            "no_studies": "Hanke on selvitys. Suunnitteluun ja selvityksiin ei anneta tukea.",
        },
    ),
)  # fmt: skip

EVENTS = (
    Plan(
        "singing", "laulu", "laura", "tapahtuma", "Yhteislauluilta puistossa", "2019-01-14",
        Answers(
            plan="Yhteislauluilta kahdella kielellä. Kahvit ja kuljetus niille, jotka eivät pääse kävellen.",
            target_group="Kaikki kantakaupungin asukkaat.",
            group_size=100,
            complements="Puistossa ei ole ollut ilmaista iltaohjelmaa.",
            starts_on=date(2019, 4, 1),
            ends_on=date(2019, 6, 30),
            budget={"services": 120_000, "publicity": 30_000, "participants": 40_000},
        ),
    ),
    Plan(
        "cooking", "maut", "mina", "tapahtuma", "Naapurit kokkaavat", "2019-01-16",
        Answers(
            plan="Yksi pitkä pöytä ulkona. Jokainen kieliryhmä kokkaa oman ruokansa, kaikki syövät yhdessä.",
            target_group="Maahanmuuttajat ja heidän naapurinsa.",
            group_size=80,
            complements="Kaupungissa ei ole ollut yhteistä ruokatapahtumaa.",
            starts_on=date(2019, 8, 1),
            ends_on=date(2019, 10, 31),
            budget={"services": 60_000, "materials": 50_000, "participants": 60_000},
        ),
    ),
)  # fmt: skip


def steps(world: World) -> Steps:
    """Three sub-grants, of which one doesn't pass a gate and one member steps aside; then two events, the short way."""
    for plan in (*SUB_GRANTS, *EVENTS):
        yield plan.day, partial(_apply, world, plan)
    yield "2018-11-12", partial(_ask_garden, world, "2018-11-12")
    yield "2018-11-15", partial(_submit, world, SUB_GRANTS[0], "2018-11-15")
    yield "2018-11-20", partial(_declare_interest, world, "2018-11-20")
    for plan, day in zip(SUB_GRANTS, ("2018-11-26", "2018-11-27", "2018-11-28"), strict=True):
        yield day, partial(_assess, world, plan, day)
    yield "2018-12-11", partial(_meet, world, 1, "2018-12-11", SUB_GRANTS)
    yield "2018-12-18", partial(_decide, world, SUB_GRANTS, "2018-12-18", 412)
    for key in ("garden", "repair"):
        yield "2019-01-11", partial(_ask_funder, world, key, "2019-01-11")
    for plan, day in zip(EVENTS, ("2019-01-29", "2019-01-30"), strict=True):
        yield day, partial(_assess, world, plan, day)
    yield "2019-02-12", partial(_meet, world, 2, "2019-02-12", EVENTS)
    yield "2019-02-19", partial(_decide, world, EVENTS, "2019-02-19", 57)


def _apply(world: World, plan: Plan) -> None:
    application = open_application(
        register=world.register,
        actor=world.act(plan.signatory),
        organisation=world.organisations[plan.applicant],
        model=plan.model,
        title=Text(plan.title, "fi", is_public=True),
        idea=world.ideas[plan.key],
        form_key=f"demo-application-{plan.key}",
        **on(plan.day, "09:00"),
    )
    world.applications[plan.key] = save_application(
        application=application,
        actor=world.act(plan.signatory),
        answers=plan.answers,
        version=application.version,
        **on(plan.day, "11:00"),
    )
    _submit(world, plan, plan.day)


def _submit(world: World, plan: Plan, day: str) -> None:
    application = world.applications[plan.key]
    world.applications[plan.key] = submit_application(
        application=application, actor=world.act(plan.signatory), version=application.version, **on(day, "15:00")
    )


def _ask_garden(world: World, day: str) -> None:
    world.applications["garden"] = ask_to_complete(
        application=world.applications["garden"],
        actor=world.act("kaisa"),
        asked=Text("Kertokaa vielä, mitä kasvimaalla tehdään talvella.", "fi"),
        due_on=date(2018, 11, 20),
        **on(day),
    )


def _declare_interest(world: World, day: str) -> None:
    declare_interest(
        register=world.register,
        actor=world.act("jaana"),
        person=world.people["jaana"],
        matter=world.applications["repair"].matter,
        ground="board_member",
        **on(day),
    )


def _ask_funder(world: World, key: str, day: str) -> None:
    """Both recipients are new to the funder, which approves them before any agreement."""
    approve_by_funder(
        application=world.applications[key],
        actor=world.act("heikki"),
        diary_number="ESAELY/DEMO/2019",
        approved_on=date.fromisoformat(day),
        **on(day),
    )


def _assess(world: World, plan: Plan, day: str) -> None:
    application = world.applications[plan.key]
    assessment = open_assessment(application=application, actor=world.act("kaisa"), **on(day, "09:00"))
    for assessor, hour in (("kaisa", "10:00"), ("pertti", "13:00")):
        assess_application(
            assessment=assessment, actor=world.act(assessor), marks=_marks(world, plan), lang="fi", **on(day, hour)
        )
    conclude_assessment(assessment=assessment, actor=world.act("kaisa"), **on(day, "15:00"))


def _marks(world: World, plan: Plan) -> list[MarkGiven]:
    unmet = plan.unmet or {}
    marks = []
    for criterion in criteria_of(terms_of(world.register), plan.model):
        if criterion.kind is CriterionKind.SCORED:
            marks.append(MarkGiven(criterion.code, "Suunnitelma kertoo, ketä tavoitetaan ja miten.", score=2))
        else:
            is_exclusion = criterion.kind is CriterionKind.EXCLUSION
            reason = unmet.get(criterion.code, "Tämä on selvä hakemuksen perusteella.")
            marks.append(MarkGiven(criterion.code, reason, met=(criterion.code in unmet) == is_exclusion))
    return marks


def _meet(world: World, number: int, day: str, plans: tuple[Plan, ...]) -> None:
    """The steering group proposes. Who has an interest is written down as stepping aside, by the system itself."""
    meeting = call_meeting(
        register=world.register,
        actor=world.act("pertti"),
        number=number,
        held_on=date.fromisoformat(day),
        applications=[world.applications[plan.key] for plan in plans],
        **on(day, "08:00"),
    )
    present = [world.people[key] for key in ("pertti", "jaana", "jukka", "joni")]
    meeting = hold_meeting(meeting=meeting, actor=world.act("pertti"), present=present, **on(day, "14:00"))
    for plan in plans:
        item = AgendaItem.objects.get(meeting=meeting, application=world.applications[plan.key])
        propose_decision(
            item=item,
            actor=world.act("pertti"),
            outcome=_outcome(plan),
            granted_cents=_granted_cents(world, plan),
            reasons=_reasons(plan),
            **on(day, "15:00"),
        )


def _decide(world: World, plans: tuple[Plan, ...], day: str, first_section: int) -> None:
    decisions = [_decide_one(world, plan, day, section) for section, plan in enumerate(plans, first_section)]
    for decision in decisions:
        serve_decision(decision=decision, actor=world.act("heikki"), sent_by=Channel.EMAIL, **on(day, "15:30"))


def _decide_one(world: World, plan: Plan, day: str, section: int) -> Decision:
    return decide_application(
        application=world.applications[plan.key],
        actor=world.act("aila"),
        outcome=_outcome(plan),
        granted_cents=_granted_cents(world, plan),
        section=f"{section} §",
        diary_number=f"MLI/{section}/DEMO",
        reasons=_reasons(plan),
        **on(day),
    )


def _outcome(plan: Plan) -> Decision.Outcome:
    return Decision.Outcome.REFUSE if plan.unmet else Decision.Outcome.GRANT


def _reasons(plan: Plan) -> Text:
    said = " ".join(plan.unmet.values()) if plan.unmet else "Hanke täyttää ehdot ja vie toimintaa lähelle asukkaita."
    return Text(said, "fi", is_public=True)


def _granted_cents(world: World, plan: Plan) -> int:
    budget = world.applications[plan.key].budget
    return 0 if plan.unmet else sum(budget.values_list("amount_cents", flat=True))
