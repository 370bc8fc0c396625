"""Builds the demo: Meijän Mikkeli from its first day to November 2020, by the same actions people use."""

from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

from talkoot.core.actor import Actor
from talkoot.demo.chapters import applying, beginning, carrying_out, claiming, costs
from talkoot.demo.world import Steps, World, on
from talkoot.programme.actions.load_programme import load_programme
from talkoot.programme.file import parse
from talkoot.records.models import Entry, Matter, Register
from talkoot.records.writing import record, writing
from talkoot.site.timeline import timeline

SLUG = "meijan-mikkeli"
BUILDER = Actor(system="demo")
FINISHED = "finish_demo"

Tell = Callable[[str], None]


def is_finished() -> bool:
    """Whether the demo was built to its end; a half-built one is built anew."""
    return Entry.objects.filter(register__slug=SLUG, register__is_demo=True, verb=FINISHED).exists()


def build(*, file: Path, tell: Tell) -> None:
    """Build it into an empty database, telling the story of one matter as it goes."""
    source = parse(file.read_text(encoding="utf-8"))
    loaded = load_programme(
        source=source, actor=Actor(system="programme load"), is_demo=True, now=on("2018-07-02", "08:00")["now"]
    )
    world = World(loaded.register)
    story = _Story(world, tell)
    for day, step in sorted(_steps(world), key=itemgetter(0)):
        step()
        story.go_on(day)
    _finish(world.register)


def _steps(world: World) -> Steps:
    for chapter in (beginning, applying, carrying_out, costs, claiming):
        yield from chapter.steps(world)


class _Story:
    """Tells the lines of one matter that are new since it last told any."""

    def __init__(self, world: World, tell: Tell) -> None:
        self.world, self.tell, self.told, self.year = world, tell, 0, ""

    def go_on(self, day: str) -> None:
        """Tell what happened to the garden meanwhile."""
        if "garden" not in self.world.ideas:
            return
        if not day.startswith(self.year) or not self.year:
            self.year = day[:4]
            self.tell(f"\n{self.year}")
        matter = Matter.objects.select_related("register").get(pk=self.world.ideas["garden"].matter_id)
        for line in timeline(matter, "en", after=self.told):
            self.tell(f"  {line.day:%d.%m.}  {matter.code}  {line.text}")
        self.told = Entry.objects.filter(matter=matter).latest("seq").seq


def _finish(register: Register) -> None:
    with writing(register) as register:
        record(register=register, actor=BUILDER, verb=FINISHED, now=on("2020-11-16", "08:00")["now"])
