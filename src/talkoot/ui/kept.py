"""What somebody typed while their session ended: shown, and sent again with one button."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_MALFORMED_REFERER
from django.shortcuts import render

HIDDEN = {"csrfmiddlewaretoken", "form_key", "version"}
FOREIGN = (REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_MALFORMED_REFERER)


def kept(request: HttpRequest, *, sign_in: str = "") -> HttpResponse:
    """A page with everything that was posted, to send again; with a way to sign in first where that is needed. 403."""
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    sent = [(name, value) for name, value in posted if name != "csrfmiddlewaretoken"]
    shown = [value for name, value in posted if name not in HIDDEN and value.strip()]
    context = {"sent": sent, "shown": shown, "sign_in": sign_in, "had_files": bool(request.FILES)}
    return render(request, "ui/kept.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than the session, or one that another site sent: only the first is offered again."""
    if reason.startswith(tuple(one.partition("%s")[0] for one in FOREIGN)):
        return render(request, "403.html", status=403)
    return kept(request)
