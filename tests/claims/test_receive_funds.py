"""receive_funds: money that came in on a decided claim, once for each voucher of the books."""

from datetime import date

import pytest

from talkoot.claims import rules
from talkoot.claims.actions.receive_funds import receive_funds
from talkoot.claims.models import Claim, FundsReceived
from talkoot.claims.queries import money_by_source
from talkoot.core.errors import NotFound, NotPermitted
from tests.cast import Cast
from tests.claims import claimed

pytestmark = pytest.mark.django_db


def decided(cast: Cast) -> Claim:
    """A claim of 100 €, of which the ESF carries 80 and the city 20."""
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")
    claim = claimed.freeze(cast, 1)
    claimed.decide(cast, claim)
    return claim


def receive(
    cast: Cast, claim: Claim, cents: int = 8_000, *, source: str = "esf", who: str = "accountant", voucher: str = "T-1"
) -> FundsReceived:
    return receive_funds(
        register=cast.register, actor=cast.act(who), claim=claim, source=source, amount_cents=cents,
        received_on=date(2019, 12, 5), ledger_voucher=voucher, now=claimed.AFTER_SECOND, today=date(2019, 12, 5),
    )  # fmt: skip


def test_money_received_shows_beside_its_source(cast: Cast) -> None:
    receive(cast, decided(cast))

    assert {row.source: row.received for row in money_by_source(cast.register)} == {
        "esf": 8_000,
        "city": 0,
        "private": 0,
    }


def test_one_voucher_of_the_books_is_received_once(cast: Cast) -> None:
    claim = decided(cast)
    receive(cast, claim, 1_000)

    with pytest.raises(rules.AlreadyReceived):
        receive(cast, claim, 1_000)


def test_a_source_pays_in_parts_and_never_more_than_it_carries(cast: Cast) -> None:
    claim = decided(cast)
    receive(cast, claim, 5_000)
    with pytest.raises(rules.MoreThanApproved, match="30,00"):
        receive(cast, claim, 3_001, voucher="T-2")
    receive(cast, claim, 3_000, voucher="T-2")


def test_money_before_the_funders_decision_is_refused(cast: Cast) -> None:
    claimed.bought(cast, date(2019, 4, 2), 10_000, "1")

    with pytest.raises(rules.NotDecided):
        receive(cast, claimed.freeze(cast, 1))


def test_an_unknown_source_is_answered_with_those_there_are(cast: Cast) -> None:
    with pytest.raises(NotFound, match="esf, city, private"):
        receive(cast, decided(cast), source="lottery")


def test_a_stranger_writes_down_no_money(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        receive(cast, decided(cast), who="stranger")
