"""Builds the demo: Meijän Mikkeli from its first day to November 2020, by the same actions people use."""

from operator import itemgetter

from talkoot.core.actor import Actor
from talkoot.demo import FOLDER
from talkoot.demo.chapters import applying, beginning, carrying_out, claiming, costs
from talkoot.demo.story import Story, Tell
from talkoot.demo.world import Steps, World, on
from talkoot.programme.actions.load_programme import load_programme
from talkoot.programme.file import ProgrammeFile, parse
from talkoot.records.models import Entry, Register
from talkoot.records.writing import record, writing

SLUG = "meijan-mikkeli"
BUILDER = Actor(system="demo")
FINISHED = "finish_demo"


def is_finished() -> bool:
    """Whether the demo was built to its end; a half-built one is built anew."""
    return Entry.objects.filter(register__slug=SLUG, register__is_demo=True, verb=FINISHED).exists()


def programme_file() -> ProgrammeFile:
    """The programme that is played. Raises Faults, so read it before anything is taken away."""
    return parse((FOLDER / f"{SLUG}.toml").read_text(encoding="utf-8"))


def build(*, source: ProgrammeFile, tell: Tell) -> None:
    """Build it into an empty database, telling the story of one matter as it goes."""
    loaded = load_programme(
        source=source, actor=Actor(system="programme load"), is_demo=True, now=on("2018-07-02", "08:00")["now"]
    )
    world = World(loaded.register)
    story = Story(world, tell)
    for day, step in sorted(_steps(world), key=itemgetter(0)):
        step()
        story.go_on(day)
    _finish(world.register)


def _steps(world: World) -> Steps:
    for chapter in (beginning, applying, carrying_out, costs, claiming):
        yield from chapter.steps(world)


def _finish(register: Register) -> None:
    with writing(register) as register:
        record(register=register, actor=BUILDER, verb=FINISHED, now=on("2020-11-16", "08:00")["now"])
