"""drop_voucher: what isn't ours stands no more, and its number is free."""

import pytest

from talkoot.core.errors import NotPermitted, StaleVersion
from talkoot.core.machine import NotInOrder
from talkoot.costs.actions.drop_voucher import drop_voucher
from talkoot.costs.models import Voucher
from talkoot.costs.rules.recording import ReasonMissing
from talkoot.costs.rules.statements import OnAStatement
from talkoot.records.models import EntryText
from talkoot.records.writing import Text
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db


def drop(cast: Cast, voucher: Voucher, **changes: object) -> Voucher:
    facts: dict[str, object] = {
        "voucher": voucher,
        "actor": cast.act("administrator"),
        "reason": Text("Kuuluu toiselle yksikölle", "fi"),
        "version": voucher.version,
        "now": NOW,
        "today": TODAY,
    }
    return drop_voucher(**{**facts, **changes})  # type: ignore[arg-type]


def test_its_number_is_free_again_and_the_reason_is_kept(cast: Cast) -> None:
    voucher = drop(cast, recorded.invoice(cast))

    assert voucher.state == "dropped"
    assert EntryText.objects.get(entry__verb="drop_voucher").text == "Kuuluu toiselle yksikölle"
    assert recorded.invoice(cast) != voucher
    assert projects.nothing_broken()


def test_without_a_reason_nothing_is_dropped(cast: Cast) -> None:
    with pytest.raises(ReasonMissing):
        drop(cast, recorded.invoice(cast), reason=Text("  ", "fi"))


def test_what_is_recorded_is_not_dropped(cast: Cast) -> None:
    voucher = recorded.invoice(cast)
    recorded.cost(cast, voucher)
    voucher.refresh_from_db()

    with pytest.raises(NotInOrder):
        drop(cast, voucher)


def test_staff_do_not_drop_what_a_recipient_put_on_its_statement(cast: Cast) -> None:
    voucher = recorded.line(cast, recorded.statement(cast)).voucher

    with pytest.raises(OnAStatement):
        drop(cast, voucher)


def test_a_stale_voucher_is_not_dropped_and_the_written_reason_is_kept(cast: Cast) -> None:
    with pytest.raises(StaleVersion) as refused:
        drop(cast, recorded.invoice(cast), version=9)
    assert refused.value.typed == {"reason": "Kuuluu toiselle yksikölle"}


def test_a_stranger_drops_nothing(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        drop(cast, recorded.invoice(cast), actor=cast.act("stranger"))
