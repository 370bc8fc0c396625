"""The books: the programme's money by source and project, and the closing of a project to the cent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talkoot.agreements.models import Project
from talkoot.agreements.queries import project_of
from talkoot.agreements.states import PROJECT, ProjectState
from talkoot.claims.accounts import (
    by_project,
    by_source,
    claims_of_project,
    claims_of_source,
    sum_of,
)
from talkoot.claims.actions.settle_project import settle_project
from talkoot.claims.forms import SettleForm
from talkoot.claims.permissions import check_can_settle
from talkoot.claims.queries import Settlement, funds_from, settlement_of
from talkoot.claims.sheet import source_names
from talkoot.claims.views.readers import READERS, address_of
from talkoot.core.errors import NotFound
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.records.queries import matter_of, texts_of
from talkoot.records.rows import label
from talkoot.records.writing import Text


@page(*READERS)
def books(request: Asked) -> HttpResponse:
    """The whole programme's money, by source and by project."""
    terms = programme_on(request).terms
    rows = by_source(request.register, terms, source_names(terms, get_language() or "fi"))
    context = {"section": "work", "sources": rows, "sums": sum_of(rows), "projects": by_project(request.register)}
    return render(request, "claims/books.html", context)


@page(*READERS)
def source_books(request: Asked, source: str) -> HttpResponse:
    """One source of funding, claim by claim, with what it has paid."""
    terms = programme_on(request).terms
    claims = claims_of_source(request.register, terms, source)
    names = source_names(terms, get_language() or "fi")
    (row,) = [one for one in by_source(request.register, terms, names) if one.code == source]
    received = [(one, row.name) for one in funds_from(request.register, source)]
    context = {"section": "work", "row": row, "claims": claims, "received": received}
    return render(request, "claims/source.html", context)


@page(*READERS)
def project_books(request: Asked, code: str) -> HttpResponse:
    """One project's money, claim by claim and source by source."""
    project = _project(request, code)
    names = source_names(programme_on(request).terms, get_language() or "fi")
    claims = claims_of_project(project, names)
    (row,) = [one for one in by_project(request.register) if one.code == project.matter.code]
    context = {
        "section": "work",
        "project": project,
        "row": row,
        "sources": list(names.values()),
        "claims": claims,
        "shares": [sum(one.shares[index] for one in claims) for index in range(len(names))],
    }
    return render(request, "claims/project.html", context)


def _project(request: Asked, code: str) -> Project:
    """The project that goes on under this number. Raises NotFound."""
    project = project_of(matter_of(request.register, code))
    if project is None:
        raise NotFound("{code} has no project yet.", code=code)
    return project


def _still_open(request: Asked, settlement: Settlement) -> list[tuple[str, int, str]]:
    """What keeps a project open: in words, how many, and the page on which it is done."""
    rows = [
        (_("cost statements to be signed, or their lines removed"), settlement.unsigned, "statements"),
        (_("vouchers to be recorded or dropped"), settlement.unrecorded, "inbox"),
        (_("costs to be checked"), settlement.unchecked, "checking"),
        (_("costs to be claimed"), settlement.unclaimed, "claims"),
        (_("claimed costs waiting for the funder"), settlement.undecided, "claims"),
    ]
    return [(words, count, address_of(request, route)) for words, count, route in rows if count]


@page(Permission.READ_ALL, Permission.CLOSE_PROJECT)
def settle(request: Asked, code: str) -> HttpResponse:
    """What is still open of a project; when nothing is, close it and tell what came of it."""
    project = _project(request, code)
    if request.method == "POST":
        check_can_settle(request.acting["actor"], request.register, request.acting["today"])
    form = SettleForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            outcome = Text(form.cleaned_data["outcome"], get_language() or "fi", is_public=True)
            settle_project(register=request.register, project=project, outcome=outcome, **request.acting)
            messages.success(request, _("The project is closed. What came of it is told to everybody."))
            return redirect("settle", slug=request.register.slug, code=code)
    is_closed = project.state == ProjectState.CLOSED
    settlement = settlement_of(project)
    return render(
        request,
        "claims/settle.html",
        {
            "section": "work",
            "project": project,
            "settlement": settlement,
            "unused_cents": settlement.committed_cents - settlement.standing_cents,
            "above_cents": settlement.standing_cents - settlement.committed_cents,
            "is_closed": is_closed,
            "state": f"{PROJECT.name}:{project.state}",
            "still_open": _still_open(request, settlement),
            "outcome": texts_of(request.register, [label(project)]).get(label(project), {}).get("outcome"),
            "form": form,
            "may_close": request.may(Permission.CLOSE_PROJECT) and not is_closed,
        },
        status=form.status,
    )
