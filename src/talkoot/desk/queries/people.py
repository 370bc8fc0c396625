"""Who holds which role from when to when, and what waits in somebody's hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from talkoot.agreements.models import Project
from talkoot.applications.models import Application
from talkoot.core.errors import NotFound
from talkoot.costs.models import OrderSlip, Voucher
from talkoot.costs.states import SlipState, VoucherState
from talkoot.people.models import Interest, Organisation, Person, Role
from talkoot.people.permissions import roles_on
from talkoot.people.roles import PERMISSIONS, Permission, RoleCode
from talkoot.records.models import Entry, Register

WHEN = ("now", "coming", "ended", "all")
"""The filters of the list of roles."""


def roles_in(register: Register, day: date, when: str = "now", words: str = "") -> QuerySet[Role]:
    """The programme's roles that hold on a day, begin later or have ended; or all. With their people, by name."""
    roles = {
        "coming": Role.objects.filter(register=register, valid_from__gt=day),
        "ended": Role.objects.filter(register=register, valid_to__lt=day),
        "all": Role.objects.filter(register=register),
    }.get(when, roles_on(register, day))
    if words:
        roles = roles.filter(contains("person__name", words) | contains("organisation__name", words))
    deputies = Prefetch("deputies", queryset=Role.objects.select_related("person").order_by("valid_from", "pk"))
    return roles.select_related("person", "organisation", "deputy_for__person", "successor").prefetch_related(deputies)


def contains(column: str, words: str) -> Q:
    """Whether a column has the words in it, in small letters or capitals: SQLite knows only those of English."""
    forms = {words, words.lower(), words.upper(), words.capitalize()}
    found = Q()
    for form in sorted(forms):
        found |= Q(**{f"{column}__icontains": form})
    return found


def without_role(register: Register) -> QuerySet[Person]:
    """Whom somebody added to the programme's people and who never had a role in it, by name."""
    roles = Role.objects.filter(register=register, person=OuterRef("pk"))
    return Person.objects.filter(_added(register, "add_person", "people.person"), ~Exists(roles)).order_by("name", "pk")


def person_in(register: Register, key: int) -> Person:
    """Somebody of this programme's people: with a role, or added here. Raises NotFound, also for others' people."""
    roles = Role.objects.filter(register=register, person=OuterRef("pk"))
    known = Q(Exists(roles)) | Q(_added(register, "add_person", "people.person"))
    person = Person.objects.select_related("account").filter(known, pk=key).first()
    if person is None:
        raise NotFound("There is nobody with this number among the programme's people.")
    return person


def organisations_in(register: Register, words: str = "") -> QuerySet[Organisation]:
    """The organisations of this programme, by name: added here, acted for, applying, or carrying costs."""
    known = Q(_added(register, "add_organisation", "people.organisation"))
    for model, column in ((Role, "organisation"), (Application, "organisation"), (Project, "bearer")):
        known |= Q(Exists(model.objects.filter(register=register, **{column: OuterRef("pk")})))
    found = Organisation.objects.filter(known)
    if words:
        found = found.filter(contains("name", words) | Q(business_id=words) | Q(register_number=words))
    return found.order_by("name", "pk")


def organisation_in(register: Register, key: int) -> Organisation:
    """An organisation of this programme. Raises NotFound."""
    found = organisations_in(register).filter(pk=key).first()
    if found is None:
        raise NotFound("There is no organisation with this number in this programme.")
    return found


def _added(register: Register, verb: str, model: str) -> Exists:
    """Whether an entry of this chain says that the row was added: people and organisations carry no programme."""
    subject = Concat(Value(f"{model}:"), Cast(OuterRef("pk"), CharField()))
    return Exists(Entry.objects.filter(register=register, verb=verb, subject=subject))


def roles_of(register: Register, **whose: Any) -> QuerySet[Role]:
    """The roles of one person or organisation in this programme, the newest first."""
    roles = Role.objects.filter(register=register, **whose)
    return roles.select_related("person", "organisation", "deputy_for__person", "successor").order_by(
        "-valid_from", "-pk"
    )


def role_in(register: Register, key: int) -> Role:
    """A role of this programme with its person. Raises NotFound."""
    found = roles_of(register, pk=key).first()
    if found is None:
        raise NotFound("There is no such role in this programme.")
    return found


def people_of(register: Register, day: date) -> list[Person]:
    """Everybody with a role in the programme on a day or later, by name: who can be a successor or step aside."""
    held = Role.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), register=register)
    return list(Person.objects.filter(roles__in=held).distinct().order_by("name", "pk"))


def interests_of(register: Register, person: int | None = None) -> QuerySet[Interest]:
    """Declared interests, of one person or of everybody, with person and matter."""
    interests = Interest.objects.filter(register=register).select_related("person", "matter__register")
    return interests.filter(person=person) if person is not None else interests


@dataclass(frozen=True)
class InHands:
    """What waits in somebody's hands by one role: open orders, and invoices whose cost isn't recorded yet."""

    slips: Sequence[OrderSlip]
    vouchers: Sequence[Voucher]

    def __bool__(self) -> bool:
        return bool(self.slips or self.vouchers)


def in_hands_of(role: Role) -> InHands:
    """What goes over to the successor when the role ends. Nothing does for a role that may not order."""
    if Permission.ORDER not in PERMISSIONS[RoleCode(role.code)]:
        return InHands((), ())
    slips = OrderSlip.objects.filter(register=role.register_id, orderer=role.person_id, state=SlipState.OPEN)
    vouchers = Voucher.objects.filter(register=role.register_id, orderer=role.person_id).exclude(
        state__in=[VoucherState.RECORDED, VoucherState.DROPPED]
    )
    related = "project__matter__register"
    return InHands(
        list(slips.select_related(related).order_by("pk")), list(vouchers.select_related(related).order_by("pk"))
    )
