"""remove_statement_line: a wrong line goes, its voucher is kept as dropped."""

import pytest

from talkoot.core.errors import NotFound, NotPermitted
from talkoot.costs.actions.remove_statement_line import remove_statement_line
from talkoot.costs.models import StatementLine, Voucher
from talkoot.costs.rules.statements import StatementIsSigned
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def remove(cast: Cast, line: StatementLine, name: str = "writer") -> None:
    remove_statement_line(line=line, actor=cast.act(name), now=NOW, today=TODAY)


def test_the_voucher_is_dropped_and_can_come_again(cast: Cast) -> None:
    statement = recorded.statement(cast)
    line = recorded.line(cast, statement)

    remove(cast, line)

    assert Voucher.objects.get().state == "dropped"
    assert recorded.line(cast, statement)
    assert projects.nothing_broken()


def test_what_is_signed_stays(cast: Cast) -> None:
    statement = recorded.statement(cast)
    line = recorded.line(cast, statement)
    recorded.signed(cast, statement)

    with pytest.raises(StatementIsSigned):
        remove(cast, line)


def test_the_second_click_is_told_that_the_line_is_gone(cast: Cast) -> None:
    line = recorded.line(cast, recorded.statement(cast))
    again = StatementLine.objects.get(pk=line.pk)
    remove(cast, line)

    with pytest.raises(NotFound, match="any more"):
        remove(cast, again)


def test_a_stranger_removes_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        remove(cast, recorded.line(cast, recorded.statement(cast)), "stranger")
