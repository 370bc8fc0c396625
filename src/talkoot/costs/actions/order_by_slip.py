"""Order something: the supplier gets a code that brings the invoice home."""

from datetime import date, datetime

from django.db.models import Max

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.costs.messages import send_slip
from talkoot.costs.models import OrderSlip
from talkoot.costs.permissions import check_can_be_orderer, check_can_order
from talkoot.costs.rules.recording import check_city_pays
from talkoot.costs.rules.vouchers import check_form_key, check_order
from talkoot.costs.states import SLIP
from talkoot.people.models import Person
from talkoot.programme.queries import today_of
from talkoot.records.writing import Text, record, writing


def order_by_slip(
    *,
    project: Project,
    actor: Actor,
    what: Text,
    supplier: str,
    up_to_cents: int,
    orderer: Person,
    send_to: str = "",
    form_key: str,
    now: datetime,
    today: date,
) -> OrderSlip:
    """The slip with its code (MM-0042-3); `up_to_cents` includes VAT. With `send_to` it is e-mailed to the supplier.

    Sending the same form again gives the slip of the first time. Raises NothingOrdered, SubGrantBuysItself,
    ProjectNotRunning, NotText, TooLong.
    """
    check_form_key(form_key)
    with writing(project.register) as register:
        project = Project.objects.select_related("register", "matter__register").get(pk=project.pk, register=register)
        check_can_order(actor, project, today)
        check_can_be_orderer(orderer, register, today)
        ordered = OrderSlip.objects.filter(register=register, form_key=form_key).first()
        if ordered:
            return ordered
        check_city_pays(project.kind, project.matter.code)
        check_running(project.state)
        check_order(what.text, up_to_cents, supplier)
        newest = OrderSlip.objects.filter(project=project).aggregate(newest=Max("number"))["newest"] or 0
        slip = OrderSlip.objects.create(
            register=register,
            project=project,
            number=newest + 1,
            what=what.text,
            lang=what.lang,
            supplier=supplier,
            up_to_cents=up_to_cents,
            orderer=orderer,
            ordered_on=today,
            state=SLIP.start,
            form_key=form_key,
        )
        facts = {"code": slip.code, "up_to_cents": up_to_cents, "orderer": orderer.pk}
        record(
            register=register, actor=actor, verb="order_by_slip", now=now,
            matter=project.matter, subject=slip, facts=facts,
        )  # fmt: skip
        send_slip(slip, programme=today_of(register), send_to=send_to, now=now)
        return slip
