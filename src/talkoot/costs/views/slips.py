"""Order slips: the list, one as a page to print, and ordering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.costs.actions.close_slip import close_slip
from talkoot.costs.actions.order_by_slip import order_by_slip
from talkoot.costs.forms.lists import SlipFilter
from talkoot.costs.forms.slips import CloseForm, OrderForm
from talkoot.costs.messages import instructions
from talkoot.costs.queries.slips import slip_in, slips
from talkoot.costs.queries.vouchers import orderers, project_by_code
from talkoot.costs.states import SlipState
from talkoot.costs.views.showing import lang, new_for, typed
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.ui.paging import page_of


@page(Permission.ORDER, Permission.READ_ALL)
def slip_list(request: Asked) -> HttpResponse:
    """The orders, the newest first, with what has come on each."""
    filters = SlipFilter(request.GET)
    found = page_of(slips(request.register, **filters.wanted()), request, ("-pk",))
    told = {"section": "work", "page": found, "filters": filters, **new_for(request)}
    return render(request, "costs/slips.html", told)


@page(Permission.ORDER, Permission.READ_ALL)
def slip(request: Asked, key: int) -> HttpResponse:
    """One order as a page to print: its code and how to invoice; closing it."""
    found = slip_in(request.register, key)
    form = CloseForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        with form.speaking():
            close_slip(slip=found, version=form.cleaned_data["version"] or 0, **request.acting)
            messages.success(request, _("Closed. Nothing more is expected on it."))
            return redirect("slip", slug=request.register.slug, key=key)
    told = {
        "section": "work",
        "slip": found,
        "form": form,
        "may_close": request.may(Permission.ORDER) and found.state == SlipState.OPEN,
        **instructions(programme_on(request).today.invoicing, lang()),
    }
    return render(request, "costs/slip.html", told, status=form.status)


@page(Permission.ORDER)
def order(request: Asked, code: str) -> HttpResponse:
    """Order something for a project: the supplier gets a code that brings the invoice home."""
    project = project_by_code(request.register, code)
    form = OrderForm(request.POST or None, initial={"orderer": request.acting["actor"].person_id})
    form.fields["orderer"].queryset = orderers(request.register, request.acting["today"])  # type: ignore[attr-defined]
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            made = order_by_slip(
                project=project,
                what=typed(said["what"]),
                supplier=said["supplier"],
                up_to_cents=said["up_to"],
                orderer=said["orderer"],
                send_to=said["send_to"],
                form_key=said["form_key"],
                **request.acting,
            )
            messages.success(
                request, _("Ordered. The invoice finds its way by the code %(code)s.") % {"code": made.code}
            )
            return redirect("slip", slug=request.register.slug, key=made.pk)
    told = {"section": "work", "project": project, "form": form}
    return render(request, "costs/order.html", told, status=form.status)
