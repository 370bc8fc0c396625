"""Who may do what with vouchers, costs and statements."""

from datetime import date

from talkoot.agreements.models import Project
from talkoot.applications.permissions import check_impartial_in
from talkoot.core.actor import Actor
from talkoot.core.errors import NotPermitted, Sentence
from talkoot.costs.models import CostEntry, CostStatement, Voucher
from talkoot.people.models import Person
from talkoot.people.permissions import check_four_eyes, check_may, may
from talkoot.people.roles import Permission
from talkoot.records.models import Register


class OwnSalary(NotPermitted):
    """The salary is the person's own."""

    code = "own_salary"


def check_can_receive(actor: Actor, register: Register, today: date) -> None:
    """The command that receives invoices, or whoever takes them in by hand."""
    check_may(actor, Permission.RECEIVE_INVOICES, register=register, today=today)


def check_can_place(actor: Actor, voucher: Voucher, project: Project | None, today: date) -> None:
    """Whoever takes in invoices, or its orderer; never with an interest in the project."""
    is_orderer = actor.person_id is not None and actor.person_id == voucher.orderer_id
    if not (is_orderer and may(actor, Permission.ORDER, register=voucher.register, today=today)):
        check_may(actor, Permission.RECEIVE_INVOICES, register=voucher.register, today=today)
    if project:
        check_impartial_in(actor, project.matter, today)


def check_can_order(actor: Actor, project: Project, today: date) -> None:
    """Staff without an interest order things for a project."""
    check_may(actor, Permission.ORDER, register=project.register, today=today)
    check_impartial_in(actor, project.matter, today)


def check_can_be_orderer(person: Person, register: Register, today: date) -> None:
    """Whom an invoice will be sent to for checking is somebody who may order."""
    if not may(Actor(person_id=person.pk), Permission.ORDER, register=register, today=today):
        raise NotPermitted("The orderer has no role that may order. Name somebody who has, or give them one.")


def check_can_record(actor: Actor, register: Register, project: Project | None, today: date) -> None:
    """Whoever records costs, without an interest in the project."""
    check_may(actor, Permission.RECORD_COSTS, register=register, today=today)
    if project:
        check_impartial_in(actor, project.matter, today)


def check_can_book(actor: Actor, register: Register, today: date) -> None:
    """The books are the accountant's."""
    check_may(actor, Permission.BOOK_PAYMENTS, register=register, today=today)


def check_can_check(actor: Actor, entry: CostEntry, today: date) -> None:
    """A second person, without an interest in the project, who isn't paid by it and didn't answer for its statement."""
    check_may(actor, Permission.CHECK_COSTS, register=entry.register, today=today)
    check_impartial_in(actor, entry.project.matter, today)
    check_four_eyes(actor, entry.recorded_by_id, Sentence("Checking a cost"))
    if entry.voucher is None:
        return
    check_not_own_salary(actor, entry.voucher.person_id)
    for statement in CostStatement.objects.filter(lines__voucher=entry.voucher):
        check_four_eyes(actor, statement.prepared_by_id, Sentence("Checking a statement"))
        check_four_eyes(actor, statement.signed_by_id, Sentence("Checking a statement"))


def check_not_own_salary(actor: Actor, paid_person_id: int | None) -> None:
    """Nobody writes down or accepts their own salary. Raises OwnSalary."""
    if actor.person_id is not None and actor.person_id == paid_person_id:
        raise OwnSalary("This is your own salary. Somebody else records and checks it.")


def check_can_write_statement(actor: Actor, project: Project, today: date) -> None:
    """The recipient's writers and signatories."""
    check_may(
        actor, Permission.WRITE_STATEMENT, register=project.register, today=today, organisation=project.bearer
    )  # fmt: skip


def check_can_sign_statement(actor: Actor, project: Project, today: date) -> None:
    """Whoever may bind the recipient."""
    check_may(
        actor, Permission.SIGN_FOR_ORGANISATION, register=project.register, today=today, organisation=project.bearer
    )  # fmt: skip
