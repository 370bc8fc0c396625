"""The organisations of the programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talkoot.desk.forms import CompleteForm, OrganisationForm
from talkoot.desk.queries.people import organisation_in, organisations_in, roles_of
from talkoot.people.actions.add_organisation import add_organisation
from talkoot.people.actions.complete_organisation import complete_organisation
from talkoot.people.models import Organisation, VatStatus
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.ui.paging import page_of


@page(Permission.MANAGE_PEOPLE, Permission.READ_ALL)
def organisations(request: Asked) -> HttpResponse:
    """Every organisation of the programme, by name."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = page_of(organisations_in(request.register, words), request, ("name", "pk"))
    may_manage = request.may(Permission.MANAGE_PEOPLE)
    context = {"section": "work", "page": found, "q": words, "may_manage": may_manage}
    return render(request, "desk/organisations.html", context)


@page(Permission.MANAGE_PEOPLE, Permission.READ_ALL)
def organisation(request: Asked, key: int) -> HttpResponse:
    """One organisation, who acts for it, and what it needs before an agreement."""
    one = organisation_in(request.register, key)
    initial = {
        "version": one.version,
        "business_id": one.business_id or "",
        "iban": one.iban,
        "vat_status": one.vat_status,
    }
    form = CompleteForm(request.POST or None, initial=initial)
    if form.is_valid():
        with form.speaking():
            _complete(request, one, form)
            messages.success(request, _("Saved."))
            return redirect("organisation", slug=request.register.slug, key=key)
    context = {
        "section": "work",
        "organisation": one,
        "iban_end": one.iban[-4:],
        "roles": list(roles_of(request.register, organisation=one)),
        "today": request.acting["today"],
        "form": form,
        "may_manage": request.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "desk/organisation.html", context, status=form.status)


def _complete(request: Asked, organisation: Organisation, form: CompleteForm) -> None:
    changes = form.changes(organisation)
    if "vat_status" in changes:
        changes["vat_status"] = VatStatus(changes["vat_status"])
    complete_organisation(
        register=request.register,
        organisation=organisation,
        version=form.cleaned_data["version"] or 0,
        **changes,
        **request.acting,
    )


@page(Permission.MANAGE_PEOPLE)
def add(request: Asked) -> HttpResponse:
    """A new organisation."""
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        with form.speaking():
            typed = form.cleaned_data
            added = add_organisation(
                register=request.register,
                name=typed["name"],
                business_id=typed["business_id"],
                register_number=typed["register_number"],
                iban=typed["iban"] or "",
                vat_status=VatStatus(typed["vat_status"]),
                lang=typed["lang"],
                is_invented=request.register.is_demo,
                **request.acting,
            )
            messages.success(request, _("Added. Now give its signatory or writer their role."))
            return redirect("organisation", slug=request.register.slug, key=added.pk)
    context = {"section": "work", "form": form, "title": _("Add an organisation"), "button": _("Add")}
    context |= {"back": reverse("organisations", kwargs={"slug": request.register.slug}), "where": _("Organisations")}
    return render(request, "desk/form.html", context, status=form.status)
