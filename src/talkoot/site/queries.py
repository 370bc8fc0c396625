"""What the front page shows."""

from dataclasses import dataclass, replace

from talkoot.claims.queries import MoneyRow, money_by_source
from talkoot.programme.file import Terms
from talkoot.programme.today import Today, text, word
from talkoot.records.models import Matter, Register
from talkoot.site.timeline import Line, timeline


@dataclass(frozen=True)
class NamedMoney:
    """A row of the money table with the source's name in the page's language."""

    name: str
    row: MoneyRow


def source_names(terms: Terms, lang: str) -> dict[str, str]:
    """What each source of funding is called in a language, by its code."""
    return {source.code: word(dict(source.name), lang) for source in terms.sources}


def text_if_any(today: Today, name: str, lang: str) -> str:
    """A text of the programme, empty where it has none: a page without it still serves."""
    return text(today, name, lang) if name in today.texts["fi"] else ""


def named_money(register: Register, names: dict[str, str]) -> tuple[list[NamedMoney], MoneyRow]:
    """The money by source, and its totals, in cents."""
    rows = money_by_source(register)
    totals = MoneyRow(
        "total",
        sum(row.planned for row in rows),
        sum(row.committed for row in rows),
        sum(row.accepted for row in rows),
        sum(row.claimed for row in rows),
        sum(row.received for row in rows),
    )
    return [NamedMoney(names[row.source], row) for row in rows], totals


def named_lines(matter: Matter, lang: str, names: dict[str, str]) -> list[Line]:
    """The matter's timeline, its shares by the names of their sources."""
    return [
        replace(line, shares={names[source]: cents for source, cents in line.shares.items()})
        for line in timeline(matter, lang)
    ]


def told_matter(register: Register) -> Matter | None:
    """The matter whose story the front page tells: the first public one that has come to its end."""
    closed = Matter.objects.select_related("register").filter(register=register, phase="closed", is_public=True)
    return closed.order_by("number").first()
