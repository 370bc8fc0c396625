"""Charts drawn on the server, as SVG that grows with the page while its letters keep their size.

Widths are per cent and heights pixels, so that a phone shows the same chart without small print. Every number in the
drawing is written here and never localised: a decimal comma would break it. Whatever is a name is escaped. Colours come
from classes (talkoot.css), for light, dark and print; who can't see the drawing reads the same numbers as a table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from talkoot.core.money import format_euros

Unit = Callable[[int], str]
COLOURS = 6
WHOLE = 10_000  # hundredths of a per cent
LINE_HEIGHT = 17
LETTER = 260  # of a phone's width, in hundredths of a per cent


def count(number: int) -> str:
    """The unit of what is counted: 1 234 visits, with a space that doesn't break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class Bar:
    """One row of stacked parts: (name of the part, amount). A part below zero isn't drawn; the table says it."""

    name: str
    parts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All parts together, also those below zero."""
        return sum(amount for _, amount in self.parts)


@dataclass(frozen=True)
class Bars:
    """Amounts and what they consist of, on one scale. `unit` writes an amount: `format_euros` or `count`."""

    title: str
    rows: tuple[Bar, ...]
    unit: Unit = format_euros

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts in the order they are first met: each keeps one colour throughout."""
        return tuple(dict.fromkeys(name for row in self.rows for name, _ in row.parts))


@dataclass(frozen=True)
class Link:
    """An amount that goes from a source to a use."""

    source: str
    use: str
    amount: int


@dataclass(frozen=True)
class Flow:
    """Whence it comes and what it is for: a Sankey of two sides. A link of nothing is left out of the drawing."""

    title: str
    links: tuple[Link, ...]
    unit: Unit = format_euros


@dataclass(frozen=True)
class Span:
    """Something that lasts from `begins` to `ends`, both days included."""

    name: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Years:
    """What happens when, on whole years. `today` draws a line where it falls among them."""

    title: str
    spans: tuple[Span, ...]
    today: date | None = None


def per_cent(hundredths: int) -> str:
    """Hundredths of a per cent as SVG reads them: 1234 → '12.34%'."""
    return f"{hundredths // 100}.{hundredths % 100:02}%"


def colour(index: int) -> str:
    """The class of the colour of the n-th name, from 0; beyond the last colour they begin anew."""
    return f"t-fill-{index % COLOURS + 1}"


def _svg(title: str, height: int, inside: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg role="img" width="100%" height="{}"><title>{}</title>{}</svg>',
        height,
        title,
        format_html_join("", "{}", ((one,) for one in inside)),
    )


def _text(words: str, x: str, y: int, *, anchor: str = "start", look: str = "") -> SafeString:
    return format_html('<text x="{}" y="{}" text-anchor="{}" class="{}">{}</text>', x, y, anchor, look, words)


def _box(x: int, y: int, width: int, height: int, look: str) -> SafeString:
    """`x` and `width` in hundredths of a per cent, `y` and `height` in pixels."""
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" class="{}"/>',
        per_cent(x), y, per_cent(width), height, look,
    )  # fmt: skip


# ---- Bars ----

BAR_LETTERS, BAR_HEIGHT, BAR_GAP = 24, 24, 16


def draw_bars(chart: Bars) -> SafeString:
    """The drawing of stacked bars: the row's name and total above each."""
    widest = max((sum(_drawn(row)) for row in chart.rows), default=0)
    names = [wrap(row.name, BAR_LETTERS) or [""] for row in chart.rows]
    tops = list(accumulate((len(name) * LINE_HEIGHT + 5 + BAR_HEIGHT + BAR_GAP for name in names), initial=0))
    drawn = (_bar(chart, *one, widest) for one in zip(chart.rows, names, tops, strict=False))
    return _svg(chart.title, max(1, tops[-1] - BAR_GAP), (line for bar in drawn for line in bar))


def _drawn(row: Bar) -> list[int]:
    return [max(0, amount) for _, amount in row.parts]


def _bar(chart: Bars, row: Bar, name: list[str], top: int, widest: int) -> Iterator[SafeString]:
    for number, line in enumerate(name):
        yield _text(line, "0", top + 14 + number * LINE_HEIGHT)
    yield _text(chart.unit(row.total), "100%", top + 14, anchor="end", look="strong")
    below = top + len(name) * LINE_HEIGHT + 5
    yield _box(0, below, WHOLE, BAR_HEIGHT, "ground")
    ends = [end * WHOLE // widest if widest else 0 for end in accumulate(_drawn(row), initial=0)]
    for (part, _amount), start, end in zip(row.parts, ends, ends[1:], strict=False):
        if end > start:
            yield _box(start, below, end - start, BAR_HEIGHT, f"part {colour(chart.names.index(part))}")


# ---- Flow ----

FLOW_LETTERS = 19
NODE_GAP, NODE_WIDTH, FLOW_HEIGHT = 16, 160, 300


@dataclass(frozen=True)
class _Node:
    """A source or a use, with its words in lines; `top` and `height` in pixels."""

    name: str
    amount: int
    top: int
    height: int
    lines: tuple[str, ...]

    @property
    def place(self) -> int:
        """How much room it takes: its height, or its words where those are taller."""
        return max(self.height, (len(self.lines) + 1) * LINE_HEIGHT + 2)


def draw_flow(chart: Flow) -> SafeString:
    """The drawing of a flow: sources on the left, uses on the right, ribbons as thick as their amounts."""
    links = [link for link in chart.links if link.amount > 0]
    total = sum(link.amount for link in links)
    left, right = (_nodes(_sums(links, side), total) for side in ("source", "use"))
    height = max((side[-1].top + side[-1].place for side in (left, right) if side), default=1)
    ribbons = format_html(
        '<svg width="100%" height="{0}" viewBox="0 0 {1} {0}" preserveAspectRatio="none">{2}</svg>',
        height,
        WHOLE,
        format_html_join("", "{}", ((one,) for one in _ribbons(links, left, right, total))),
    )
    labels = [*_labels(chart, left, "0", "start"), *_labels(chart, right, "100%", "end")]
    return _svg(chart.title, height, [ribbons, *labels])


def _sums(links: Sequence[Link], side: str) -> dict[str, int]:
    """Name → amount on one side, in the order they are first met."""
    sums: dict[str, int] = {}
    for link in links:
        name = getattr(link, side)
        sums[name] = sums.get(name, 0) + link.amount
    return sums


def _thick(amount: int, total: int) -> int:
    """Pixels; what is there at all is seen."""
    return max(2, amount * FLOW_HEIGHT // total)


def _nodes(sums: dict[str, int], total: int) -> list[_Node]:
    nodes: list[_Node] = []
    top = 0
    for name, amount in sums.items():
        node = _Node(name, amount, top, _thick(amount, total), tuple(wrap(name, FLOW_LETTERS)) or ("",))
        nodes.append(node)
        top += node.place + NODE_GAP
    return nodes


def _ribbons(links: Sequence[Link], left: list[_Node], right: list[_Node], total: int) -> Iterator[SafeString]:
    """Ribbons first, nodes over them, in the units of the inner drawing: ten thousand wide."""
    leaves, arrives = ({node.name: node.top for node in side} for side in (left, right))
    order = {node.name: index for index, node in enumerate(left)}
    for link in links:
        thick = _thick(link.amount, total)
        start, end = leaves[link.source], arrives[link.use]
        leaves[link.source], arrives[link.use] = start + thick, end + thick
        look = f"ribbon {colour(order[link.source])}"
        yield format_html('<path class="{}" d="{}"/>', look, _ribbon(start, end, thick))
    for node, x, look in [
        *((node, 0, colour(order[node.name])) for node in left),
        *((node, WHOLE - NODE_WIDTH, colour(COLOURS - 1)) for node in right),
    ]:
        shape = '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>'
        yield format_html(shape, x, node.top, NODE_WIDTH, node.height, look)


def _ribbon(start: int, end: int, thick: int) -> str:
    """A band from `start` on the left to `end` on the right, level where it leaves and where it arrives."""
    near, far, middle = NODE_WIDTH, WHOLE - NODE_WIDTH, WHOLE // 2
    there = f"M{near} {start}C{middle} {start} {middle} {end} {far} {end}"
    back = f"V{end + thick}C{middle} {end + thick} {middle} {start + thick} {near} {start + thick}Z"
    return there + back


def _labels(chart: Flow, nodes: list[_Node], edge: str, anchor: str) -> Iterator[SafeString]:
    """The name on as many lines as it needs, then the amount, beside the node and inside the drawing."""
    x = "2.5%" if edge == "0" else "97.5%"
    for node in nodes:
        for number, line in enumerate(node.lines):
            yield _text(line, x, node.top + 14 + number * LINE_HEIGHT, anchor=anchor)
        below = node.top + 14 + len(node.lines) * LINE_HEIGHT
        yield _text(chart.unit(node.amount), x, below, anchor=anchor, look="strong")


# ---- Years ----

SPAN_STEP, SPAN_TOP, SPAN_HEIGHT, AXIS, MOST_YEARS = 48, 22, 14, 26, 6


def draw_years(chart: Years) -> SafeString:
    """The drawing of spans on whole years: each with its name above it, the years along the top."""
    if not chart.spans:
        return _svg(chart.title, 1, [])
    first = date(min(span.begins for span in chart.spans).year, 1, 1)
    last = date(max(span.ends for span in chart.spans).year, 12, 31)
    height = AXIS + len(chart.spans) * SPAN_STEP
    below = 20 if chart.today else 0
    return _svg(chart.title, height + below, _on_years(chart, first, last, height))


def _on_years(chart: Years, first: date, last: date, height: int) -> Iterator[SafeString]:
    days = (last - first).days + 1

    def at(day: date) -> int:
        return (day - first).days * WHOLE // days

    every = -(-(last.year - first.year + 1) // MOST_YEARS)
    for year in range(first.year, last.year + 1, every):
        yield _upright(at(date(year, 1, 1)), 0, height, "grid")
        yield _text(f"\N{NO-BREAK SPACE}{year}", per_cent(at(date(year, 1, 1))), 14, look="quiet")
    if chart.today and first <= chart.today <= last:
        yield _upright(at(chart.today), AXIS - 4, height, "today")
        yield _text(_("Today"), per_cent(at(chart.today)), height + 16, anchor="middle", look="today-word")
    for index, span in enumerate(chart.spans):
        top, start = AXIS + index * SPAN_STEP, at(span.begins)
        width = ((span.ends - span.begins).days + 1) * WHOLE // days
        beside, anchor = _beside(span.name, start, start + width)
        yield _text(span.name, per_cent(beside), top + 14, anchor=anchor)
        yield _box(start, top + SPAN_TOP, max(width, 50), SPAN_HEIGHT, colour(0))


def _upright(x: int, top: int, bottom: int, look: str) -> SafeString:
    return format_html('<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" class="{3}"/>', per_cent(x), top, bottom, look)


def _beside(name: str, start: int, end: int) -> tuple[int, str]:
    """Where a span's name stands so that it stays in the picture: from its beginning, up to its end, or far left."""
    room = len(name) * LETTER
    if start + room <= WHOLE:
        return start, "start"
    return (end, "end") if room <= end else (0, "start")
