"""The public shell's pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from talkoot.core.machine import LANGUAGES
from talkoot.people.pages import Asked, page
from talkoot.programme.queries import terms_of, today_of
from talkoot.records.models import Register
from talkoot.records.queries import matter_of
from talkoot.site.queries import named_lines, named_money, source_names, text_if_any, told_matter
from talkoot.site.words import WORDS


def root(request: HttpRequest) -> HttpResponse:
    """The first programme's front page, in the reader's language."""
    register = Register.objects.order_by("pk").first()
    if register is None:
        raise Http404("No programme is loaded yet.")
    return redirect("front", slug=register.slug)


@page(languages=LANGUAGES)
def front(request: Asked) -> HttpResponse:
    """What the programme is, whom to ring, the money by source, and the story of one matter."""
    register, lang = request.register, get_language() or "fi"
    today = today_of(register)
    names = source_names(terms_of(register), lang)
    rows, totals = named_money(register, names)
    told = told_matter(register)
    return render(
        request,
        "site/front.html",
        {
            "section": "front",
            "tagline": text_if_any(today, "tagline", lang),
            "about": text_if_any(today, "about", lang),
            "funding": text_if_any(today, "funding", lang),
            "words": WORDS[lang],
            "rows": rows,
            "totals": totals,
            "matter": told,
            "lines": named_lines(told, lang, names) if told else [],
        },
    )


@page(languages=LANGUAGES)
def matter(request: Asked, code: str) -> HttpResponse:
    """One matter: where it stands, and everything that happened to it."""
    found = matter_of(request.register, code)
    if not found.is_public:
        raise Http404(code)
    lang = get_language() or "fi"
    names = source_names(terms_of(request.register), lang)
    return render(request, "site/matter.html", {"matter": found, "lines": named_lines(found, lang, names)})


@page()
def invoicing(request: Asked) -> HttpResponse:
    """How to send us an invoice."""
    raise Http404


@page()
def accessibility(request: Asked) -> HttpResponse:
    """The accessibility statement."""
    raise Http404


@page()
def privacy(request: Asked) -> HttpResponse:
    """What becomes of people's data."""
    raise Http404
