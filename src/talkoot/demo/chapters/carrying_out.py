"""2019–20: agreements, workers, activities near people, and what was learnt."""

from datetime import date
from functools import partial

from talkoot.activities.actions.count_visits import count_visits
from talkoot.activities.actions.plan_activity import plan_activity
from talkoot.activities.actions.write_trial_card import write_trial_card
from talkoot.activities.models import Activity, Headcount, TrialCard
from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.actions.open_project import open_project
from talkoot.agreements.actions.sign_agreement import sign_agreement
from talkoot.agreements.models import Agreement
from talkoot.agreements.states import Side
from talkoot.demo.world import Steps, World, on
from talkoot.people.actions.complete_organisation import complete_organisation
from talkoot.records.writing import Text

KOTIKULMA_BUSINESS_ID = "9000013-4"
KOTIKULMA_IBAN = "FI9399999900000014"


AGREEMENTS = (
    # short name, who signs, who works, as what, from which day, signed on
    ("garden", "niilo", "ritva", "Yhteisöohjaaja", date(2019, 2, 1), "2019-01-24"),
    ("repair", "kirsi", "kimmo", "Pajaohjaaja", date(2019, 3, 1), "2019-01-28"),
)

ACTIVITIES = (
    # short name, who holds it, title, planned on, held on, invented place, district, visits wanted and counted
    ("repair", "kirsi", "Korjauspajan avajaiset", "2019-03-20", "2019-04-06", "Pajakuja 3", "Siekkilä", 40, 47),
    ("garden", "niilo", "Istutuspäivä", "2019-05-02", "2019-05-18", "Pihakatu 1", "Lehmuskylä", 30, 34),
    ("singing", "laura", "Yhteislauluilta", "2019-05-06", "2019-05-24", "Keskuspuisto", "Keskusta", 100, 124),
    ("garden", "niilo", "Sadonkorjuujuhla", "2019-08-20", "2019-09-07", "Pihakatu 1", "Lehmuskylä", 50, 61),
    ("cooking", "mina", "Naapurit kokkaavat", "2019-08-26", "2019-09-14", "Satamatori", "Keskusta", 80, 92),
    ("repair", "kirsi", "Korjauspajan talvipäivä", "2020-11-10", "2021-02-06", "Pajakuja 3", "Siekkilä", 40, None),
)  # fmt: skip

TRIAL_CARDS = (
    (
        "singing", "laura", "2019-06-10", TrialCard.Verdict.CONTINUE,
        "Lauloimme yhdessä puistossa kahdella kielellä. Taksi haki ne, jotka eivät pääse kävellen.",
        "Väkeä tuli enemmän kuin odotimme. Kuljetus oli tärkein: joka viides tuli sillä.",
    ),
    (
        "cooking", "mina", "2019-10-01", TrialCard.Verdict.CHANGE,
        "Kokkasimme ulkona yhdeksän kieliryhmän kanssa ja söimme yhdessä pöydässä.",
        "Ruoka loppui kesken. Naapurit jäivät juttelemaan iltaan asti.",
    ),
)  # fmt: skip


def steps(world: World) -> Steps:
    """Agreements and workers first; then what happened near people, counted without names."""
    yield "2019-01-15", partial(_complete_kotikulma, world, "2019-01-15")
    for agreement in AGREEMENTS:
        yield "2019-01-21", partial(_open, world, agreement[0], "2019-01-21")
        yield agreement[-1], partial(_agree, world, *agreement)
    for key, cost_centre in (("singing", "7005"), ("cooking", "7006")):
        yield "2019-02-25", partial(_open, world, key, "2019-02-25", cost_centre)
    for key, who, title, planned, held, place, district, wanted, counted in ACTIVITIES:
        yield planned, partial(_plan, world, key, who, title, planned, held, place, district, wanted)
        if counted is not None:
            yield held, partial(_count, world, key, who, title, held, counted)
    yield "2019-09-09", partial(_correct_count, world, "Sadonkorjuujuhla", "niilo", "2019-09-09", 58)
    for key, who, day, verdict, tried, went in TRIAL_CARDS:
        yield day, partial(_write_card, world, key, who, day, verdict, tried, went)


def _complete_kotikulma(world: World, day: str) -> None:
    """The association gets its Y-tunnus and account, without which there is no agreement."""
    kotikulma = world.organisations["kotikulma"]
    world.organisations["kotikulma"] = complete_organisation(
        register=world.register,
        actor=world.act("heikki"),
        organisation=kotikulma,
        business_id=KOTIKULMA_BUSINESS_ID,
        iban=KOTIKULMA_IBAN,
        version=kotikulma.version,
        **on(day),
    )


def _open(world: World, key: str, day: str, cost_centre: str = "") -> None:
    application = world.applications[key]
    world.projects[key] = open_project(
        application=application,
        actor=world.act("heikki"),
        budget=dict(application.budget.values_list("category", "amount_cents")),
        cost_centre=cost_centre,
        **on(day),
    )


def _agree(world: World, key: str, signatory: str, worker: str, title: str, first: date, day: str) -> None:
    """Both sides sign, the recipient first; then the worker is named."""
    agreement = Agreement.objects.get(project=world.projects[key])
    for actor, side, hour in ((signatory, Side.RECIPIENT, "12:00"), ("aila", Side.CITY, "14:00")):
        agreement = sign_agreement(
            agreement=agreement, actor=world.act(actor), side=side, version=agreement.version, **on(day, hour)
        )
    world.projects[key].refresh_from_db()
    name_worker(
        project=world.projects[key],
        actor=world.act(signatory),
        person=world.people[worker],
        title=title,
        starts_on=first,
        **on(day, "15:00"),
    )


def _plan(
    world: World, key: str, who: str, title: str, planned: str, held: str, place: str, district: str, wanted: int
) -> None:
    plan_activity(
        project=world.projects[key],
        actor=world.act(who),
        title=Text(title, "fi", is_public=True),
        starts_at=on(held, "15:00")["now"],
        ends_at=on(held, "18:00")["now"],
        place=place,
        district=district,
        access="Esteetön. Opaskoirat ovat tervetulleita.",
        target_visits=wanted,
        form_key=f"demo-activity-{key}-{held}",
        **on(planned),
    )


def _count(world: World, key: str, who: str, title: str, day: str, visits: int) -> None:
    count_visits(
        activity=Activity.objects.get(project=world.projects[key], title=title),
        actor=world.act(who),
        visits=visits,
        form_key=f"demo-count-{key}-{day}",
        **on(day, "19:00"),
    )


def _correct_count(world: World, title: str, who: str, day: str, visits: int) -> None:
    """Some were counted twice: a new row that names the one it corrects."""
    counted = Headcount.objects.select_related("activity").get(activity__title=title)
    count_visits(
        activity=counted.activity,
        actor=world.act(who),
        visits=visits,
        corrects=counted,
        form_key=f"demo-recount-{day}",
        **on(day),
    )


def _write_card(world: World, key: str, who: str, day: str, verdict: TrialCard.Verdict, tried: str, went: str) -> None:
    write_trial_card(
        project=world.projects[key],
        actor=world.act(who),
        tried=tried,
        went=went,
        verdict=verdict,
        lang="fi",
        version=0,
        **on(day),
    )
