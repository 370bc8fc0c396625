"""The inbox, one message with its picture beside its reading, and taking one in by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from talkoot.costs.actions.receive_invoice import Received, receive_invoice
from talkoot.costs.forms.arrivals import ReceiveForm
from talkoot.costs.forms.lists import ArrivalFilter
from talkoot.costs.queries import inbox_row
from talkoot.costs.queries.arrivals import arrival_in, arrivals, inbox_rows
from talkoot.costs.queries.pictures import picture_of_arrival
from talkoot.costs.queries.vouchers import voucher_in
from talkoot.costs.views.showing import shown
from talkoot.costs.words import CHIPS, DOORS, OUTCOMES, finding
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.ui.paging import page_of
from talkoot.ui.speech import say


@page(Permission.RECEIVE_INVOICES, Permission.READ_ALL)
def inbox(request: Asked) -> HttpResponse:
    """Everything that arrived, the newest first, each with what became of it and why."""
    filters = ArrivalFilter(request.GET)
    found = page_of(arrivals(request.register, **filters.wanted()), request, ("-pk",))
    rows = [
        {"row": row, "outcome": OUTCOMES[row.outcome], "chip": CHIPS[row.outcome], "why": say(row.why)}
        for row in inbox_rows(request.register, found.rows)
    ]
    told = {"section": "work", "page": found, "rows": rows, "filters": filters}
    told["may_receive"] = request.may(Permission.RECEIVE_INVOICES)
    return render(request, "costs/inbox.html", told)


@page(Permission.RECEIVE_INVOICES, Permission.READ_ALL)
def arrival(request: Asked, key: int) -> HttpResponse:
    """One message: the picture of what its bytes say beside what was read, decided and done with it since."""
    found = arrival_in(request.register, key)
    row, picture = inbox_row(found, request.register), picture_of_arrival(found)
    voucher = shown(request, voucher_in(request.register, found.voucher_id), picture) if found.voucher_id else None
    odd = [] if voucher or not picture.invoice else [say(str(finding(code))) for code in picture.invoice.findings]
    told = {
        "section": "work",
        "arrival": found,
        "row": row,
        "why": say(row.why),
        "outcome": OUTCOMES[found.outcome],
        "chip": CHIPS[found.outcome],
        "door": DOORS[found.door],
        "picture": picture,
        "shown": voucher,
        "findings": voucher.findings if voucher else odd,
    }
    return render(request, "costs/arrival.html", told)


@page(Permission.RECEIVE_INVOICES)
def receive(request: Asked) -> HttpResponse:
    """Take in a message that came by hand."""
    form = ReceiveForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with form.speaking():
            return _to_what_came(request, _received(request, form))
    return render(request, "costs/receive.html", {"section": "work", "form": form}, status=form.status)


def _received(request: Asked, form: ReceiveForm) -> list[Received]:
    file = form.cleaned_data["file"]
    return receive_invoice(
        register=request.register,
        data=file.read(),
        door=form.cleaned_data["door"],
        name="".join(sign for sign in file.name or "" if sign.isprintable())[:200],
        reply_to=form.cleaned_data["reply_to"],
        **request.acting,
    )


def _to_what_came(request: Asked, received: list[Received]) -> HttpResponse:
    """To the one message, or to the inbox where there are several."""
    count = len(received)
    said = ngettext("One message was taken in.", "%(count)s messages were taken in.", count) % {"count": count}
    messages.success(request, said)
    if count == 1:
        return redirect("arrival", slug=request.register.slug, key=received[0].arrival.pk)
    return redirect("inbox", slug=request.register.slug)
