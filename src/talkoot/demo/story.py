"""Tells on the terminal what the demo is doing: one matter with its euros, and the invoices on their way."""

from collections.abc import Callable, Iterator

from django.db.models import Count, Max, Sum

from talkoot.core.clock import day_of
from talkoot.core.money import format_euros
from talkoot.costs.models import Arrival, Check
from talkoot.demo.world import World
from talkoot.records.models import Entry, Matter
from talkoot.site.timeline import Line, timeline

Tell = Callable[[str], None]


class Story:
    """Tells what is new since it last told anything. Its matter is the garden, the first idea of all."""

    def __init__(self, world: World, tell: Tell) -> None:
        self.world, self.tell = world, tell
        self.year = ""
        self.told = {"entry": 0, "check": 0, "arrival": 0}

    def go_on(self, day: str) -> None:
        """Tell what happened until now."""
        if "garden" not in self.world.ideas:
            return
        if day[:4] != self.year:
            self.year = day[:4]
            self.tell(f"\n{self.year}")
        matter = Matter.objects.select_related("register").get(pk=self.world.ideas["garden"].matter_id)
        for text in (*self._matter(matter), *self._checks(matter, day), *self._arrivals()):
            self.tell(text)

    def _matter(self, matter: Matter) -> Iterator[str]:
        for line in timeline(matter, "en", after=self.told["entry"]):
            yield f"  {line.day:%d.%m.}  {matter.code}  {line.text}"
            yield from _euros(line)
            yield from (f"{'':18}»{text}«" for text, _ in line.said)
        self.told["entry"] = Entry.objects.filter(matter=matter).latest("seq").seq

    def _checks(self, matter: Matter, day: str) -> Iterator[str]:
        """How many of its costs a second person has checked meanwhile."""
        checks = Check.objects.filter(cost_entry__project__matter=matter, checker__isnull=False)
        new = checks.filter(pk__gt=self.told["check"]).aggregate(
            count=Count("pk"), cents=Sum("accepted_cents"), newest=Max("pk")
        )
        if new["count"]:
            said = f"A second person checked {new['count']} of its costs: {format_euros(new['cents'] or 0)}."
            yield f"  {day[8:]}.{day[5:7]}.  {matter.code}  {said}"
            self.told["check"] = new["newest"]

    def _arrivals(self) -> Iterator[str]:
        """Every e-invoice: where it went and why."""
        zone = self.world.register.time_zone
        new = Arrival.objects.filter(pk__gt=self.told["arrival"]).select_related("matter__register").order_by("pk")
        for arrival in new:
            code = arrival.matter.code if arrival.matter else "-------"
            yield f"  {day_of(arrival.received_at, zone):%d.%m.}  {code}  E-invoice {arrival.outcome}. {arrival.reason}"
            self.told["arrival"] = arrival.pk


def _euros(line: Line) -> Iterator[str]:
    if line.shares:
        yield f"{'':18}" + ", ".join(f"{source} {format_euros(cents)}" for source, cents in line.shares.items())
