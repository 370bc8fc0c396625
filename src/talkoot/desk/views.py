"""The staff shell's pages."""

from django.http import HttpResponse
from django.shortcuts import render

from talkoot.people.pages import Asked, page


@page(any_role=True)
def work(request: Asked) -> HttpResponse:
    """What waits for whoever asks."""
    return render(request, "desk/work.html", {"section": "work"})
