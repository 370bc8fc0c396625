"""Record a receipt: a small buy by card, or an invoice on paper."""

from datetime import date, datetime

from talkoot.agreements.models import Project
from talkoot.agreements.rules import check_running
from talkoot.core.actor import Actor
from talkoot.costs.actions._recording import project_with_terms
from talkoot.costs.actions._vouchers import write_paper
from talkoot.costs.evidence import Paper
from talkoot.costs.models import Voucher
from talkoot.costs.permissions import check_can_be_orderer, check_can_record
from talkoot.costs.queries import live_vouchers
from talkoot.costs.rules.recording import check_city_pays
from talkoot.costs.rules.vouchers import check_form_key
from talkoot.people.models import Person
from talkoot.records.writing import Text, record, writing


def record_receipt(
    *,
    project: Project,
    actor: Actor,
    paper: Paper,
    orderer: Person | None = None,
    other_because: Text | None = None,
    form_key: str,
    now: datetime,
    today: date,
) -> Voucher:
    """The voucher of what a receipt says, ready for `record_cost`.

    Sending the same form again gives the voucher of the first time. Raises SameVoucher when seller and number show that
    it is here already; LooksLikeAnother when a voucher of any project has the same date and total and isn't another
    seller's, unless `other_because` says why it is another; OutsideProject, IssuedLater, TooLong, NotText.
    """
    check_form_key(form_key)
    with writing(project.register) as register:
        project = project_with_terms(project.pk)
        check_can_record(actor, register, project, today)
        if orderer:
            check_can_be_orderer(orderer, register, today)
        typed = live_vouchers(register).filter(form_key=form_key).first()
        if typed:
            return typed
        check_city_pays(project.kind, project.matter.code)
        check_running(project.state)
        voucher = write_paper(
            paper, project=project, orderer=orderer, other_because=other_because, form_key=form_key,
            now=now, today=today,
        )  # fmt: skip
        record(
            register=register, actor=actor, verb="record_receipt", now=now,
            matter=project.matter, subject=voucher, rows=[voucher.file] if voucher.file else [],
            texts={"other_because": other_because} if other_because else {},
        )  # fmt: skip
        return voucher
