"""The chain, for whoever wants to see that nothing was changed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from talkoot.desk.queries.chain import AT_ONCE, check_newest, check_whole, entries_in, told
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.records.queries import matter_of
from talkoot.ui.paging import page_of


@page(Permission.READ_ALL)
def chain(request: Asked) -> HttpResponse:
    """Where the chain ends, whether it is whole, and its entries, the newest first. `check=all` reads it all."""
    register = request.register
    is_short = register.chain_count <= AT_ONCE
    checked = check_whole(register) if request.GET.get("check") == "all" and is_short else check_newest(register)
    found = page_of(entries_in(register), request, ("-seq",))
    context = {
        "section": "work",
        "page": found,
        "entries": told(found.rows, register, get_language() or "fi"),
        "checked": checked,
        "is_short": is_short,
        "now": request.acting["now"],
    }
    return render(request, "desk/chain.html", context)


@page(Permission.READ_ALL)
def entries(request: Asked, code: str) -> HttpResponse:
    """What the chain says of one matter, in the order things were done."""
    matter = matter_of(request.register, code)
    found = page_of(entries_in(request.register, matter), request, ("seq",))
    rows = told(found.rows, request.register, get_language() or "fi")
    context = {"section": "work", "matter": matter, "page": found, "entries": rows}
    return render(request, "desk/entries.html", context)
