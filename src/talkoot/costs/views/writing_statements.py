"""Writing a statement: a receipt or a salary on it, a line off it, and the signature under it."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.costs.actions.add_statement_line import add_statement_line
from talkoot.costs.actions.remove_statement_line import remove_statement_line
from talkoot.costs.actions.sign_statement import sign_statement
from talkoot.costs.evidence import Paper, Salary
from talkoot.costs.forms.papers import SignForm, StatedReceiptForm, StatedSalaryForm
from talkoot.costs.models import CostStatement
from talkoot.costs.queries.statements import line_in, statement_in
from talkoot.costs.views.showing import category_choices, category_found, typed
from talkoot.costs.views.statements import own_project, told_of
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.ui.forms import Form


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def add_receipt(request: Asked, code: str, number: int) -> HttpResponse:
    """A receipt or an invoice on the statement."""
    own = own_project(request, code)
    found = statement_in(own.project, number)
    categories = category_choices(own.project, _day(request, found), is_payroll=False)
    form = StatedReceiptForm(request.POST or None, request.FILES or None, categories=categories)
    if form.is_valid():
        with form.speaking(), category_found(form):
            _add(request, found, form.paper(), form)
            return _added(request, code, number, "add_receipt")
    told = {"heading": _("Add a receipt"), "hint": _("Write what stands on the paper. One paper is one line.")}
    return _step(request, "costs/add_line.html", told_of(own, found) | told, form)


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def add_salary(request: Asked, code: str, number: int) -> HttpResponse:
    """A worker's salary of a month on the statement."""
    own = own_project(request, code)
    found = statement_in(own.project, number)
    categories = category_choices(own.project, _day(request, found), is_payroll=True)
    today = request.acting["today"]
    form = StatedSalaryForm(request.POST or None, project=own.project, today=today, categories=categories)
    if form.is_valid():
        with form.speaking(), category_found(form):
            _add(request, found, form.salary(), form)
            return _added(request, code, number, "add_salary")
    told = {"heading": _("Add a salary"), "hint": _("One line is one month of one worker.")}
    return _step(request, "costs/add_line.html", told_of(own, found) | told, form)


def _day(request: Asked, statement: CostStatement) -> date:
    """The day whose categories are offered."""
    return min(statement.ends_on, request.acting["today"])


def _add(request: Asked, statement: CostStatement, evidence: Paper | Salary, form: Form) -> None:
    said = form.cleaned_data
    add_statement_line(
        statement=statement,
        evidence=evidence,
        category=said["category"],
        paid_on=said["paid_on"],
        ledger_voucher=said["ledger_voucher"],
        other_because=typed(said["other_because"]) if said["other_because"].strip() else None,
        form_key=said["form_key"],
        **request.acting,
    )


def _step(request: Asked, template: str, told: dict[str, object], form: Form) -> HttpResponse:
    """The page of a step that whoever writes the statement may do, unless `told` says otherwise."""
    return render(request, template, {"may_do": told["may_write"], **told, "form": form}, status=form.status)


def _added(request: Asked, code: str, number: int, again: str) -> HttpResponse:
    """Back to the statement, or to the next of the same kind."""
    messages.success(request, _("The line is on the statement."))
    where = again if "again" in request.POST else "stated"
    return redirect(where, slug=request.register.slug, code=code, number=number)


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def remove_line(request: Asked, code: str, number: int, key: int) -> HttpResponse:
    """Take a line off a draft."""
    own = own_project(request, code)
    line = line_in(statement_in(own.project, number), key)
    form = Form(request.POST or None)
    if form.is_valid():
        with form.speaking():
            remove_statement_line(line=line, **request.acting)
            messages.success(request, _("The line was taken off."))
            return redirect("stated", slug=request.register.slug, code=code, number=number)
    return _step(request, "costs/remove_line.html", told_of(own, line.statement) | {"line": line}, form)


@page(Permission.WRITE_STATEMENT, Permission.READ_ALL)
def sign(request: Asked, code: str, number: int) -> HttpResponse:
    """What the signatory answers for, once more, and the signature."""
    own = own_project(request, code)
    found = statement_in(own.project, number)
    form = SignForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.speaking():
            sign_statement(statement=found, version=form.cleaned_data["version"] or 0, **request.acting)
            messages.success(request, _("Signed. The town checks it line by line and you see here what is accepted."))
            return redirect("stated", slug=request.register.slug, code=code, number=number)
    told = told_of(own, found)
    return _step(request, "costs/sign_statement.html", told | {"may_do": told["may_sign"]}, form)
