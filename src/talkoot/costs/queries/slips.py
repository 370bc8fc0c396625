"""Order slips with what has come on them."""

from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from talkoot.core.errors import NotFound
from talkoot.costs.models import OrderSlip, VoucherKind
from talkoot.costs.queries.naming import matter_number
from talkoot.costs.states import VoucherState
from talkoot.records.models import Register


def slips(register: Register, state: str = "", text: str = "") -> QuerySet[OrderSlip]:
    """The slips with what was invoiced on each (`invoiced`, cents with VAT), credit notes taken away."""
    standing = ~Q(vouchers__state=VoucherState.DROPPED)
    came = Case(
        When(vouchers__kind=VoucherKind.CREDIT_NOTE, then=-F("vouchers__total_cents")),
        default=F("vouchers__total_cents"),
        output_field=BigIntegerField(),
    )
    found = OrderSlip.objects.filter(register=register)
    if state:
        found = found.filter(state=state)
    if text:
        named = Q(supplier__icontains=text) | Q(what__icontains=text)
        found = found.filter(named | Q(project__matter__number=matter_number(register, text)))
    related = ("project__matter__register", "orderer", "register")
    return found.select_related(*related).annotate(invoiced=Coalesce(Sum(came, filter=standing), 0))


def slip_in(register: Register, key: int) -> OrderSlip:
    """The slip with what was invoiced on it. Raises NotFound, in another programme too."""
    found = slips(register).filter(pk=key).first()
    if found is None:
        raise NotFound("There is no such order in this programme.")
    return found
