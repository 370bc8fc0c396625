"""Open the project of a granted application."""

from collections.abc import Mapping
from datetime import date, datetime

from talkoot.agreements import rules
from talkoot.agreements.actions._project import check_cost_centre_free, stored_weights, write_budget
from talkoot.agreements.messages import tell_that_it_started
from talkoot.agreements.models import Agreement, Project
from talkoot.agreements.permissions import check_can_prepare
from talkoot.agreements.queries import grant_of, main_project, project_of, weights_of_project
from talkoot.agreements.states import AGREEMENT, PROJECT
from talkoot.applications.messages import tell_applicant
from talkoot.applications.models import Application
from talkoot.applications.queries import application_in
from talkoot.applications.rules import with_flat_rate
from talkoot.core.actor import Actor
from talkoot.core.errors import Sentence
from talkoot.core.periods import Period
from talkoot.people.models import Organisation
from talkoot.programme import terms as programme
from talkoot.programme.models import Terms
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import ProjectKind
from talkoot.records.states import Phase
from talkoot.records.writing import move_matter, record, writing


def open_project(
    *,
    application: Application,
    actor: Actor,
    budget: Mapping[str, int],
    cost_centre: str = "",
    now: datetime,
    today: date,
) -> Project:
    """The project of a grant, under the terms the grant was made under.

    `budget` is cents by category; the flat rate's line is reckoned, not typed, and together they are what was granted.
    A sub-grant waits for its agreement, whose draft is made here; an event starts at once and its costs come to the
    city. Opening it again gives the same project. Raises GrantNotReady, OrganisationIncomplete, BudgetDoesNotAddUp,
    CoveredByFlatRate, OutsidePeriod, CostCentreTaken.
    """
    with writing(application.register) as register:
        application = application_in(register, application.pk)
        check_can_prepare(actor, application.matter, today)
        opened = project_of(application.matter)
        if opened:
            return opened
        grant = grant_of(application)
        budget = with_flat_rate(budget, read_terms(grant.terms))
        rules.check_budget(budget, grant.granted_cents, read_terms(grant.terms), today)
        check_cost_centre_free(register, cost_centre)
        project = _create(application, grant.terms, cost_centre)
        write_budget(project, 1, budget)
        agreement = _draft(project, grant.granted_cents) if project.kind == ProjectKind.SUB_GRANT else None
        phase = Phase.AGREEMENT if agreement else Phase.PROJECT
        move_matter(application.matter, phase=phase, status=f"{PROJECT.name}:{project.state}")
        facts = {"decision": grant.pk, "granted_cents": grant.granted_cents, "model": project.model}
        record(
            register=register, actor=actor, verb="open_project", now=now,
            matter=application.matter, subject=project, rows=[agreement] if agreement else [], facts=facts,
        )  # fmt: skip
        _tell(project, agreement, application, now)
        return project


def _create(application: Application, stored: Terms, cost_centre: str) -> Project:
    terms = read_terms(stored)
    kind = programme.model(terms, application.model).kind
    period = Period(application.starts_on or terms.starts_on, application.ends_on or terms.ends_on)
    rules.check_within(period, terms.period, Sentence("The project"))
    return Project.objects.create(
        register=application.register,
        matter=application.matter,
        kind=kind,
        model=application.model,
        weights=stored_weights(programme.weights_of(terms, application.model)),
        bearer=_bearer(application, kind),
        cost_centre=cost_centre,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        terms=stored,
        state=PROJECT.start if kind == ProjectKind.SUB_GRANT else PROJECT.after("start", PROJECT.start),
    )


def _bearer(application: Application, kind: ProjectKind) -> Organisation:
    """Whose VAT counts: the recipient's, who has to be complete by now; the city's where it pays itself."""
    if kind != ProjectKind.SUB_GRANT:
        return main_project(application.register).bearer
    rules.check_complete(application.organisation.business_id, application.organisation.iban)
    return application.organisation


def _draft(project: Project, granted_cents: int) -> Agreement:
    return Agreement.objects.create(
        register=project.register,
        project=project,
        recipient=project.bearer,
        state=AGREEMENT.start,
        total_cents=granted_cents,
        own_share_cents=rules.own_share(granted_cents, weights_of_project(project)),
    )


def _tell(project: Project, agreement: Agreement | None, application: Application, now: datetime) -> None:
    if agreement is None:
        tell_that_it_started(project, application, now=now)
        return
    facts = {
        "organisation": application.organisation.name,
        "total_cents": agreement.total_cents,
        "own_share_cents": agreement.own_share_cents,
    }
    tell_applicant(application, "agreements/messages/to_sign", now=now, facts=facts)
