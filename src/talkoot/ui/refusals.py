"""What a page answers when something is refused outside a form: in words, with the status that fits."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from talkoot.core.errors import NotFound, NotPermitted, TalkootError
from talkoot.ui.speech import say


class Refusals:
    """Middleware: NotFound is 404, NotPermitted 403, every other TalkootError 409. Anything else stays a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal, None for what isn't one."""
        if not isinstance(error, TalkootError):
            return None
        status = 404 if isinstance(error, NotFound) else 403 if isinstance(error, NotPermitted) else 409
        return render(request, f"{status}.html", {"said": say(error)}, status=status)
