"""Write down money that came in."""

from datetime import date, datetime

from talkoot.claims import rules
from talkoot.claims.models import Claim, FundsReceived
from talkoot.claims.permissions import check_can_record_funder
from talkoot.claims.queries import approved_shares, received_cents
from talkoot.core.actor import Actor
from talkoot.core.errors import NotFound
from talkoot.programme.queries import terms_of
from talkoot.programme.terms import plan_of
from talkoot.records.models import Register
from talkoot.records.writing import record, writing


def receive_funds(
    *,
    register: Register,
    actor: Actor,
    claim: Claim,
    source: str,
    amount_cents: int,
    received_on: date,
    ledger_voucher: str,
    now: datetime,
    today: date,
) -> FundsReceived:
    """What a source paid on a decided claim, with its voucher in the books; one voucher is written down once.

    Raises NotFound for an unknown source; NotDecided, ReceiptMakesNoSense, MoreThanApproved, AlreadyReceived.
    """
    with writing(register) as register:
        check_can_record_funder(actor, register, today)
        claim = Claim.objects.get(pk=claim.pk, register=register)
        _check(claim, source, amount_cents, received_on, ledger_voucher, today)
        received = FundsReceived.objects.create(
            register=register,
            claim=claim,
            source=source,
            received_on=received_on,
            amount_cents=amount_cents,
            ledger_voucher=ledger_voucher,
            recorded_by_id=actor.human_id,
        )
        record(register=register, actor=actor, verb="receive_funds", now=now, subject=received)
        return received


def _check(claim: Claim, source: str, amount_cents: int, received_on: date, ledger_voucher: str, today: date) -> None:
    sources = plan_of(terms_of(claim.register))
    if source not in sources:
        raise NotFound("There is no source '{source}'. There are: {known}.", source=source, known=", ".join(sources))
    rules.check_decided(claim.state)
    open_cents = approved_shares(claim).get(source, 0) - received_cents(claim, source)
    rules.check_receipt(amount_cents, open_cents, received_on, today, ledger_voucher)
    booked = FundsReceived.objects.filter(register=claim.register_id, ledger_voucher=ledger_voucher)
    rules.check_not_received(booked.exists())
