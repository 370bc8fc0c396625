"""One's own work, and finding anything."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from talkoot.desk.queries.search import address_of_number
from talkoot.desk.queries.search import search as found_for
from talkoot.desk.queries.work import asker_of, own_matters, waiting_for
from talkoot.desk.words import ENTRANCES
from talkoot.people.pages import Asked, page
from talkoot.people.roles import Permission
from talkoot.programme.shell import programme_on
from talkoot.ui.speech import say


@page(any_role=True)
def work(request: Asked) -> HttpResponse:
    """What waits for whoever asks, the most urgent first; for an auditor the doors instead."""
    asker = asker_of(register=request.register, terms=programme_on(request).terms, **request.acting)
    found = waiting_for(asker)
    today = asker.today
    context = {
        "section": "work",
        "rows": [(row, say(row.note) if row.note else "", row.age(today), row.late(today)) for row in found.rows],
        "late": sum(1 for row in found.rows if row.late(today)),
        "more": found.more,
        "own": own_matters(asker),
        "entrances": ENTRANCES if request.permissions == {Permission.READ_ALL} else (),
    }
    return render(request, "desk/work.html", context)


@page(Permission.READ_ALL)
def search(request: Asked) -> HttpResponse:
    """What the words find; a matter's number leads straight to its page."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    straight = address_of_number(request.register, words) if words else ""
    if straight:
        return redirect(straight)
    results = found_for(request.register, words) if words else None
    return render(request, "desk/search.html", {"section": "work", "q": words, "results": results})
