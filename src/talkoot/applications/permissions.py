"""Who may do what with applications."""

from datetime import date

from talkoot.applications.models import Application
from talkoot.core.actor import Actor
from talkoot.people.models import Interest, Organisation
from talkoot.people.permissions import HasInterest, check_may, check_no_interest, roles_on
from talkoot.people.roles import Permission
from talkoot.records.models import Matter, Register

APPLICANT = "applicant"
"""The ground of an interest that nobody needs to declare: acting for the organisation that applies."""


def check_can_write(actor: Actor, organisation: Organisation, register: Register, today: date) -> None:
    """An organisation's writer or signatory writes for it, whatever their interests: it is their own matter."""
    check_may(actor, Permission.WRITE_APPLICATION, register=register, today=today, organisation=organisation)


def check_can_submit(actor: Actor, organisation: Organisation, register: Register, today: date) -> None:
    """Only who may sign for the organisation submits."""
    check_may(actor, Permission.SUBMIT_APPLICATION, register=register, today=today, organisation=organisation)


def check_can_handle(actor: Actor, application: Application, today: date) -> None:
    """Staff without an interest in the matter handle it."""
    check_may(actor, Permission.HANDLE_APPLICATIONS, register=application.register, today=today)
    check_impartial(actor, application, today)


def check_impartial(actor: Actor, application: Application, today: date) -> None:
    """Raise HasInterest for whoever must step aside: from handling, assessing, proposing and deciding."""
    if actor.person_id in interests_in(application, today):
        raise HasInterest("You have an interest in this matter, so you step aside. Somebody else handles it.")


def check_impartial_in(actor: Actor, matter: Matter, today: date) -> None:
    """`check_impartial` of the matter's application; of a matter nobody applied for, declared interests count."""
    application = Application.objects.select_related("register").filter(matter=matter).first()
    if application:
        check_impartial(actor, application, today)
    else:
        check_no_interest(actor, matter)


def interests_in(application: Application, day: date) -> dict[int, str]:
    """The ground of everybody who must step aside from the application, by person.

    Declared interests, and whoever wrote or submitted it or may act for the applicant on the day.
    """
    mandates = roles_on(application.register, day).filter(organisation=application.organisation_id)
    acting = {*mandates.values_list("person_id", flat=True), application.written_by_id, application.submitted_by_id}
    declared = Interest.objects.filter(matter=application.matter_id).values_list("person_id", "ground")
    return {person: APPLICANT for person in acting if person} | dict(declared)
