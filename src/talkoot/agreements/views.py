"""Pages of projects: the list, a project's home, its agreement, its budget and who works in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.agreements.actions.change_budget import change_budget
from talkoot.agreements.actions.name_new_worker import name_new_worker
from talkoot.agreements.actions.name_worker import name_worker
from talkoot.agreements.actions.open_project import open_project
from talkoot.agreements.actions.sign_agreement import sign_agreement
from talkoot.agreements.forms import NEW, ChangeForm, ProjectForm, SignForm, WorkerForm
from talkoot.agreements.models import Agreement
from talkoot.agreements.permissions import check_can_read
from talkoot.agreements.queries import organisation_of, project_of
from talkoot.agreements.queries.homes import (
    KINDS,
    STATES,
    Home,
    agreement_of,
    asked_budget,
    budget_changes,
    grant_words,
    home_of,
    listed_projects,
    names_of_categories,
    people_to_name,
    project_by_code,
)
from talkoot.agreements.states import AgreementState, ProjectState, Side
from talkoot.agreements.words import KIND_WORDS, STATE_WORDS
from talkoot.decisions.queries import granted_ready_for_agreement
from talkoot.decisions.queries.cases import case_of
from talkoot.people.pages import Asked, page
from talkoot.people.permissions import may
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import CostCategory, Counted, ProjectKind, Terms, categories_on, refused_as_direct
from talkoot.ui.paging import page_of

P = Permission
READERS = (P.READ_ALL, P.SIGN_FOR_CITY, P.WRITE_STATEMENT, P.SIGN_FOR_ORGANISATION)
"""Staff, who signs for the city, and associations: these last read only their own."""


@page(P.READ_ALL, P.SIGN_FOR_CITY)
def projects(request: Asked) -> HttpResponse:
    """Every project by its number, with what was granted to it."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    found = page_of(listed_projects(request.register, kind, state), request, ("matter__number", "pk"))
    context = {
        "section": "work",
        "page": found,
        "kinds": KIND_WORDS,
        "states": STATE_WORDS,
        "kind": kind if kind in KINDS else "",
        "state": state if state in STATES else "",
    }
    return render(request, "agreements/projects.html", context)


@page(P.READ_ALL, P.SIGN_FOR_CITY)
def granted(request: Asked) -> HttpResponse:
    """What was granted and waits for its project, the oldest first."""
    context = {
        "section": "work",
        "grants": granted_ready_for_agreement(request.register),
        "may_open": request.may(P.PREPARE_AGREEMENT),
    }
    return render(request, "agreements/granted.html", context)


@page(P.READ_ALL)
def open_one(request: Asked, code: str) -> HttpResponse:
    """Open the project of a grant: its budget and its cost centre."""
    case = case_of(request.register, code)
    application, grant = case.application, case.decision
    terms = read_terms(grant.terms if grant else application.assessment.terms)
    asked = asked_budget(application)
    form = ProjectForm(request.POST or None, categories=_planned(request, terms), budget=asked)
    if form.is_valid():
        with form.speaking():
            opened = open_project(
                application=application, budget=form.budget(), cost_centre=form.cleaned_data["cost_centre"],
                **request.acting,
            )  # fmt: skip
            messages.success(request, _("The project is open."))
            return redirect("project", slug=request.register.slug, code=opened.matter.code)
    waits = code in {one.matter.code for one in granted_ready_for_agreement(request.register)}
    context = {
        "section": "work",
        "case": case,
        "form": form,
        "project": project_of(application.matter),
        "may_open": request.may(P.PREPARE_AGREEMENT) and waits,
        **_flat_rate(terms),
    }
    return render(request, "agreements/open_project.html", context, status=form.status)


def _planned(request: Asked, terms: Terms) -> list[CostCategory]:
    """The cost categories that can be planned: not the flat rate, and nothing that it pays."""
    refused = refused_as_direct(terms)
    return [one for one in categories_on(terms, request.acting["today"]) if one.code not in refused]


def _flat_rate(terms: Terms) -> dict[str, Any]:
    """What the pages say of the flat rate: the rate and what it is reckoned from and pays for."""
    rate = terms.cost_model.flat_rate
    if rate is None:
        return {"flat_rate": None}
    return {
        "flat_rate": rate,
        "flat_rate_base": names_of_categories(terms, rate.base),
        "flat_rate_pays": names_of_categories(terms, rate.covered),
    }


@page(*READERS)
def project(request: Asked, code: str) -> HttpResponse:
    """A project's home: its money, its agreement, its people, and the way to all its pages."""
    home = _readable(request, code)
    context = {
        "section": "work",
        "home": home,
        "is_staff": request.may(P.READ_ALL),
        **_ways(request, home),
        "may_change": request.may(P.PREPARE_AGREEMENT) and home.project.state != ProjectState.CLOSED,
        "may_name": _may_name(request, home),
        **_flat_rate(read_terms(home.project.terms)),
    }
    return render(request, "agreements/project.html", context)


def _ways(request: Asked, home: Home) -> dict[str, bool]:
    """Which pages of later stages to lead to: each looks closer itself."""
    reads, is_main = request.may(P.READ_ALL), home.project.kind == ProjectKind.MAIN
    return {
        "may_state": home.is_sub_grant and (reads or request.may(P.WRITE_STATEMENT)),
        "may_run": not is_main and (reads or request.may(P.RUN_ACTIVITIES)),
        "may_order": request.may(P.ORDER) and home.project.state == ProjectState.RUNNING,
    }


def _readable(request: Asked, code: str) -> Home:
    """The project's home, where this person may read it. Raises NotFound, NotPermitted."""
    found = project_by_code(request.register, code)
    check_can_read(request.acting["actor"], found, organisation_of(found), request.acting["today"])
    return home_of(found)


def _may_name(request: Asked, home: Home) -> bool:
    """Whether to offer naming a worker; the action looks closer."""
    is_own = home.is_sub_grant and request.may(P.WRITE_STATEMENT)
    return home.project.state != ProjectState.CLOSED and (is_own or request.may(P.PREPARE_AGREEMENT))


@page(*READERS)
def agreement(request: Asked, code: str) -> HttpResponse:
    """The agreement, to read, print and sign: first by the recipient, then by the city."""
    home = _readable(request, code)
    found = agreement_of(home.project)
    side = _side_to_sign(request, found)
    form = SignForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.speaking():
            version = form.cleaned_data["version"] or 0
            sign_agreement(agreement=found, side=side or Side.RECIPIENT, version=version, **request.acting)
            messages.success(request, _("Signed."))
            return redirect("agreement", slug=request.register.slug, code=code)
    context = _agreement_context(home, found) | {"form": form, "side": side.value if side else ""}
    return render(request, "agreements/agreement.html", context, status=form.status)


def _side_to_sign(request: Asked, found: Agreement) -> Side | None:
    """For which side this person signs now, if for any."""
    acting = request.acting
    if found.state == AgreementState.DRAFT:
        signs = may(
            acting["actor"], P.SIGN_FOR_ORGANISATION, register=request.register, today=acting["today"],
            organisation=found.recipient,
        )  # fmt: skip
        return Side.RECIPIENT if signs else None
    is_citys_turn = found.state == AgreementState.SIGNED_BY_RECIPIENT
    return Side.CITY if is_citys_turn and request.may(P.SIGN_FOR_CITY) else None


def _agreement_context(home: Home, found: Agreement) -> dict[str, Any]:
    terms = read_terms(home.project.terms)
    decision, words = grant_words(home.application) if home.application else (None, {})
    return {
        "section": "work",
        "home": home,
        "agreement": found,
        "decision": decision,
        "words": words,
        "city": dict(terms.beneficiary.name),
        "city_business_id": terms.beneficiary.business_id,
        "funders": [dict(one.name) for one in terms.funders if one.holds_on(home.project.starts_on)],
        "retention": [one for one in terms.retention if one.counted_from is Counted.LAST_PAYMENT],
        **_flat_rate(terms),
    }


@page(P.READ_ALL)
def budget(request: Asked, code: str) -> HttpResponse:
    """Change a project's budget; every version before and after side by side."""
    home = home_of(project_by_code(request.register, code))
    found = home.project
    terms = read_terms(found.terms)
    form = ChangeForm(
        request.POST or None,
        categories=_planned(request, terms),
        budget={one.code: one.cents for one in home.budget},
        initial={"version": found.version},
    )
    if form.is_valid():
        with form.speaking():
            change_budget(
                project=found, budget=form.budget(), reasons=form.why(), version=form.cleaned_data["version"] or 0,
                **request.acting,
            )  # fmt: skip
            messages.success(request, _("The budget is changed. The versions are side by side below."))
            return redirect("budget", slug=request.register.slug, code=code)
    context = {
        "section": "work",
        "home": home,
        "form": form,
        "changes": budget_changes(found),
        "may_change": request.may(P.PREPARE_AGREEMENT) and found.state != ProjectState.CLOSED,
        **_flat_rate(terms),
    }
    return render(request, "agreements/budget.html", context, status=form.status)


@page(*READERS)
def worker(request: Asked, code: str) -> HttpResponse:
    """Who works in a project, and naming one more."""
    home = _readable(request, code)
    found, may_add = home.project, request.may(P.MANAGE_PEOPLE)
    people = {one.pk: one for one in people_to_name(found, home.organisation, everybody=request.may(P.READ_ALL))}
    form = WorkerForm(
        request.POST or None,
        people=[(key, one.name) for key, one in people.items()],
        may_add=may_add,
        initial={"starts_on": found.starts_on},
    )
    if form.is_valid():
        with form.speaking():
            typed = form.cleaned_data
            when = {"title": typed["title"], "starts_on": typed["starts_on"], "ends_on": typed["ends_on"]}
            if typed["person"] == NEW:
                name_new_worker(project=found, name=typed["name"], **when, **request.acting)
            else:
                name_worker(project=found, person=people[int(typed["person"])], **when, **request.acting)
            messages.success(request, _("Written down. Their salary can be accepted from that day on."))
            return redirect("worker", slug=request.register.slug, code=code)
    context = {
        "section": "work",
        "home": home,
        "form": form,
        "may_add": may_add,
        "may_name": _may_name(request, home),
    }
    return render(request, "agreements/worker.html", context, status=form.status)
