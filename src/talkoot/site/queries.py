"""What the front page shows."""

from dataclasses import dataclass

from talkoot.claims.queries import MoneyRow, money_by_source
from talkoot.programme.queries import terms_of
from talkoot.programme.today import word
from talkoot.records.models import Matter, Register


@dataclass(frozen=True)
class NamedMoney:
    """A row of the money table with the source's name in the page's language."""

    name: str
    row: MoneyRow


def named_money(register: Register, lang: str) -> tuple[list[NamedMoney], MoneyRow]:
    """The money by source, and its totals, in cents."""
    names = {source.code: word(dict(source.name), lang) for source in terms_of(register).sources}
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


def told_matter(register: Register) -> Matter | None:
    """The matter whose story the front page tells: the first public one that has come to its end."""
    closed = Matter.objects.select_related("register").filter(register=register, phase="closed", is_public=True)
    return closed.order_by("number").first()
