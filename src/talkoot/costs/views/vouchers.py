"""Vouchers: the list of what waits for whom, one voucher, and placing or dropping it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from talkoot.core.errors import NotPermitted
from talkoot.costs.actions.drop_voucher import drop_voucher
from talkoot.costs.actions.place_voucher import place_voucher
from talkoot.costs.forms.arrivals import DropForm, PlaceForm
from talkoot.costs.forms.lists import VoucherFilter
from talkoot.costs.models import Voucher
from talkoot.costs.queries import sign_of
from talkoot.costs.queries.vouchers import orderers, paying_projects, voucher_in, vouchers
from talkoot.costs.views.showing import may_place, new_for, shown, typed
from talkoot.costs.words import KINDS
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.ui.paging import page_of


@page(Permission.READ_ALL)
def voucher_list(request: Asked) -> HttpResponse:
    """All vouchers, or those that wait to be placed, recorded or booked."""
    filters = VoucherFilter(request.GET)
    found = page_of(vouchers(request.register, **filters.wanted()), request, ("-pk",))
    rows = [
        {"voucher": one, "kind": KINDS[one.kind], "signed_total_cents": sign_of(one.kind) * one.total_cents}
        for one in found.rows
    ]
    told = {"section": "work", "page": found, "rows": rows, "filters": filters, **new_for(request)}
    return render(request, "costs/vouchers.html", told)


@page(Permission.READ_ALL)
def voucher(request: Asked, key: int) -> HttpResponse:
    """One voucher: its evidence beside what was recorded of it and what may be done."""
    found = shown(request, voucher_in(request.register, key))
    return render(request, "costs/voucher.html", {"section": "work", "shown": found, "picture": found.picture})


@page(Permission.RECEIVE_INVOICES, Permission.ORDER)
def place(request: Asked, key: int) -> HttpResponse:
    """Say on which project a voucher belongs."""
    found = _to_place(request, key)
    initial = {"version": found.version, "project": found.project_id}
    form = PlaceForm(request.POST or None, initial=initial)
    form.fields["project"].queryset = paying_projects(request.register)  # type: ignore[attr-defined]
    form.fields["orderer"].queryset = orderers(request.register, request.acting["today"])  # type: ignore[attr-defined]
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            placed = place_voucher(
                voucher=found,
                project=said["project"],
                orderer=said["orderer"],
                reason=typed(said["reason"]) if said["reason"].strip() else None,
                version=said["version"] or 0,
                **request.acting,
            )
            messages.success(request, _("Placed. Its cost can be recorded now."))
            return redirect("voucher", slug=request.register.slug, key=placed.pk)
    told = {"section": "work", "shown": shown(request, found), "form": form}
    return render(request, "costs/place.html", told, status=form.status)


@page(Permission.RECEIVE_INVOICES, Permission.ORDER)
def drop(request: Asked, key: int) -> HttpResponse:
    """Say why a voucher isn't ours."""
    found = _to_place(request, key)
    form = DropForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        said = form.cleaned_data
        with form.speaking():
            dropped = drop_voucher(
                voucher=found, reason=typed(said["reason"]), version=said["version"] or 0, **request.acting
            )
            messages.success(request, _("Dropped. The same invoice may come again."))
            return redirect("voucher", slug=request.register.slug, key=dropped.pk)
    told = {"section": "work", "shown": shown(request, found), "form": form}
    return render(request, "costs/drop.html", told, status=form.status)


def _to_place(request: Asked, key: int) -> Voucher:
    """The voucher, if whoever asks takes in invoices or ordered it. Raises NotPermitted."""
    found = voucher_in(request.register, key)
    if not may_place(request, found):
        raise NotPermitted("Somebody else ordered this. They place it, or whoever takes in invoices.")
    return found
