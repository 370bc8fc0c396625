"""What must hold of projects and agreements; `talkoot verify` asks it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.queries import grants_by_matter, weights_of_project
from talkoot.agreements.states import AgreementState, ProjectState
from talkoot.core.money import BASIS, format_euros
from talkoot.people.models import Role
from talkoot.people.roles import PERMISSIONS, Permission
from talkoot.programme.file import Terms
from talkoot.programme.models import Terms as TermsRow
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import ProjectKind, frame_of, weights_of
from talkoot.records.invariants import Broken, Invariant
from talkoot.records.rows import label


def agreements_in_force_are_signed() -> Iterator[Broken]:
    """Both sides have signed, two people on two known days, the recipient first; and no project runs without."""
    in_force = Agreement.objects.filter(state=AgreementState.IN_FORCE)
    signed = Q(recipient_signed_on__isnull=False, city_signed_on__gte=F("recipient_signed_on"))
    by_two = Q(recipient_signatory__isnull=False) & ~Q(city_signatory=F("recipient_signatory"))
    for agreement in in_force.exclude(signed & by_two):
        yield Broken(label(agreement), "is in force without two people's signatures in their order")
    ahead = Agreement.objects.exclude(state=AgreementState.IN_FORCE).exclude(project__state=ProjectState.PREPARING)
    for agreement in ahead:
        yield Broken(label(agreement), "isn't in force, but its project has started")


def signatories_had_a_mandate() -> Iterator[Broken]:
    """Whoever signed had the right to, for that organisation or the city, on the day they signed."""
    for side, permission in (("recipient", Permission.SIGN_FOR_ORGANISATION), ("city", Permission.SIGN_FOR_CITY)):
        codes = [code for code, permissions in PERMISSIONS.items() if permission in permissions]
        roles = Role.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=OuterRef(f"{side}_signed_on")),
            register=OuterRef("register"),
            person=OuterRef(f"{side}_signatory"),
            valid_from__lte=OuterRef(f"{side}_signed_on"),
            code__in=codes,
        )
        if side == "recipient":
            roles = roles.filter(organisation=OuterRef("recipient"))
        signed = Agreement.objects.filter(**{f"{side}_signatory__isnull": False})
        for agreement in signed.exclude(Exists(roles)):
            yield Broken(label(agreement), f"was signed for the {side} by somebody without the right to on that day")


def budgets_are_what_was_agreed() -> Iterator[Broken]:
    """Every version of every budget adds up to what was agreed, and that is what was granted."""
    granted, terms = grants_by_matter(), _terms()
    projects = Project.objects.select_related("agreement").prefetch_related("budget").order_by("pk")
    for project in projects.iterator(chunk_size=500):
        versions: dict[int, int] = defaultdict(int)
        for line in project.budget.all():
            versions[line.number] += line.amount_cents
        wanted = granted.get(project.matter_id)
        if project.kind == ProjectKind.MAIN:
            wanted = frame_of(terms[project.terms_id], project.model)
        if project.kind == ProjectKind.SUB_GRANT and project.agreement.total_cents != wanted:
            yield Broken(label(project.agreement), "its total is not what was granted")
        for number, cents in versions.items():
            if cents != wanted:
                yield Broken(label(project), f"budget {number} adds up to {format_euros(cents)}, not as agreed")


def weights_are_those_of_the_terms() -> Iterator[Broken]:
    """A project's own weights add up to the whole and are those of the terms it was opened under."""
    terms = _terms()
    for project in Project.objects.order_by("pk").iterator(chunk_size=500):
        weights = weights_of_project(project)
        if sum(one.basis_points for one in weights) != BASIS:
            yield Broken(label(project), "its weights don't add up to 10 000")
        elif weights != weights_of(terms[project.terms_id], project.model):
            yield Broken(label(project), "its weights are not those of its terms")


def _terms() -> dict[int, Terms]:
    """What every version of the terms says, by its key: they are long, and thousands of projects share a few."""
    return {row.pk: read_terms(row) for row in TermsRow.objects.order_by("pk")}


INVARIANTS: tuple[Invariant, ...] = (
    agreements_in_force_are_signed,
    signatories_had_a_mandate,
    budgets_are_what_was_agreed,
    weights_are_those_of_the_terms,
)
