"""Cost statements: an organisation's papers, its statements and what became of them; the list of all for staff."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.agreements.models import Project
from talkoot.agreements.states import ProjectState
from talkoot.costs.actions.open_statement import open_statement
from talkoot.costs.forms.lists import ListFilter
from talkoot.costs.forms.papers import PeriodForm
from talkoot.costs.models import CostStatement
from talkoot.costs.permissions import check_can_write_statement
from talkoot.costs.queries.papers import papers_of
from talkoot.costs.queries.statements import (
    flat_rate_of,
    next_period,
    stated_lines,
    statement_in,
    statements,
    statements_of,
)
from talkoot.costs.queries.vouchers import project_by_code
from talkoot.costs.states import StatementState
from talkoot.costs.views.showing import lang
from talkoot.costs.words import KINDS, VERDICT_CHIPS, VERDICTS, category_names
from talkoot.people.pages import Asked, page
from talkoot.people.permissions import may
from talkoot.people.roles import Permission
from talkoot.programme.queries import read_terms
from talkoot.programme.terms import ProjectKind, refused_as_direct
from talkoot.programme.values import rate_text
from talkoot.ui.paging import page_of


@dataclass(frozen=True)
class Own:
    """A project whose papers somebody may read, and what they may do with them: write lines, sign for the recipient."""

    project: Project
    may_write: bool
    may_sign: bool


def own_project(request: Asked, code: str) -> Own:
    """The project, for its recipient's people and for staff who read everything. Raises NotPermitted for others."""
    project, acting = project_by_code(request.register, code), request.acting
    may_here = partial(
        may, acting["actor"], register=request.register, today=acting["today"], organisation=project.bearer
    )
    may_write, may_sign = may_here(Permission.WRITE_STATEMENT), may_here(Permission.SIGN_FOR_ORGANISATION)
    if not request.may(Permission.READ_ALL):
        check_can_write_statement(acting["actor"], project, acting["today"])
    return Own(project, may_write, may_sign)


@page(Permission.READ_ALL)
def statement_list(request: Asked) -> HttpResponse:
    """Every organisation's statements, the newest first."""
    filters = ListFilter(request.GET)
    found = page_of(statements(request.register, **filters.wanted()), request, ("-pk",))
    return render(request, "costs/statements.html", {"section": "work", "page": found, "filters": filters})


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def papers(request: Asked, code: str) -> HttpResponse:
    """*Your papers*: what the cost model needs, what is there and what is missing."""
    own = own_project(request, code)
    found = papers_of(own.project, request.acting["today"])
    names = category_names(found.terms, lang())
    model, refused = found.terms.cost_model, refused_as_direct(found.terms)
    flat_rate = model.flat_rate
    told = {
        "section": "work",
        "own": own,
        "project": own.project,
        "papers": found,
        "model": model,
        "is_sub_grant": own.project.kind == ProjectKind.SUB_GRANT,
        "needed": [names[one.code] for one in found.terms.categories if one.code not in refused],
        "covered": [names[code] for code in flat_rate.covered] if flat_rate else [],
        "rate": rate_text(flat_rate.rate_basis_points) if flat_rate else "",
        "base": [names[code] for code in flat_rate.base] if flat_rate else [],
    }
    return render(request, "costs/papers.html", told)


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def statement(request: Asked, code: str) -> HttpResponse:
    """The project's statements, and opening the next one for a period."""
    own = own_project(request, code)
    period = next_period(own.project, request.acting["today"])
    form = PeriodForm(request.POST or None, initial={"starts_on": period.starts_on, "ends_on": period.ends_on})
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            made = open_statement(
                project=own.project, starts_on=said["starts_on"], ends_on=said["ends_on"], **request.acting
            )
            messages.success(request, _("The statement is open. Add what was paid."))
            return redirect("stated", slug=request.register.slug, code=code, number=made.number)
    found = statements_of(own.project)
    told = {"section": "work", "own": own, "project": own.project, "statements": found, "form": form}
    told["may_open"] = _may_open(own, found)
    return render(request, "costs/statement.html", told, status=form.status)


def _may_open(own: Own, found: list[CostStatement]) -> bool:
    """One draft at a time, of a sub-grant that runs."""
    is_open = any(one.state == StatementState.DRAFT for one in found)
    runs = own.project.state == ProjectState.RUNNING and own.project.kind == ProjectKind.SUB_GRANT
    return own.may_write and runs and not is_open


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def stated(request: Asked, code: str, number: int) -> HttpResponse:
    """One statement: its lines while it is written; after its check, what was accepted, what not and why."""
    own = own_project(request, code)
    return render(request, "costs/stated.html", told_of(own, statement_in(own.project, number)))


def told_of(own: Own, found: CostStatement) -> dict[str, object]:
    """What a page tells of a statement: its lines in the reader's words, its sums and where they come from."""
    lines, terms = stated_lines(found), read_terms(own.project.terms)
    names, flat_rate = category_names(terms, lang()), terms.cost_model.flat_rate
    base_cents, flat_cents = flat_rate_of(lines, flat_rate)
    total_cents = sum(one.line.amount_cents for one in lines)
    is_draft = found.state == StatementState.DRAFT
    runs = own.project.state == ProjectState.RUNNING
    return {
        "section": "work",
        "own": own,
        "project": own.project,
        "statement": found,
        "rows": [
            {
                "stated": one,
                "kind": KINDS[one.voucher.kind],
                "category": names.get(one.line.category, one.line.category),
                "verdict": VERDICTS[one.verdict.outcome] if one.verdict else "",
                "chip": VERDICT_CHIPS[one.verdict.outcome] if one.verdict else "wait",
            }
            for one in lines
        ],
        "is_draft": is_draft,
        "may_write": is_draft and own.may_write and runs,
        "may_sign": is_draft and own.may_sign and runs,
        "total_cents": total_cents,
        "base_cents": base_cents,
        "flat_cents": flat_cents,
        "whole_cents": total_cents + flat_cents,
        "flat_rate": flat_rate,
        "rate": rate_text(flat_rate.rate_basis_points) if flat_rate else "",
        "accepted_cents": sum(one.verdict.accepted_cents + one.changed_cents for one in lines if one.verdict),
        "waiting": sum(1 for one in lines if not one.verdict),
    }
