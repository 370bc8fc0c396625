"""receive_funds: money that came in, once for each voucher of the books."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from talkoot.claims.actions.receive_funds import receive_funds
from talkoot.claims.models import Claim, FundsReceived
from talkoot.claims.queries import money_by_source
from talkoot.core.errors import NotFound, NotPermitted
from tests.cast import Cast
from tests.claims import claimed

pytestmark = pytest.mark.django_db


def receive(cast: Cast, claim: Claim, *, source: str = "esf", who: str = "accountant") -> FundsReceived:
    return receive_funds(
        register=cast.register, actor=cast.act(who), claim=claim, source=source, amount_cents=8_000,
        received_on=date(2019, 12, 5), ledger_voucher="T-1", now=claimed.AFTER_SECOND, today=date(2019, 12, 5),
    )  # fmt: skip


def test_money_received_shows_beside_its_source(cast: Cast) -> None:
    receive(cast, claimed.freeze(cast, 1))

    assert {row.source: row.received for row in money_by_source(cast.register)} == {
        "esf": 8_000,
        "city": 0,
        "private": 0,
    }


def test_one_voucher_of_the_books_is_received_once(cast: Cast) -> None:
    claim = claimed.freeze(cast, 1)
    receive(cast, claim)

    with pytest.raises(IntegrityError), transaction.atomic():
        receive(cast, claim)


def test_an_unknown_source_is_answered_with_those_there_are(cast: Cast) -> None:
    with pytest.raises(NotFound, match="esf, city, private"):
        receive(cast, claimed.freeze(cast, 1), source="lottery")


def test_a_stranger_writes_down_no_money(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        receive(cast, claimed.freeze(cast, 1), who="stranger")
