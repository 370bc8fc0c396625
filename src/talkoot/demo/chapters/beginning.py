"""Summer and autumn 2018: the programme is loaded, the main project opened, and the first ideas are told."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.actions.open_main_project import open_main_project
from talkoot.core.actor import VISITOR
from talkoot.demo.cast import LOADER, add_everybody, email_of
from talkoot.demo.world import Steps, World, on
from talkoot.ideas.actions.answer_idea import answer_idea
from talkoot.ideas.actions.return_idea import return_idea
from talkoot.ideas.actions.submit_idea import submit_idea
from talkoot.ideas.actions.take_up_idea import take_up_idea
from talkoot.ideas.models import Intake
from talkoot.ideas.rules import Teller
from talkoot.people.models import Channel, Person
from talkoot.records.writing import Text

IDEAS = (
    # short name, day, intake, who told it, language, title, words
    ("garden", "2018-08-20", Intake.PHONE, "aino", "fi", "Yhteinen kasvimaa kerrostalon pihalle",
     "Meidän pihalla on tyhjä nurmikko. Siinä voisi kasvattaa perunaa ja kukkia yhdessä. Moni istuu yksin kotona."),
    ("repair", "2018-08-27", Intake.WEB, "reijo", "fi", "Korjauspaja, jossa kaikki oppivat",
     "Polkupyörät, kodinkoneet ja vaatteet kuntoon yhdessä. Osaajia löytyy, tila ja työkalut puuttuvat."),
    ("walk", "2018-09-03", Intake.VISIT, None, "fi", "Kävelyporukka torstaisin",
     "Lähdetään torilta joka torstai. Hidas vauhti, kaikki mukaan."),
    ("singing", "2018-09-10", Intake.PAPER, "birgit", "sv", "Allsångskväll i parken",
     "En kväll då alla sjunger tillsammans, på finska och svenska. Kaffe efteråt."),
    ("cooking", "2018-09-12", Intake.WEB, "amir", "en", "Neighbours cook for neighbours",
     "People from many countries live here. Let us cook together once, outside, and eat at one long table."),
    ("survey", "2018-09-17", Intake.EMAIL, "eino", "fi", "Selvitys kylätalojen käytöstä",
     "Pitäisi selvittää, mitä kylätaloissa voisi tehdä, ja laatia siitä suunnitelma."),
    ("road", "2018-09-20", Intake.PHONE, "eino", "fi", "Kuoppa Esimerkkikujalla",
     "Tiessä on kuoppa, johon pyörä uppoaa."),
    ("digital", "2018-10-02", Intake.WEB, None, "fi", "Apua älypuhelimen kanssa",
     "Joku voisi neuvoa puhelimen kanssa."),
    ("sauna", "2018-10-08", Intake.VISIT, "reijo", "fi", "Rantasauna kaikille",
     "Vanha rantasauna voisi olla auki kaikille kerran viikossa."),
    ("letters", "2018-10-15", Intake.PAPER, "birgit", "sv", "Brevvänner över generationerna",
     "Skolelever och äldre skriver brev till varandra."),
    ("ukrainian", "2018-11-02", Intake.VISIT, "oksana", "uk", "Мовне кафе щосереди",
     "Хочу розмовляти фінською з сусідами. Кава і годину розмови."),
)  # fmt: skip

TAKEN_UP = (
    # short name, day, language, what was said
    ("garden", "2018-08-23", "fi", "Tulemme katsomaan pihaa kanssasi. Etsimme yhdistyksen mukaan."),
    ("repair", "2018-09-04", "fi", "Kutsumme koolle ne, joita tämä kiinnostaa. Etsimme tilaa."),
    ("singing", "2018-09-19", "sv", "Vi hjälper dig att hitta en förening som ordnar kvällen."),
    ("cooking", "2018-09-21", "en", "We will help you find an association and a place."),
    ("survey", "2018-09-24", "fi", "Pelkkää selvitystä emme voi tukea. Mietitään, mitä voisi kokeilla."),
    ("sauna", "2018-10-12", "fi", "Otamme yhteyttä ja kehitämme ideaa yhdessä."),
    ("letters", "2018-10-22", "sv", "Vi hör av oss till skolorna och ringer dig sedan."),
    ("ukrainian", "2018-11-12", "en", "We will look for a café and for neighbours who want to talk."),
)

ANSWERED = (
    ("digital", "2018-10-05", "Kirjastossa on jo digineuvontaa joka tiistai. Sinne voi tulla ilman ajanvarausta."),
    ("walk", "2018-10-18", "Kävelyporukka alkoi jo. Tervetuloa torille torstaina kello 10."),
)

WEB_TELLERS = {"reijo": Teller("Reijo Rakentaja", "fi"), "amir": Teller("Amir Asukas", "en")}

LATE_IDEA = ("youth", "2020-11-09", Intake.WEB, None, "fi", "Nuorten oma radioilta",
             "Tehdään lähetys kirjastosta. Nuoret päättävät aiheet.")  # fmt: skip


def steps(world: World) -> Steps:
    """A dozen ideas by five ways in four languages; each is taken up, returned with a reason, or answered."""
    yield "2018-07-02", partial(_open_programme, world, "2018-07-02")
    for idea in (*IDEAS, LATE_IDEA):
        yield idea[1], partial(_submit, world, *idea)
    for key, day, lang, words in TAKEN_UP:
        yield day, partial(_take_up, world, key, day, words, lang)
    yield "2018-09-21", partial(_handle_road, world, "2018-09-21")
    for key, day, words in ANSWERED:
        yield day, partial(_answer, world, key, day, words)


def _open_programme(world: World, day: str) -> None:
    """People, roles, and the main project: Matter 0001, which carries the staff."""
    when = on(day, "09:00")
    add_everybody(world, when)
    world.projects["main"] = open_main_project(
        register=world.register,
        actor=LOADER,
        title=Text("Meijän Mikkeli, päähanke", "fi", is_public=True),
        city=world.organisations["city"],
        cost_centre="7001",
        **when,
    )
    for key, title in (("kaisa", "Projektipäällikkö"), ("heikki", "Projektisuunnittelija, hallinto")):
        name_worker(
            project=world.projects["main"],
            actor=LOADER,
            person=world.people[key],
            title=title,
            starts_on=date(2018, 8, 1),
            **when,
        )


def _handle_road(world: World, day: str) -> None:
    """Not ours: returned with a reason and passed on."""
    return_idea(
        idea=world.ideas["road"],
        actor=world.act("veera"),
        reason=Text("Tien kunnossapito kuuluu kaupungin kadunpidolle. Välitimme viestisi sinne.", "fi"),
        version=world.ideas["road"].version,
        **on(day),
    )


def _answer(world: World, key: str, day: str, words: str) -> None:
    """An idea that needed no money: it is there already, or it simply began."""
    answer_idea(
        idea=world.ideas[key],
        actor=world.act("veera"),
        answer=Text(words, "fi", is_public=True),
        version=world.ideas[key].version,
        **on(day),
    )


def _submit(
    world: World, key: str, day: str, intake: Intake, told_by: str | None, lang: str, title: str, words: str
) -> None:
    """One idea as it was told: at the web form people type it and leave their name themselves, otherwise staff do."""
    is_web = intake is Intake.WEB
    tellers: Mapping[str, Person | Teller] = WEB_TELLERS if is_web else world.people
    teller = tellers[told_by] if told_by else None
    answer_by, answer_to = _way_to_answer(teller)
    idea = submit_idea(
        register=world.register,
        actor=VISITOR if is_web else world.act("veera"),
        title=title,
        body=Text(words, lang, is_public=True),
        intake=intake,
        told_by=teller,
        answer_by=answer_by,
        answer_to=answer_to,
        form_key=f"demo-idea-{key}",
        **on(day),
    )
    world.ideas[key] = idea
    if told_by and idea.told_by:
        world.people[told_by] = idea.told_by


def _way_to_answer(teller: Person | Teller | None) -> tuple[Channel, str]:
    if teller is None:
        return Channel.NONE, ""
    if isinstance(teller, Teller):
        return Channel.EMAIL, email_of(teller.name)
    channel = Channel(teller.channel)
    return channel, {Channel.EMAIL: teller.email, Channel.LETTER: teller.address}.get(channel, teller.phone)


def _take_up(world: World, key: str, day: str, words: str, lang: str = "fi") -> None:
    idea = world.ideas[key]
    world.ideas[key] = take_up_idea(
        idea=idea, actor=world.act("kaisa"), guidance=Text(words, lang, is_public=True), version=idea.version, **on(day)
    )
