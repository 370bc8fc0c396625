"""record_rule_entry: what follows from a rule is recorded by nobody and counts whole."""

import pytest

from talkoot.core.actor import Actor
from talkoot.costs.actions.record_rule_entry import record_rule_entry
from talkoot.costs.models import CostEntry
from talkoot.records.writing import writing
from tests.cast import Cast
from tests.costs import projects, recorded
from tests.costs.projects import NOW, TODAY

pytestmark = pytest.mark.django_db

FREEZE = Actor(system="claim freeze")


def test_a_flat_rate_has_no_voucher_and_no_recorder(cast: Cast) -> None:
    project = projects.main(cast)

    with writing(cast.register) as register:
        check = record_rule_entry(
            register=register, actor=FREEZE, project=project, kind=CostEntry.Kind.FLAT_RATE, category="flat_rate",
            amount_cents=408_00, in_flat_base=False, paid_on=TODAY, now=NOW,
        )  # fmt: skip

    assert (check.accepted_cents, check.recorded_by, check.checker) == (408_00, None, None)
    assert (check.cost_entry.voucher, check.cost_entry.recorded_by) == (None, None)
    assert projects.nothing_broken()


def test_a_cut_names_its_entry_and_has_its_voucher_and_place_in_the_books(cast: Cast) -> None:
    (entry,) = recorded.cost(cast, recorded.invoice(cast), paid_on=TODAY, ledger_voucher="10234")
    recorded.checked(cast, entry)

    cut = record_rule_entry(
        register=cast.register, actor=FREEZE, project=entry.project, kind=CostEntry.Kind.CUT, category="services",
        amount_cents=-30_00, in_flat_base=False, paid_on=TODAY, corrects=entry, now=NOW,
    ).cost_entry  # fmt: skip

    assert (cut.corrects, cut.voucher, cut.ledger_voucher) == (entry, entry.voucher, "10234")
    assert projects.nothing_broken()
