"""Pages of activities."""

from django.http import Http404, HttpResponse

from talkoot.people.pages import Asked, page


@page()
def activities(request: Asked) -> HttpResponse:
    """What's on."""
    raise Http404
